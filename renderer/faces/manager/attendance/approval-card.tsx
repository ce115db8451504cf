import { useState } from "react";
import { isGranted } from "#kernel/access.ts";
import type { StayRow } from "#domains/attendance/queries.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { ApprovalActs } from "./approval-acts.tsx";
import type { Approval, CorrectionRow, LeaveRow } from "./approvals.ts";
import styles from "./approvals.module.css";
import { clockSpan, dateOf } from "./clock-span.ts";
import { FlagBadges } from "./day-badge.tsx";
import { DayDialog } from "./day-dialog.tsx";
import { openFlags } from "./day-look.ts";
import { PunchPhoto } from "./punch-photo.tsx";
import { useStaffNames } from "./use-names.ts";

/** One thing that waits: who, what stood there, what is asked, the pictures, and the decision. */
export function ApprovalCard(props: { readonly approval: Approval }) {
  const { approval } = props;
  const { t } = useManagerCopy();
  const nameOf = useStaffNames();
  const [isOpen, setOpen] = useState(false);
  const name = nameOf(approval.staffId);
  const date = approval.kind === "leave" ? null : serviceDateOf(approval);
  return (
    <>
      <h2 className={styles.heading}>
        <span className={styles.kind}>{t(`attendance.approval.${approval.kind}`)}</span>
        {name}
      </h2>
      <Body approval={approval} />
      <Photos photoIds={photosOf(approval)} name={name} />
      <div className={styles.acts}>
        <ApprovalActs approval={approval} name={name} />
        {date === null ? null : (
          <Button size="small" kind="quiet" label={t("attendance.act.look-of", { name })} onPress={() => setOpen(true)}>
            {t("attendance.act.look")}
          </Button>
        )}
      </div>
      {isOpen && date !== null ? (
        <DayDialog staffId={approval.staffId} name={name} serviceDate={date} onClose={() => setOpen(false)} />
      ) : null}
    </>
  );
}

function serviceDateOf(approval: Exclude<Approval, { readonly kind: "leave" }>): string {
  return approval.kind === "correction" ? approval.row.serviceDate : approval.stay.serviceDate;
}

function photosOf(approval: Approval): readonly string[] {
  if (approval.kind === "leave") return [];
  if (approval.kind === "correction") return approval.row.photoIds;
  return [approval.stay.inPhotoId, approval.stay.outPhotoId].filter((photoId) => photoId !== null);
}

function Body(props: { readonly approval: Approval }) {
  const { approval } = props;
  switch (approval.kind) {
    case "correction":
      return <CorrectionBody row={approval.row} />;
    case "leave":
      return <LeaveBody row={approval.row} />;
    case "overtime":
    case "flagged":
      return <StayBody stay={approval.stay} isOvertime={approval.kind === "overtime"} />;
  }
}

function CorrectionBody(props: { readonly row: CorrectionRow }) {
  const { row } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const clock = (atMs: number | null) => (atMs === null ? NO_VALUE : units.clock(atMs, timeZone));
  const before = [row.originalInAtMs, row.originalOutAtMs];
  const after = [row.inAtMs ?? row.originalInAtMs, row.outAtMs ?? row.originalOutAtMs];
  return (
    <>
      <p>{units.date(row.serviceDate)}</p>
      <table className={styles.change}>
        <caption className="visually-hidden">{t("attendance.correction.table")}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t("attendance.in")}</th>
            <th scope="col">{t("attendance.out")}</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">{t("attendance.correction.was")}</th>
            {before.map((atMs, end) => (
              <td key={end === 0 ? "in" : "out"}>{clock(atMs)}</td>
            ))}
          </tr>
          <tr>
            <th scope="row">{t("attendance.correction.becomes")}</th>
            {after.map((atMs, end) => (
              <td key={end === 0 ? "in" : "out"} data-changed={atMs === before[end] ? undefined : ""}>
                {clock(atMs)}
              </td>
            ))}
          </tr>
        </tbody>
      </table>
      <Asked row={row} reason={t(`attendance.correction-reason.${row.reasonCode}`)} />
    </>
  );
}

function LeaveBody(props: { readonly row: LeaveRow }) {
  const { row } = props;
  const { t, find } = useManagerCopy();
  const units = useUnits();
  return (
    <>
      <p>
        {t("attendance.leave.span", {
          kind: t(`attendance.day.${row.kind}`),
          from: units.date(row.fromDate),
          to: units.date(row.toDate),
        })}
      </p>
      <Asked row={row} reason={find(`attendance.leave-reason.${row.reasonCode}`) ?? row.reasonCode} />
    </>
  );
}

function Asked(props: { readonly row: CorrectionRow | LeaveRow; readonly reason: string }) {
  const { row } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const nameOf = useStaffNames();
  return (
    <p className={styles.asked}>
      {[
        props.reason,
        ...(row.note === null ? [] : [`“${row.note}”`]),
        t("attendance.asked-by", {
          name: nameOf(row.requestedByStaffId ?? row.staffId),
          date: units.dateShort(dateOf(row.requestedAtMs, timeZone)),
          clock: units.clock(row.requestedAtMs, timeZone),
        }),
      ].join(" · ")}
    </p>
  );
}

function StayBody(props: { readonly stay: StayRow; readonly isOvertime: boolean }) {
  const { stay } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  return (
    <>
      <p>{`${units.date(stay.serviceDate)} · ${clockSpan(stay, units, timeZone)}`}</p>
      {props.isOvertime ? (
        <p className={styles.figure}>{t("attendance.overtime.measured", { ms: units.duration(stay.overtimeMs) })}</p>
      ) : (
        <div className={styles.acts}>
          <FlagBadges flags={openFlags(stay.flags)} />
        </div>
      )}
    </>
  );
}

/** Pictures are for approvers only; others see that there are some. */
function Photos(props: { readonly photoIds: readonly string[]; readonly name: string }) {
  const { t } = useManagerCopy();
  const person = usePersonOrNobody();
  if (props.photoIds.length === 0) return null;
  if (person === null || !isGranted(person.roles, "attendance.approve")) {
    return <p className={styles.asked}>{t("attendance.photo.approvers-only")}</p>;
  }
  return (
    <div className={styles.photos}>
      {props.photoIds.map((photoId, index) => (
        <PunchPhoto
          key={photoId}
          photoId={photoId}
          label={t("attendance.photo.of", { name: props.name, number: index + 1 })}
        />
      ))}
    </div>
  );
}
