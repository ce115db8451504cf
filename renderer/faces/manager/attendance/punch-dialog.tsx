import { Textarea } from "@mantine/core";
import { useState } from "react";
import type { PunchDirection } from "#domains/attendance/values.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { recordPunchOnBehalfRef } from "#renderer/domains/attendance/attendance-refs.ts";

import { ClockField } from "#renderer/faces/manager/act/clock-field.tsx";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { ActDialog } from "#renderer/faces/manager/act/act-dialog.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
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
  const { suggestedAtMs } = props;
  const [direction, setDirection] = useState(props.direction);
  const [date, setDate] = useState(suggestedAtMs === null ? props.serviceDate : dateOf(suggestedAtMs, timeZone));
  const [clockTime, setClockTime] = useState(suggestedAtMs === null ? "" : units.clock(suggestedAtMs, timeZone));
  const [reason, setReason] = useState("");
  const atMs = instantOf({ date, clockTime }, timeZone);
  const missing =
    atMs === null ? t("attendance.time-needed") : reason.trim() === "" ? t("attendance.reason-needed") : null;
  const send = () => {
    if (atMs === null) return null;
    return grant(recordPunchOnBehalfRef, {
      punchId: makeId("punch"),
      staffId: props.staffId,
      direction,
      atMs,
      reason: reason.trim(),
    });
  };
  return (
    <ActDialog
      title={t("attendance.on-behalf.of", { name: props.name })}
      missing={missing}
      verb={t("shared.verb.save")}
      send={send}
      doneWords={t("attendance.on-behalf.done", { name: props.name })}
      onClose={props.onClose}
    >
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
    </ActDialog>
  );
}
