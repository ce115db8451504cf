import type { SiteRole } from "#kernel/access.ts";
import type { Face } from "#kernel/access.ts";
import type { BadgeKind, EmploymentKind, StaffStatus } from "#domains/people/events.ts";
import type { CertificateKind, ReviewKind, ReviewOutcome, ReviewStatus } from "#domains/people/review-values.ts";
import type { ProjectionTable } from "#main/store/domain-module.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

/** Read models of people; raise `PEOPLE_PROJECTION_VERSION` when their shape or their making changes. */
export interface PeopleTables {
  readonly staff: {
    staff_id: string;
    staff_code: string;
    division_code: string;
    position: string;
    employment_kind: EmploymentKind;
    join_date: string;
    end_date: string | null;
    status: StaffStatus;
    is_erased: 0 | 1;
    sealed_id: string | null;
    /** Null until the first number was issued. */
    number_issued_at_ms: number | null;
    /** Of the person's stream: badges, roles and sessions move it too. */
    stream_version: number;
    /** The last change of what the form holds; null until there was one. */
    changed_at_ms: number | null;
    changed_by_staff_id: string | null;
  };
  readonly staff_role: { staff_id: string; role: SiteRole; until_date: string | null };
  readonly division: {
    division_code: string;
    name: string;
    lead_staff_id: string | null;
    target_head_count: number;
  };
  readonly staff_session: {
    session_id: string;
    staff_id: string;
    device_id: string;
    face: Face;
    opened_at_ms: number;
    expires_at_ms: number;
    closed_at_ms: number | null;
  };
  readonly badge: {
    badge_id: string;
    staff_id: string;
    badge_kind: BadgeKind;
    issued_at_ms: number;
    revoked_at_ms: number | null;
  };
  readonly card_enrolment: {
    enrolment_id: string;
    staff_id: string;
    opened_seq: number;
    expires_at_ms: number;
    offered_at_ms: number | null;
    offered_device_id: string | null;
    closed_at_ms: number | null;
  };
  /** Durable, outside the log (migration 0003): what a reader reads, as a digest. A revoked text is kept, so that nobody gets it again. */
  readonly badge_text: { text_digest: Uint8Array; badge_id: string; staff_id: string };
  readonly staff_certificate: {
    staff_id: string;
    kind: CertificateKind;
    valid_until_date: string;
    recorded_at_ms: number;
  };
  readonly review: {
    review_id: string;
    staff_id: string;
    review_kind: ReviewKind;
    from_date: string;
    to_date: string;
    state: ReviewStatus;
    reviewer_staff_id: string | null;
    started_at_ms: number;
    submitted_at_ms: number | null;
    answered_at_ms: number | null;
    closed_at_ms: number | null;
    outcome: ReviewOutcome | null;
    sealed_id: string | null;
    dispute_sealed_id: string | null;
  };
  /** Durable, outside the log (migration 0005): what was said in reviews, one row a statement. */
  readonly review_private: {
    sealed_id: string;
    review_id: string;
    staff_id: string;
    sealed: Uint8Array;
    written_at_ms: number;
  };
  /** Durable, outside the log (migration 0002): never a projection. */
  readonly staff_private: { sealed_id: string; staff_id: string; sealed: Uint8Array; written_at_ms: number };
  /** Durable, outside the log (migration 0004): what people are paid, one row a person. */
  readonly staff_pay: { staff_id: string; sealed_id: string; sealed: Uint8Array; written_at_ms: number };
  /** Durable, outside the log: numbers as keyed digests. A retired number is kept, so that nobody gets it again. */
  readonly staff_number: {
    number_digest: Uint8Array;
    staff_id: string;
    issued_at_ms: number;
    retired_at_ms: number | null;
  };
}

export const peopleSql = createSqlBuilder<PeopleTables>();

export const PEOPLE_PROJECTION_VERSION = 6;

