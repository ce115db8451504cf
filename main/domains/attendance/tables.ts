import type {
  CorrectionReason,
  DayStatus,
  LeaveKind,
  PunchDirection,
  PunchExplanation,
  PunchMethod,
  SessionMethod,
} from "#domains/attendance/values.ts";
import type { AttendanceSessionId, PunchId } from "#domains/attendance/ids.ts";
import type { DeviceId, StaffId } from "#kernel/ids.ts";
import type { ProjectionTable } from "#main/store/domain-module.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

/** Raised whenever a table or a projection changes shape; the tables are then rebuilt from the log. */
export const ATTENDANCE_PROJECTION_VERSION = 4;

type Flag = 0 | 1;
type RequestState = "asked" | "approved" | "rejected";

/** Columns hold what projections wrote from parsed events, so their types are those of the events. */
export interface AttendanceTables {
  readonly attendance_punch: {
    punch_id: PunchId;
    staff_id: StaffId;
    session_id: AttendanceSessionId;
    direction: PunchDirection;
    at_ms: number;
    recorded_at_ms: number;
    clock_date: string;
    method: PunchMethod;
    /** Null for a number, and for a punch written on somebody's behalf. */
    badge_id: string | null;
    device_id: DeviceId | null;
    photo_id: string | null;
    is_short_stay: Flag;
    is_flipped: Flag;
    is_withdrawn: Flag;
    is_clock_replaced: Flag;
    is_late_entry: Flag;
    /** It came after its stay was settled and counts for nothing. */
    is_evidence: Flag;
    explanation: PunchExplanation | null;
  };
  /** One stay as it counts now: computed from its punches, its correction and the roster. */
  readonly attendance_stay: {
    session_id: AttendanceSessionId;
    staff_id: StaffId;
    service_date: string;
    shift_code: string | null;
    in_at_ms: number | null;
    out_at_ms: number | null;
    original_in_at_ms: number | null;
    original_out_at_ms: number | null;
    corrected_in_at_ms: number | null;
    corrected_out_at_ms: number | null;
    /** For ordering: the first end known. */
    begins_at_ms: number;
    method: SessionMethod;
    status: DayStatus;
    late_ms: number;
    early_leave_ms: number;
    worked_ms: number;
    overtime_ms: number;
    approved_overtime_ms: number | null;
    explanation: PunchExplanation | null;
    flags: string;
    in_photo_id: string | null;
    out_photo_id: string | null;
    is_corrected: Flag;
    is_end_missed: Flag;
    is_flagged: Flag;
  };
  readonly attendance_correction: {
    correction_id: string;
    staff_id: StaffId;
    session_id: AttendanceSessionId | null;
    service_date: string;
    in_at_ms: number | null;
    out_at_ms: number | null;
    original_in_at_ms: number | null;
    original_out_at_ms: number | null;
    reason_code: CorrectionReason;
    note: string | null;
    requested_at_ms: number;
    requested_by_staff_id: StaffId | null;
    state: RequestState;
    decided_by_staff_id: StaffId | null;
    decided_at_ms: number | null;
    reason: string | null;
  };
  readonly attendance_leave: {
    leave_id: string;
    staff_id: StaffId;
    kind: LeaveKind;
    from_date: string;
    to_date: string;
    reason_code: string;
    note: string | null;
    requested_at_ms: number;
    requested_by_staff_id: StaffId | null;
    state: RequestState;
    decided_by_staff_id: StaffId | null;
    decided_at_ms: number | null;
    reason: string | null;
  };
  readonly attendance_absence: { staff_id: StaffId; service_date: string; shift_code: string };
  /** Every version of a shift with the service date it holds from. */
  readonly shift_version: {
    shift_code: string;
    from_date: string;
    seq: number;
    definition: string;
    is_retired: Flag;
  };
  readonly roster_entry: { service_date: string; staff_id: StaffId; shift_code: string };
}

export const attendanceSql = createSqlBuilder<AttendanceTables>();

const REQUEST_COLUMNS = `
        note TEXT,
        requested_at_ms INTEGER NOT NULL,
        requested_by_staff_id TEXT,
        state TEXT NOT NULL,
        decided_by_staff_id TEXT,
        decided_at_ms INTEGER,
        reason TEXT`;

