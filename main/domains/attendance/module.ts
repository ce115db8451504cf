import { attendanceCommands, type AttendanceCommand } from "#domains/attendance/commands.ts";
import { decideAttendance } from "#domains/attendance/decide.ts";
import { attendanceEvents } from "#domains/attendance/events.ts";
import type { AttendanceFacts } from "#domains/attendance/facts.ts";
import type { AttendanceRejection } from "#domains/attendance/rejections.ts";
import {
  evolveAttendance,
  initialAttendanceState,
  type AttendanceState,
  type StoredAttendanceEvent,
} from "#domains/attendance/state.ts";
import type { StreamedEvent } from "#domains/attendance/decide-roster.ts";
import { present } from "#kernel/assert.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import type { IdFactory } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import { serviceDateAt } from "#main/domains/site/queries.ts";
import { createDomainModule, type DomainModule } from "#main/store/domain-module.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { completeAttendance } from "./completion.ts";
import { gatherAttendanceFacts, subjectOfPunch, targetOfAttendance, type AttendanceFactsDeps } from "./facts.ts";
import { closedPaySpans, gatherPayFacts } from "./pay-facts.ts";
import { writeLines, type LineSealer } from "./pay-lines.ts";
import { payQueryHandlers } from "./pay-query-handlers.ts";
import { payTables } from "./pay-tables.ts";
import { projectAttendance } from "./projections.ts";
import { attendanceQueryHandlers, type AttendanceQueryDeps } from "./query-handlers.ts";
import { ATTENDANCE_PROJECTION_VERSION, attendanceTables } from "./tables.ts";

export interface AttendanceModuleDeps
  extends Omit<AttendanceFactsDeps, "closedSpans" | "gatherPay">, Pick<AttendanceQueryDeps, "badgeDigestsByStaff"> {
  readonly clock: Pick<Clock, "nowMs">;
  readonly makeId: IdFactory;
  readonly sealer: LineSealer;
}

/** The door of the domain "attendance": presence, and the wages that come of it. */
export function createAttendanceModule(deps: AttendanceModuleDeps): DomainModule {
  const todayOf = (db: ReadableDb) => serviceDateAt(db, deps.clock.nowMs());
  const factsDeps: AttendanceFactsDeps = {
    ...deps,
    closedSpans: closedPaySpans,
    gatherPay: (db, command, context) => gatherPayFacts(db, command, context, deps),
  };
  return createDomainModule<AttendanceState, AttendanceCommand, AttendanceFacts, StreamedEvent, AttendanceRejection>({
    domain: "attendance",
    events: attendanceEvents,
    commands: attendanceCommands,
    queries: [...attendanceQueryHandlers({ ...deps, todayOf }), ...payQueryHandlers(todayOf)],
    projectionVersion: ATTENDANCE_PROJECTION_VERSION,
    tables: [...attendanceTables, ...payTables],
    project: projectAttendance,
    initialState: initialAttendanceState,
    evolve: evolveAttendance,
    target: (db, command, context) => targetOfAttendance(db, command, context, factsDeps),
    gatherFacts: (db, command, context) => gatherAttendanceFacts(db, command, context, factsDeps),
    decide: decideAttendance,
    complete: (db, command, events, context, facts) => {
      if (command.type === "draft-pay-period") return completeDraft(db, command, events, context, deps.sealer);
      const subject = subjectOfPunch(db, command, context, factsDeps);
      return completeAttendance(db, command, events, context, { facts, subject });
    },
  });
}

/** Seals the lines the draft names, beside the log. */
function completeDraft(
  db: WritableDb,
  command: Extract<AttendanceCommand, { readonly type: "draft-pay-period" }>,
  events: readonly StoredAttendanceEvent[],
  { nowMs }: DecisionContext,
  sealer: LineSealer,
): Readonly<Record<string, unknown>> {
  const drafted = present(
    events.find((event) => event.type === "pay-period-drafted"),
    "the event of the draft",
  );
  const { payPeriodId, lines, totalIdr, staffCount } = drafted.body;
  writeLines(db, { command, references: lines, today: serviceDateAt(db, nowMs), nowMs }, sealer);
  return { payPeriodId, totalIdr, staffCount };
}