export const peopleTables: readonly ProjectionTable[] = [
  {
    name: "staff",
    ddl: [
      `CREATE TABLE staff (
        staff_id TEXT PRIMARY KEY,
        staff_code TEXT NOT NULL UNIQUE,
        division_code TEXT NOT NULL,
        position TEXT NOT NULL,
        employment_kind TEXT NOT NULL,
        join_date TEXT NOT NULL,
        end_date TEXT,
        status TEXT NOT NULL,
        is_erased INTEGER NOT NULL,
        sealed_id TEXT,
        number_issued_at_ms INTEGER,
        stream_version INTEGER NOT NULL,
        changed_at_ms INTEGER,
        changed_by_staff_id TEXT
      ) STRICT`,
      "CREATE INDEX staff_by_status ON staff (status, staff_code)",
      "CREATE INDEX staff_by_division ON staff (division_code, staff_code)",
    ],
  },
  {
    name: "staff_role",
    ddl: [
      `CREATE TABLE staff_role (
        staff_id TEXT NOT NULL,
        role TEXT NOT NULL,
        until_date TEXT,
        PRIMARY KEY (staff_id, role)
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX staff_role_by_role ON staff_role (role)",
    ],
  },
  {
    name: "division",
    ddl: [
      `CREATE TABLE division (
        division_code TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        lead_staff_id TEXT,
        target_head_count INTEGER NOT NULL
      ) STRICT, WITHOUT ROWID`,
    ],
  },
  {
    name: "staff_session",
    ddl: [
      `CREATE TABLE staff_session (
        session_id TEXT PRIMARY KEY,
        staff_id TEXT NOT NULL,
        device_id TEXT NOT NULL,
        face TEXT NOT NULL,
        opened_at_ms INTEGER NOT NULL,
        expires_at_ms INTEGER NOT NULL,
        closed_at_ms INTEGER
      ) STRICT`,
      "CREATE INDEX staff_session_by_device ON staff_session (device_id, staff_id, opened_at_ms)",
      "CREATE INDEX staff_session_open ON staff_session (device_id, opened_at_ms) WHERE closed_at_ms IS NULL",
      "CREATE INDEX staff_session_by_staff ON staff_session (staff_id) WHERE closed_at_ms IS NULL",
    ],
  },
  {
    name: "badge",
    ddl: [
      `CREATE TABLE badge (
        badge_id TEXT PRIMARY KEY,
        staff_id TEXT NOT NULL,
        badge_kind TEXT NOT NULL,
        issued_at_ms INTEGER NOT NULL,
        revoked_at_ms INTEGER
      ) STRICT`,
      "CREATE INDEX badge_by_staff ON badge (staff_id, issued_at_ms)",
    ],
  },
  {
    name: "card_enrolment",
    ddl: [
      `CREATE TABLE card_enrolment (
        enrolment_id TEXT PRIMARY KEY,
        staff_id TEXT NOT NULL,
        opened_seq INTEGER NOT NULL,
        expires_at_ms INTEGER NOT NULL,
        offered_at_ms INTEGER,
        offered_device_id TEXT,
        closed_at_ms INTEGER
      ) STRICT`,
      "CREATE INDEX card_enrolment_by_seq ON card_enrolment (opened_seq)",
    ],
  },
  {
    name: "staff_certificate",
    ddl: [
      `CREATE TABLE staff_certificate (
        staff_id TEXT NOT NULL,
        kind TEXT NOT NULL,
        valid_until_date TEXT NOT NULL,
        recorded_at_ms INTEGER NOT NULL,
        PRIMARY KEY (staff_id, kind)
      ) STRICT, WITHOUT ROWID`,
      "CREATE INDEX staff_certificate_by_date ON staff_certificate (valid_until_date)",
    ],
  },
  {
    name: "review",
    ddl: [
      `CREATE TABLE review (
        review_id TEXT PRIMARY KEY,
        staff_id TEXT NOT NULL,
        review_kind TEXT NOT NULL,
        from_date TEXT NOT NULL,
        to_date TEXT NOT NULL,
        state TEXT NOT NULL,
        reviewer_staff_id TEXT,
        started_at_ms INTEGER NOT NULL,
        submitted_at_ms INTEGER,
        answered_at_ms INTEGER,
        closed_at_ms INTEGER,
        outcome TEXT,
        sealed_id TEXT,
        dispute_sealed_id TEXT
      ) STRICT`,
      "CREATE INDEX review_by_staff ON review (staff_id, started_at_ms)",
      "CREATE INDEX review_by_time ON review (started_at_ms)",
    ],
  },
];
