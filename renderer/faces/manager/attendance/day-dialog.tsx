import { Modal } from "@mantine/core";
import { useState } from "react";
import { isGranted } from "#kernel/access.ts";
import type { RowOf } from "#kernel/definition.ts";
import { addDays } from "#kernel/time.ts";
import type { correctionsQuery, punchesQuery, StayRow } from "#domains/attendance/queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { correctionsRef, punchesRef, staysRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./attendance.module.css";
import { CorrectionDialog } from "./correction-dialog.tsx";
import { clockSpan, dateOf } from "./clock-span.ts";
import { DayBadge, FlagBadges } from "./day-badge.tsx";
import { PunchDialog } from "./punch-dialog.tsx";
import { PunchPhoto } from "./punch-photo.tsx";
import { useShifts, useStaffNames, useViewer } from "./use-names.ts";

type Punch = RowOf<typeof punchesQuery>;
type Correction = RowOf<typeof correctionsQuery>;

/** One person's one day: the stays as they count, the punches under them, the corrections over them. */
export function DayDialog(props: {
  readonly staffId: string;
  readonly name: string;
  readonly serviceDate: string;
  readonly onClose: () => void;
}) {
  const { staffId, name, serviceDate } = props;
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const units = useUnits();
  const whyNot = useWhyNotPermitted();
  const viewer = useViewer();
  const span = { fromDate: serviceDate, toDate: serviceDate, staffId };
  const stays = useLiveQuery(staysRef, viewer === null ? null : span, viewer ?? {});
  const around = { fromDate: addDays(serviceDate, -1), toDate: addDays(serviceDate, 1), staffId };
  const punches = useLiveQuery(punchesRef, viewer === null ? null : around, viewer ?? {});
  const corrections = useLiveQuery(correctionsRef, viewer === null ? null : span, viewer ?? {});
  const [adding, setAdding] = useState<"none" | "punch" | "correction">("none");
  const ofDay = punches.rows
    .filter((punch) => punch.serviceDate === serviceDate)
    .toSorted((left, right) => left.atMs - right.atMs);
  const isOwn = viewer?.staffId === staffId;
  if (adding === "punch") {
    return <PunchDialog {...props} direction="in" suggestedAtMs={null} onClose={() => setAdding("none")} />;
  }
  if (adding === "correction") {
    return <CorrectionDialog serviceDate={serviceDate} stay={stays.rows[0]} onClose={() => setAdding("none")} />;
  }
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="lg"
      title={`${name} · ${units.date(serviceDate)}`}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={styles.dayBody}>
        {stays.rows.length > 0 ? null : <p>{stays.status === "loading" ? waiting : t("attendance.day.no-stay")}</p>}
        {stays.rows.map((stay) => (
          <Stay key={stay.sessionId} stay={stay} />
        ))}
        <Punches punches={ofDay} />
        <Corrections corrections={corrections.rows} />
        <div className={styles.actions}>
          <Button size="small" icon="plus" reason={whyNot("attendance.manage")} onPress={() => setAdding("punch")}>
            {t("attendance.on-behalf")}
          </Button>
          {isOwn ? (
            <Button size="small" icon="refresh-cw" onPress={() => setAdding("correction")}>
              {t("attendance.correction.ask")}
            </Button>
          ) : null}
        </div>
      </div>
    </Modal>
  );
}