export const attendanceTables: readonly ProjectionTable[] = [
  {
    name: "attendance_punch",
    ddl: [
      `CREATE TABLE attendance_punch (
        punch_id TEXT PRIMARY KEY,
        staff_id TEXT NOT NULL,
        session_id TEXT NOT NULL,
        direction TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        recorded_at_ms INTEGER NOT NULL,
        clock_date TEXT NOT NULL,
        method TEXT NOT NULL,
        badge_id TEXT,
        device_id TEXT,
        photo_id TEXT,
        is_short_stay INTEGER NOT NULL,
        is_flipped INTEGER NOT NULL,
        is_withdrawn INTEGER NOT NULL,
        is_clock_replaced INTEGER NOT NULL,
        is_late_entry INTEGER NOT NULL,
        is_evidence INTEGER NOT NULL,
        explanation TEXT
      ) STRICT`,
      "CREATE INDEX attendance_punch_by_session ON attendance_punch (session_id, at_ms)",
      "CREATE INDEX attendance_punch_by_staff ON attendance_punch (staff_id, at_ms)",
      "CREATE INDEX attendance_punch_by_badge ON attendance_punch (badge_id, at_ms)",
      "CREATE INDEX attendance_punch_by_date ON attendance_punch (clock_date, at_ms)",
      "CREATE INDEX attendance_punch_by_photo ON attendance_punch (photo_id) WHERE photo_id IS NOT NULL",
    ],
  },
  {
    name: "attendance_stay",
    ddl: [
      `CREATE TABLE attendance_stay (
        session_id TEXT PRIMARY KEY,
        staff_id TEXT NOT NULL,
        service_date TEXT NOT NULL,
        shift_code TEXT,
        in_at_ms INTEGER,
        out_at_ms INTEGER,
        original_in_at_ms INTEGER,
        original_out_at_ms INTEGER,
        corrected_in_at_ms INTEGER,
        corrected_out_at_ms INTEGER,
        begins_at_ms INTEGER NOT NULL,
        method TEXT NOT NULL,
        status TEXT NOT NULL,
        late_ms INTEGER NOT NULL,
        early_leave_ms INTEGER NOT NULL,
        worked_ms INTEGER NOT NULL,
        overtime_ms INTEGER NOT NULL,
        approved_overtime_ms INTEGER,
        explanation TEXT,
        flags TEXT NOT NULL,
        in_photo_id TEXT,
        out_photo_id TEXT,
        is_corrected INTEGER NOT NULL,
        is_end_missed INTEGER NOT NULL,
        is_flagged INTEGER NOT NULL
      ) STRICT`,
      "CREATE INDEX attendance_stay_by_date ON attendance_stay (service_date, staff_id)",
      "CREATE INDEX attendance_stay_by_staff ON attendance_stay (staff_id, begins_at_ms)",
      "CREATE INDEX attendance_stay_open ON attendance_stay (staff_id, begins_at_ms) WHERE in_at_ms IS NOT NULL AND out_at_ms IS NULL AND is_end_missed = 0",
    ],
  },
  {
    name: "attendance_correction",
    ddl: [
      `CREATE TABLE attendance_correction (
        correction_id TEXT PRIMARY KEY,
        staff_id TEXT NOT NULL,
        session_id TEXT,
        service_date TEXT NOT NULL,
        in_at_ms INTEGER,
        out_at_ms INTEGER,
        original_in_at_ms INTEGER,
        original_out_at_ms INTEGER,
        reason_code TEXT NOT NULL,${REQUEST_COLUMNS}
      ) STRICT`,
      "CREATE INDEX attendance_correction_by_date ON attendance_correction (service_date)",
      "CREATE INDEX attendance_correction_by_staff ON attendance_correction (staff_id, service_date)",
      "CREATE INDEX attendance_correction_open ON attendance_correction (requested_at_ms) WHERE state = 'asked'",
    ],
  },
  {
    name: "attendance_leave",
    ddl: [
      `CREATE TABLE attendance_leave (
        leave_id TEXT PRIMARY KEY,
        staff_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        from_date TEXT NOT NULL,
        to_date TEXT NOT NULL,
        reason_code TEXT NOT NULL,${REQUEST_COLUMNS}
      ) STRICT`,
      "CREATE INDEX attendance_leave_by_date ON attendance_leave (to_date, from_date)",
      "CREATE INDEX attendance_leave_by_staff ON attendance_leave (staff_id, to_date)",
    ],
  },
  {
    name: "attendance_absence",
    ddl: [
      `CREATE TABLE attendance_absence (
        staff_id TEXT NOT NULL,
        service_date TEXT NOT NULL,
        shift_code TEXT NOT NULL,
        PRIMARY KEY (service_date, staff_id, shift_code)
      ) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: "shift_version",
    ddl: [
      `CREATE TABLE shift_version (
        shift_code TEXT NOT NULL,
        from_date TEXT NOT NULL,
        seq INTEGER NOT NULL,
        definition TEXT NOT NULL,
        is_retired INTEGER NOT NULL,
        PRIMARY KEY (shift_code, seq)
      ) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: "roster_entry",
    ddl: [
      `CREATE TABLE roster_entry (
        service_date TEXT NOT NULL,
        staff_id TEXT NOT NULL,
        shift_code TEXT NOT NULL,
        PRIMARY KEY (service_date, staff_id, shift_code)
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX roster_entry_by_staff ON roster_entry (staff_id, service_date)",
      "CREATE INDEX roster_entry_by_shift ON roster_entry (shift_code, service_date)",
    ],
  },
];
