import { presenceCommands, type AttendanceCommand } from "#domains/attendance/commands.ts";
import { decideAttendance } from "#domains/attendance/decide.ts";
import { presenceEvents } from "#domains/attendance/events.ts";
import type { AttendanceFacts } from "#domains/attendance/facts.ts";
import type { AttendanceRejection } from "#domains/attendance/rejections.ts";
import { evolveAttendance, initialAttendanceState, type AttendanceState } from "#domains/attendance/state.ts";
import type { StreamedEvent } from "#domains/attendance/decide-roster.ts";
import type { Clock } from "#kernel/time.ts";
import { serviceDateAt } from "#main/domains/site/queries.ts";
import { createDomainModule, type DomainModule } from "#main/store/domain-module.ts";
import { completeAttendance } from "./completion.ts";
import { gatherAttendanceFacts, subjectOfPunch, targetOfAttendance, type AttendanceFactsDeps } from "./facts.ts";
import { projectAttendance } from "./projections.ts";
import { attendanceQueryHandlers, type AttendanceQueryDeps } from "./query-handlers.ts";
import { ATTENDANCE_PROJECTION_VERSION, attendanceTables } from "./tables.ts";

export interface AttendanceModuleDeps extends AttendanceFactsDeps, Pick<AttendanceQueryDeps, "badgeDigestsByStaff"> {
  readonly clock: Pick<Clock, "nowMs">;
}

/** The door of the domain "attendance". */
export function createAttendanceModule(deps: AttendanceModuleDeps): DomainModule {
  return createDomainModule<AttendanceState, AttendanceCommand, AttendanceFacts, StreamedEvent, AttendanceRejection>({
    domain: "attendance",
    events: presenceEvents,
    commands: presenceCommands,
    queries: attendanceQueryHandlers({ ...deps, todayOf: (db) => serviceDateAt(db, deps.clock.nowMs()) }),
    projectionVersion: ATTENDANCE_PROJECTION_VERSION,
    tables: attendanceTables,
    project: projectAttendance,
    initialState: initialAttendanceState,
    evolve: evolveAttendance,
    target: (db, command, context) => targetOfAttendance(db, command, context, deps),
    gatherFacts: (db, command, context) => gatherAttendanceFacts(db, command, context, deps),
    decide: decideAttendance,
    complete: (db, command, events, context) =>
      completeAttendance(db, command, events, context, subjectOfPunch(db, command, context, deps)),
  });
}
