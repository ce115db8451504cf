import type { Generated } from "kysely";

/** Rows of headquarters' tables; `hub/store/tables.ts` lists them. Times are epoch ms. */
export interface HqTables {
  readonly hq_user: HqUserRow;
  readonly hq_recovery_code: {
    readonly user_id: string;
    readonly code_hash: Buffer;
    readonly used_at_ms: number | null;
  };
  readonly hq_session: {
    readonly session_hash: Buffer;
    readonly user_id: string;
    readonly created_at_ms: number;
    readonly last_seen_at_ms: number;
    readonly expires_at_ms: number;
    readonly ended_at_ms: number | null;
  };
  readonly hq_attempt: {
    readonly subject: string;
    readonly failed_count: number;
    readonly last_at_ms: number;
    readonly locked_until_ms: number | null;
  };
  readonly hq_audit: {
    readonly audit_id: Generated<number>;
    readonly at_ms: number;
    readonly user_id: string | null;
    readonly user_name: string | null;
    readonly scope: string;
    readonly act: string;
    readonly outcome: "done" | "refused";
    readonly code: string | null;
    readonly subject_id: string | null;
    readonly address: string | null;
    readonly data: unknown;
  };
  readonly hq_command: {
    readonly command_id: string;
    readonly user_id: string;
    readonly type: string;
    readonly body_hash: Buffer;
    readonly result: unknown;
    readonly at_ms: number;
  };
  readonly hq_alert_ack: {
    readonly hub_alert_id: string;
    readonly site_id: string;
    readonly at_ms: number;
    readonly user_id: string;
    readonly user_name: string;
    readonly note: string | null;
  };
  readonly hq_decision: {
    readonly conflict_id: string;
    readonly site_id: string;
    readonly at_ms: number;
    readonly user_id: string;
    readonly user_name: string;
    readonly decision: string;
    readonly note: string;
  };
  readonly hq_site: {
    readonly site_id: string;
    readonly epoch: string;
    readonly seq: number;
    readonly version: number;
    readonly as_of_ms: number | null;
    /** A `BookSummary` and a `SiteBook`. */
    readonly summary: unknown;
    readonly book: unknown;
  };
  readonly hq_feed: {
    readonly site_id: string;
    readonly epoch: string;
    readonly seq: number;
    readonly type: string;
    readonly occurred_at_ms: number;
    readonly recorded_at_ms: number;
    readonly received_at_ms: number;
    readonly service_date: string;
    readonly data: unknown;
  };
}

export interface HqUserRow {
  readonly user_id: string;
  readonly email: string;
  readonly name: string;
  readonly roles: string[];
  readonly scope: string;
  readonly status: "invited" | "active" | "disabled";
  readonly password: string | null;
  readonly second_factor: Buffer | null;
  readonly second_factor_step: number | null;
  readonly invitation_hash: Buffer | null;
  readonly invitation_expires_at_ms: number | null;
  readonly created_at_ms: number;
  readonly last_sign_in_at_ms: number | null;
}
