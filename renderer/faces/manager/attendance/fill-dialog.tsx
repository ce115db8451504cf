import { Checkbox, Modal, Select } from "@mantine/core";
import { useState } from "react";
import type { RowOf } from "#kernel/definition.ts";
import type { shiftsQuery } from "#domains/attendance/queries.ts";
import type { staffQuery } from "#domains/people/queries.ts";
import type { StaffId } from "#kernel/ids.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { setRosterRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./attendance.module.css";
import { useDivisionNames } from "./use-names.ts";
import { useRosterRefusal } from "./use-roster-refusal.ts";

/** Gives a division one shift on several days at once; each day is set whole or refused with its reason. */
export function FillDialog(props: {
  readonly people: ReadonlyArray<RowOf<typeof staffQuery>>;
  readonly dates: readonly string[];
  readonly shifts: ReadonlyArray<RowOf<typeof shiftsQuery>>;
  readonly onClose: () => void;
}) {
  const { people, dates, shifts } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { grant } = useAct();
  const toast = useToast();
  const divisionName = useDivisionNames();
  const refusalOf = useRosterRefusal();
  const divisions = [...new Set(people.map((row) => row.divisionCode))];
  const [divisionCode, setDivisionCode] = useState(divisions.length === 1 ? (divisions[0] ?? null) : null);
  const [shiftCode, setShiftCode] = useState<string | null>(null);
  // Six working days; the seventh is for whoever asks for it.
  const [chosen, setChosen] = useState<readonly string[]>(dates.slice(0, 6));
  const [troubles, setTroubles] = useState<readonly string[]>([]);
  const members = people.filter((row) => row.divisionCode === divisionCode && row.status === "active");
  const missing =
    divisionCode === null || shiftCode === null || chosen.length === 0 ? t("attendance.roster.choose") : null;
  const fill = async () => {
    if (shiftCode === null) return;
    const refused: string[] = [];
    for (const serviceDate of dates.filter((date) => chosen.includes(date))) {
      const entries = members
        .filter((row) => row.joinDate <= serviceDate)
        .map((row) => ({ staffId: row.staffId as StaffId, shiftCodes: [shiftCode] })); // the kitchen's own rows
      if (entries.length === 0) continue;
      const trouble = refusalOf(await grant(setRosterRef, { serviceDate, entries }));
      if (trouble !== null) refused.push(`${units.dateShort(serviceDate)} – ${trouble}`);
    }
    setTroubles(refused);
    if (refused.length > 0) return;
    toast({ text: t("attendance.roster.filled") });
    props.onClose();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("attendance.roster.fill")}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <Select
          data-autofocus
          label={t("people.field.divisionCode")}
          data={divisions.map((code) => ({ value: code, label: divisionName(code) }))}
          value={divisionCode}
          onChange={setDivisionCode}
        />
        <Select
          label={t("attendance.shift")}
          data={shifts.filter((row) => !row.isRetired).map((row) => ({ value: row.shiftCode, label: row.name }))}
          value={shiftCode}
          onChange={setShiftCode}
        />
        <fieldset className={styles.days}>
          <legend>{t("attendance.roster.days")}</legend>
          {dates.map((date) => (
            <Checkbox
              key={date}
              label={units.dateShort(date)}
              checked={chosen.includes(date)}
              onChange={(event) => {
                const isOn = event.currentTarget.checked;
                setChosen((known) => (isOn ? [...known, date] : known.filter((other) => other !== date)));
              }}
            />
          ))}
        </fieldset>
        <p>{t("attendance.roster.fill-text", { count: units.count(members.length) })}</p>
        {troubles.map((trouble) => (
          <p key={trouble} role="alert" className={dialog.trouble}>
            {trouble}
          </p>
        ))}
        <div className={dialog.actions}>
          <Button kind="primary" size="small" reason={missing} onPress={() => void fill()}>
            {t("shared.verb.save")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
