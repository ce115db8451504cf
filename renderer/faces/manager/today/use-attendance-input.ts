import { isGranted } from "#kernel/access.ts";
import { addDays } from "#kernel/time.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import {
  attendanceCountsRef,
  correctionsRef,
  leavesRef,
  staysRef,
} from "#renderer/domains/attendance/attendance-refs.ts";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import type { AttendanceInput } from "./exceptions.ts";

/** How far back what nobody looked at still counts. */
const LOOK_BACK_DAYS = 31;
const LOOK_AHEAD_DAYS = 92;

/** What of attendance waits for a person; nothing for those who may not see others' attendance. */
export function useAttendanceInput(): AttendanceInput {
  const { serviceDate } = useServiceDay();
  const person = usePersonOrNobody();
  const viewer = person === null ? {} : { staffId: person.staffId };
  const isAsked = person !== null && isGranted(person.roles, "people.view");
  const span = { fromDate: addDays(serviceDate, -LOOK_BACK_DAYS), toDate: serviceDate };
  const counts = useLiveQuery(attendanceCountsRef, { serviceDate });
  const corrections = useLiveQuery(correctionsRef, isAsked ? { ...span, isOpenOnly: true } : null, viewer);
  const leaves = useLiveQuery(
    leavesRef,
    isAsked ? { ...span, toDate: addDays(serviceDate, LOOK_AHEAD_DAYS) } : null,
    viewer,
  );
  const flagged = useLiveQuery(staysRef, isAsked ? { ...span, isFlaggedOnly: true } : null, viewer);
  return {
    absentCount: isAsked ? (counts.rows[0]?.absentCount ?? 0) : 0,
    correctionCount: corrections.rows.filter((row) => row.state === "asked").length,
    leaveCount: leaves.rows.filter((row) => row.state === "asked").length,
    flaggedCount: flagged.rows.length,
  };
}
