import { Select, Textarea } from "@mantine/core";
import { useState } from "react";
import type { AttendanceSessionId } from "#domains/attendance/ids.ts";
import type { StayRow } from "#domains/attendance/queries.ts";
import { correctionReasonSchema } from "#domains/attendance/values.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { requestCorrectionRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { ClockField } from "#renderer/faces/manager/act/clock-field.tsx";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { ActDialog } from "#renderer/faces/manager/act/act-dialog.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./attendance.module.css";
import { dateOf, instantOf } from "./clock-span.ts";

const REASONS = correctionReasonSchema.options;
type Reason = (typeof REASONS)[number];
const NOTE_MAX_COUNT = 200;

/** Asks for a correction of one's own day; somebody else decides it. */
export function CorrectionDialog(props: {
  readonly serviceDate: string;
  readonly stay: StayRow | undefined;
  readonly onClose: () => void;
}) {
  const { stay, serviceDate } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const { makeId } = useCommand();
  const { fact } = useAct();
  const startOf = (atMs: number | null | undefined) => ({
    date: atMs === null || atMs === undefined ? serviceDate : dateOf(atMs, timeZone),
    clockTime: atMs === null || atMs === undefined ? "" : units.clock(atMs, timeZone),
  });
  const [came, setCame] = useState(() => startOf(stay?.inAtMs));
  const [left, setLeft] = useState(() => startOf(stay?.outAtMs));
  const [reasonCode, setReasonCode] = useState<Reason | null>(null);
  const [note, setNote] = useState("");
  // An end left as it stands is not asked for: its seconds are kept.
  const asked = (typed: typeof came, atMs: number | null | undefined) =>
    typed.clockTime === startOf(atMs).clockTime && typed.date === startOf(atMs).date
      ? null
      : instantOf(typed, timeZone);
  const inAtMs = asked(came, stay?.inAtMs);
  const outAtMs = asked(left, stay?.outAtMs);
  // A time nobody can read is not left out in silence because the other end was changed.
  const isUnread = [came, left].some((typed) => typed.clockTime !== "" && instantOf(typed, timeZone) === null);
  const missing =
    isUnread || (inAtMs === null && outAtMs === null)
      ? t("attendance.time-needed")
      : reasonCode === null
        ? t("attendance.reason-needed")
        : null;
  const send = () => {
    if (reasonCode === null) return null;
    return fact(requestCorrectionRef, {
      correctionId: makeId("correction"),
      ...(stay === undefined ? {} : { sessionId: stay.sessionId as AttendanceSessionId }), // the kitchen's own row
      serviceDate,
      ...(inAtMs === null ? {} : { inAtMs }),
      ...(outAtMs === null ? {} : { outAtMs }),
      reasonCode,
      ...(note.trim() === "" ? {} : { note: note.trim() }),
    });
  };
  const ends = [
    ["in", came, setCame],
    ["out", left, setLeft],
  ] as const;
  return (
    <ActDialog
      title={t("attendance.correction.ask-for", { date: units.date(serviceDate) })}
      missing={missing}
      verb={t("shared.verb.send")}
      send={send}
      doneWords={t("attendance.correction.asked")}
      onClose={props.onClose}
    >
      {ends.map(([end, value, set]) => (
        <div key={end} className={styles.pair}>
          <DateField
            label={t(`attendance.date-of.${end}`)}
            value={value.date}
            onChange={(date) => set({ ...value, date })}
          />
          <ClockField
            label={t(`attendance.clock-of.${end}`)}
            value={value.clockTime}
            onChange={(clockTime) => set({ ...value, clockTime })}
          />
        </div>
      ))}
      <Select
        label={t("attendance.reason")}
        data={REASONS.map((value) => ({ value, label: t(`attendance.correction-reason.${value}`) }))}
        value={reasonCode}
        onChange={(value) => setReasonCode(REASONS.find((code) => code === value) ?? null)}
      />
      <Textarea
        label={t("attendance.note")}
        rows={2}
        maxLength={NOTE_MAX_COUNT}
        value={note}
        onChange={(event) => setNote(event.currentTarget.value)}
      />
    </ActDialog>
  );
}
