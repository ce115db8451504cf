import { sql } from "kysely";
import type { HelloFrame, HubEvent, RefusedFrame } from "#contract/hub-protocol.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import { pushFault, quarantineCode, type Position } from "./verify-push.ts";

interface Outcome {
  readonly outcome: "welcome" | "ack" | "gap" | "fork" | "site-unknown" | "site-suspended";
  readonly seq: number;
  readonly hash: Buffer | null;
}

/** Where a kitchen goes on, after its signature was checked. Retries and lost answers do no harm: it writes contact and epoch only. */
export async function greetSite(
  database: HubDatabase,
  hello: HelloFrame,
  nowMs: number,
): Promise<Result<Position, RefusedFrame>> {
  const headHash = hello.headHash === null ? null : Buffer.from(hello.headHash, "hex");
  const { rows } = await sql<Outcome>`SELECT * FROM greet_site(${hello.siteId}, ${hello.epoch},
    ${JSON.stringify(hello.epochs)}::json, ${hello.headSeq}, ${headHash}, ${hello.version}, ${hello.nowMs - nowMs},
    ${nowMs})`.execute(database.direct);
  return positionFrom(rows[0]);
}

/** A push as it was taken: how far the hub holds the log now, and what it set aside. */
export interface TakenPush {
  readonly position: Position;
  readonly quarantined: readonly number[];
}

/**
 * Takes a push of one kitchen: all of it, durably, before it answers; or nothing. The same push again is acknowledged again.
 * Throws when Postgres fails, which says nothing about whether it was taken: the kitchen sends it again.
 */
export async function takePush(
  database: HubDatabase,
  push: { readonly siteId: string; readonly epoch: string; readonly events: readonly HubEvent[] },
  position: Position,
  nowMs: number,
): Promise<Result<TakenPush, RefusedFrame>> {
  const fault = pushFault(push.events, position);
  if (fault !== null) return err(refusalOf(fault));
  const rows = push.events.map((event) => ({ ...rowOf(event), quarantine_code: quarantineCode(event) }));
  const answer = await sql<Outcome>`SELECT * FROM take_push(${push.siteId}, ${push.epoch}, ${position.hash},
    ${JSON.stringify(rows)}::json, ${nowMs})`.execute(database.direct);
  const taken = positionFrom(answer.rows[0]);
  if (!taken.ok) return taken;
  const quarantined = rows.filter((row) => row.quarantine_code !== null).map((row) => row.seq);
  return ok({ position: taken.value, quarantined });
}

function positionFrom(row: Outcome | undefined): Result<Position, RefusedFrame> {
  if (row === undefined) throw new Error("assertion failed: a function that returns a table of one row returned none");
  switch (row.outcome) {
    case "welcome":
    case "ack":
      return ok({ seq: row.seq, hash: row.hash });
    case "gap":
      return err({ kind: "refused", code: "gap", expectedSeq: row.seq });
    case "fork":
      return err({ kind: "refused", code: "fork", seq: row.seq, hash: row.hash?.toString("hex") ?? null });
    case "site-unknown":
    case "site-suspended":
      return err({ kind: "refused", code: row.outcome });
  }
}

function refusalOf(fault: NonNullable<ReturnType<typeof pushFault>>): RefusedFrame {
  return fault.code === "chain-broken"
    ? { kind: "refused", code: "chain-broken", seq: fault.seq }
    : { kind: "refused", code: "gap", expectedSeq: fault.seq };
}

function rowOf(event: HubEvent) {
  return {
    seq: event.seq,
    event_id: event.eventId,
    stream_id: event.streamId,
    stream_version: event.streamVersion,
    domain: event.domain,
    type: event.type,
    v: event.v,
    occurred_at_ms: event.occurredAtMs,
    recorded_at_ms: event.recordedAtMs,
    service_date: event.serviceDate,
    staff_id: event.staffId,
    device_id: event.deviceId,
    command_id: event.commandId,
    class: event.class,
    // As text: reading a row would undo escapes, and Postgres has no character U+0000.
    body: JSON.stringify(event.body),
    marks: JSON.stringify(event.marks),
    hash: event.hash,
  };
}
