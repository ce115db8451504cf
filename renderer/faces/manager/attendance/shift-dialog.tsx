import { Checkbox, Modal, NumberInput, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import type { RowOf } from "#kernel/definition.ts";
import type { shiftsQuery } from "#domains/attendance/queries.ts";
import {
  shiftCloseAfterMs,
  shiftEarlyInMs,
  shiftEarlyOutGraceMs,
  shiftLateGraceMs,
  shiftOvertimeAfterMs,
} from "#domains/attendance/settings.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { defineShiftRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { divisionsRef } from "#renderer/domains/people/people-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./attendance.module.css";
import { SHIFT_MINUTES, shiftFromForm, shiftProblem, type ShiftForm } from "./shift-form.ts";
import { useShifts, useViewer } from "./use-names.ts";

type ShiftRow = RowOf<typeof shiftsQuery>;

function formOf(shift: ShiftRow | null): ShiftForm {
  const minutes = (ms: number) => ms / MINUTE_MS;
  return {
    name: shift?.name ?? "",
    divisionCode: shift?.divisionCode ?? "",
    startTime: shift?.startTime ?? "",
    endTime: shift?.endTime ?? "",
    isStartOnEveBefore: shift?.isStartOnEveBefore ?? false,
    earlyInMs: minutes(shift?.earlyInMs ?? shiftEarlyInMs.default),
    lateGraceMs: minutes(shift?.lateGraceMs ?? shiftLateGraceMs.default),
    earlyOutGraceMs: minutes(shift?.earlyOutGraceMs ?? shiftEarlyOutGraceMs.default),
    overtimeAfterMs: minutes(shift?.overtimeAfterMs ?? shiftOvertimeAfterMs.default),
    closeAfterMs: minutes(shift?.closeAfterMs ?? shiftCloseAfterMs.default),
    unpaidBreakMs: minutes(shift?.unpaidBreakMs ?? 0),
  };
}

/** A shift pattern's form; a new one is offered the kitchen's own figures. */
export function ShiftDialog(props: { readonly shift: ShiftRow | null; readonly onClose: () => void }) {
  const { shift } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const toast = useToast();
  const outcomeWords = useOutcomeWords();
  const viewer = useViewer();
  const divisions = useLiveQuery(divisionsRef, viewer === null ? null : {}, viewer ?? {});
  const knownCodes = useShifts().map((row) => row.shiftCode);
  const [form, setForm] = useState(() => formOf(shift));
  const [trouble, setTrouble] = useState<string | null>(null);
  const problem = shiftProblem(form);
  const change = (next: Partial<ShiftForm>) => setForm((known) => ({ ...known, ...next }));
  const save = async () => {
    const outcome = await grant(defineShiftRef, shiftFromForm(form, shift?.shiftCode ?? null, knownCodes));
    setTrouble(outcomeWords(outcome));
    if (outcome.kind !== "accepted") return;
    toast({ text: t("attendance.shift.saved", { shift: form.name }) });
    props.onClose();
  };
  const title = shift === null ? t("attendance.shift.add") : t("attendance.shift.change-of", { shift: shift.name });
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="lg"
      title={title}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <div className={styles.pair}>
          <TextInput
            data-autofocus
            label={t("attendance.shift.name")}
            maxLength={40}
            value={form.name}
            onChange={(event) => change({ name: event.currentTarget.value })}
          />
          <Select
            label={t("people.field.divisionCode")}
            data={[
              { value: "", label: t("attendance.every-division") },
              ...divisions.rows.map((row) => ({ value: row.divisionCode, label: row.name })),
            ]}
            value={form.divisionCode}
            onChange={(value) => change({ divisionCode: value ?? "" })}
          />
          <TextInput
            inputMode="numeric"
            placeholder="00:30"
            maxLength={5}
            label={t("attendance.shift.startTime")}
            value={form.startTime}
            onChange={(event) => change({ startTime: event.currentTarget.value })}
          />
          <TextInput
            inputMode="numeric"
            placeholder="00:30"
            maxLength={5}
            label={t("attendance.shift.endTime")}
            description={t("attendance.shift.endTime-hint")}
            value={form.endTime}
            onChange={(event) => change({ endTime: event.currentTarget.value })}
          />
        </div>
        <Checkbox
          label={t("attendance.shift.isStartOnEveBefore")}
          checked={form.isStartOnEveBefore}
          onChange={(event) => change({ isStartOnEveBefore: event.currentTarget.checked })}
        />
        <div className={styles.pair}>
          {SHIFT_MINUTES.map((name) => (
            <NumberInput
              key={name}
              label={t(`attendance.shift.${name}`)}
              suffix={` ${t("attendance.shift.minutes")}`}
              min={0}
              hideControls
              size="md"
              value={form[name]}
              onChange={(value) => change({ [name]: value })}
            />
          ))}
        </div>
        {trouble === null ? null : (
          <p role="alert" className={dialog.trouble}>
            {trouble}
          </p>
        )}
        <div className={dialog.actions}>
          <Button
            kind="primary"
            size="small"
            reason={problem === null ? null : t(`attendance.shift.problem.${problem}`)}
            onPress={() => void save()}
          >
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
