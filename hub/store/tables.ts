import type { Generated } from "kysely";
import type { HqTables } from "#hub/hq/tables.ts";

/** Rows of the hub's tables as Kysely reads them. Times are epoch ms; `bigint` columns are read as numbers, which hold them. */
export interface HubTables extends HqTables {
  readonly site: SiteRow;
  readonly site_epoch: {
    readonly site_id: string;
    readonly epoch: string;
    readonly reason: string;
    readonly began_at_ms: number;
    readonly base_seq: number;
    readonly previous_epoch: string | null;
    readonly first_seen_at_ms: number;
  };
  readonly event: EventRow;
  readonly incident: {
    readonly incident_id: Generated<number>;
    readonly site_id: string;
    readonly kind: "fork" | "restored" | "chain-broken";
    readonly epoch: string;
    readonly seq: number;
    readonly to_seq: number | null;
    readonly noticed_at_ms: number;
    readonly last_noticed_at_ms: number;
    readonly times_count: Generated<number>;
  };
  readonly stream: { readonly stream_id: string; readonly head: number };
  readonly message: {
    readonly stream_id: string;
    readonly number: number;
    readonly publication_id: string;
    readonly type: string;
    readonly v: number;
    readonly document: unknown;
    readonly written_at_ms: number;
    readonly written_by: string;
  };
  readonly message_route: {
    readonly type: string;
    readonly v: number;
    readonly target: "site" | "region" | "national";
    readonly when_key: string | null;
    readonly when_value: string | null;
  };
  readonly publication_reach: {
    readonly site_id: string;
    readonly publication_id: string;
    readonly received_at_ms: number | null;
    readonly acknowledged_at_ms: number | null;
    readonly applied_at_ms: number | null;
    readonly adopted_at_ms: number | null;
    readonly lots_count: Generated<number>;
    readonly portions_served_count: number | null;
  };
  readonly join_code: {
    readonly code_hash: Buffer;
    readonly region_id: string;
    readonly site_name: string;
    readonly created_at_ms: number;
    readonly expires_at_ms: number;
    readonly used_at_ms: number | null;
    readonly used_by_site_id: string | null;
    /** What the console calls it: of a digest the code could be guessed. */
    readonly join_code_id: Generated<string>;
    readonly created_by_name: Generated<string | null>;
    readonly revoked_at_ms: Generated<number | null>;
  };
}

export interface SiteRow {
  readonly site_id: string;
  readonly name: string;
  readonly region_id: string;
  readonly time_zone: string;
  readonly public_key: Buffer;
  readonly status: Generated<"active" | "suspended">;
  readonly enrolled_at_ms: number;
  readonly epoch: string | null;
  readonly acked_seq: Generated<number>;
  readonly acked_hash: Buffer | null;
  readonly head_seq: Generated<number>;
  readonly last_contact_at_ms: number | null;
  readonly clock_offset_ms: number | null;
  readonly version: string | null;
}

export interface EventRow {
  readonly site_id: string;
  readonly epoch: string;
  readonly seq: number;
  readonly event_id: string;
  readonly stream_id: string;
  readonly stream_version: number;
  readonly domain: string;
  readonly type: string;
  readonly v: number;
  readonly occurred_at_ms: number;
  readonly recorded_at_ms: number;
  readonly service_date: string;
  readonly staff_id: string | null;
  readonly device_id: string | null;
  readonly command_id: string;
  readonly class: "A" | "B";
  readonly body: unknown;
  readonly marks: unknown;
  readonly hash: Buffer;
  readonly received_at_ms: number;
  readonly quarantine_code: string | null;
}
