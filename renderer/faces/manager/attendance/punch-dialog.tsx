import { Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import type { PunchDirection } from "#domains/attendance/values.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { recordPunchOnBehalfRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { Button } from "#renderer/ui/button.tsx";

import { ClockField } from "#renderer/faces/manager/act/clock-field.tsx";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./attendance.module.css";
import { SmallChoices } from "./small-choices.tsx";
import { dateOf, instantOf } from "./clock-span.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";

const REASON_MAX_COUNT = 200;
const DIRECTIONS: readonly PunchDirection[] = ["in", "out"];

/** Writes down a punch for somebody who could not: no badge, no terminal. The reason stays with it. */
export function PunchDialog(props: {
  readonly staffId: string;
  readonly name: string;
  readonly serviceDate: string;
  readonly direction: PunchDirection;
  readonly suggestedAtMs: number | null;
  readonly onClose: () => void;
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const toast = useToast();
  const outcomeWords = useOutcomeWords();
  const { suggestedAtMs } = props;
  const [direction, setDirection] = useState(props.direction);
  const [date, setDate] = useState(suggestedAtMs === null ? props.serviceDate : dateOf(suggestedAtMs, timeZone));
  const [clockTime, setClockTime] = useState(suggestedAtMs === null ? "" : units.clock(suggestedAtMs, timeZone));
  const [reason, setReason] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const atMs = instantOf({ date, clockTime }, timeZone);
  const missing =
    atMs === null ? t("attendance.time-needed") : reason.trim() === "" ? t("attendance.reason-needed") : null;
  const send = async () => {
    if (atMs === null) return;
    const outcome = await grant(recordPunchOnBehalfRef, {
      punchId: makeId("punch"),
      staffId: props.staffId,
      direction,
      atMs,
      reason: reason.trim(),
    });
    setTrouble(outcomeWords(outcome));
    if (outcome.kind !== "accepted") return;
    toast({ text: t("attendance.on-behalf.done", { name: props.name }) });
    props.onClose();
  };
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("attendance.on-behalf.of", { name: props.name })}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <p>{t("attendance.on-behalf.text")}</p>
        <SmallChoices
          legend={t("attendance.direction")}
          choices={DIRECTIONS.map((value) => ({ value, label: t(`attendance.direction.${value}`) }))}
          chosen={direction}
          onChoose={setDirection}
        />
        <div className={styles.pair}>
          <DateField label={t("attendance.date")} value={date} onChange={setDate} />
          <ClockField isFocusedFirst label={t("attendance.clock-time")} value={clockTime} onChange={setClockTime} />
        </div>
        <Textarea
          label={t("attendance.reason")}
          rows={2}
          maxLength={REASON_MAX_COUNT}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {trouble === null ? null : (
          <p role="alert" className={dialog.trouble}>
            {trouble}
          </p>
        )}
        <div className={dialog.actions}>
          <Button kind="primary" size="small" reason={missing} onPress={() => void send()}>
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