function Stay(props: { readonly stay: StayRow }) {
  const { stay } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const shift = useShifts().find((row) => row.shiftCode === stay.shiftCode)?.name ?? t("attendance.no-shift");
  const original = { inAtMs: stay.originalInAtMs, outAtMs: stay.originalOutAtMs };
  const facts: ReadonlyArray<readonly [string, string]> = [
    [t("attendance.shift"), shift],
    [t("attendance.counted"), clockSpan(stay, units, timeZone)],
    ...(stay.isCorrected ? [[t("attendance.before"), clockSpan(original, units, timeZone)] as const] : []),
    [t("attendance.worked"), stay.outAtMs === null ? NO_VALUE : units.duration(stay.workedMs)],
    ...(stay.earlyLeaveMs > 0 ? [[t("attendance.early-leave"), units.duration(stay.earlyLeaveMs)] as const] : []),
    ...(stay.overtimeMs > 0
      ? [
          [
            t("attendance.overtime"),
            `${units.duration(stay.overtimeMs)} · ${
              stay.approvedOvertimeMs === null
                ? t("attendance.overtime.undecided")
                : t("attendance.overtime.approved", { approved: units.duration(stay.approvedOvertimeMs) })
            }`,
          ] as const,
        ]
      : []),
    ...(stay.explanation === null
      ? []
      : [[t("attendance.explain.why"), t(`attendance.explanation.${stay.explanation}`)] as const]),
  ];
  return (
    <section className={styles.stay}>
      <div className={styles.badges}>
        <DayBadge status={stay.status} lateMs={stay.lateMs} />
        <FlagBadges flags={stay.flags.filter((flag) => flag !== stay.status)} />
      </div>
      <dl className={styles.pairs}>
        {facts.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Punches(props: { readonly punches: readonly Punch[] }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const person = usePersonOrNobody();
  const maySeePhotos = person !== null && isGranted(person.roles, "attendance.approve");
  if (props.punches.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>{t("attendance.punches")}</h3>
      <ul className={styles.list}>
        {props.punches.map((punch) => {
          const text = t("attendance.punch.line", {
            clock: units.clock(punch.atMs, timeZone),
            direction: t(`attendance.direction.${punch.direction}`),
            method: t(`attendance.method.${punch.method}`),
          });
          const marks = [
            ...(punch.isWithdrawn ? [t("attendance.punch.withdrawn")] : []),
            ...(punch.isFlipped ? [t("attendance.flag.flipped")] : []),
            ...(punch.isClockReplaced ? [t("attendance.flag.clock-replaced")] : []),
            ...(punch.isLateEntry
              ? [t("attendance.punch.received", { clock: units.clock(punch.recordedAtMs, timeZone) })]
              : []),
            ...(punch.photoId === null && punch.method !== "on-behalf" ? [t("attendance.flag.no-photo")] : []),
          ];
          return (
            <li key={punch.punchId} className={styles.punch}>
              <span className={styles.stacked}>
                {punch.isWithdrawn ? <s>{text}</s> : <span>{text}</span>}
                {marks.length === 0 ? null : <small>{marks.join(" · ")}</small>}
              </span>
              {punch.photoId === null || !maySeePhotos ? null : <PunchPhoto photoId={punch.photoId} label={text} />}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Corrections(props: { readonly corrections: readonly Correction[] }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const nameOf = useStaffNames();
  if (props.corrections.length === 0) return null;
  return (
    <section className={styles.section}>
      <h3>{t("attendance.corrections")}</h3>
      <ul className={styles.list}>
        {props.corrections.map((row) => (
          <li key={row.correctionId} className={styles.stacked}>
            <span>
              {t("attendance.correction.change", {
                before: clockSpan({ inAtMs: row.originalInAtMs, outAtMs: row.originalOutAtMs }, units, timeZone),
                after: clockSpan(
                  { inAtMs: row.inAtMs ?? row.originalInAtMs, outAtMs: row.outAtMs ?? row.originalOutAtMs },
                  units,
                  timeZone,
                ),
              })}
            </span>
            <small>
              {[
                t("attendance.asked-by", {
                  name: nameOf(row.requestedByStaffId ?? row.staffId),
                  date: units.dateShort(dateOf(row.requestedAtMs, timeZone)),
                  clock: units.clock(row.requestedAtMs, timeZone),
                }),
                row.decidedByStaffId === null
                  ? t("attendance.state.asked")
                  : t(row.state === "approved" ? "attendance.approved-by" : "attendance.rejected-by", {
                      name: nameOf(row.decidedByStaffId),
                    }),
                ...(row.reason === null ? [] : [row.reason]),
              ].join(" · ")}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
}
