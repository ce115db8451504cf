import {
  eventFromRow,
  eventHash,
  EVENT_COLUMNS,
  storedJsonText,
  CHAIN_START_HASH,
  type EventRow,
} from "./event-row.ts";
import type { Connection } from "./database.ts";
import { isHeadAsRecorded } from "./event-log.ts";
import { isStoreFault, sqliteCodeOf } from "./store-fault.ts";

/** Something about the log that cannot be as the store wrote it. */
export type ChainFinding =
  /** A number is missing: the log is dense from 1. */
  | { readonly kind: "gap"; readonly expectedSeq: number; readonly foundSeq: number }
  /** The event does not name the hash of the one before it. */
  | { readonly kind: "chain-broken"; readonly seq: number }
  /** The row's content is not what was hashed. */
  | { readonly kind: "content-changed"; readonly seq: number }
  /** The log does not end where it was written down to end. */
  | { readonly kind: "cut-short"; readonly foundSeq: number }
  /** SQLite cannot read on from here. */
  | { readonly kind: "unreadable"; readonly seq: number; readonly message: string };

/** How far the log is sound. */
export interface ChainReport {
  /** The last event up to which everything is in order. */
  readonly soundSeq: number;
  readonly soundHash: Buffer;
  readonly checkedCount: number;
  /** At most `FINDINGS_MAX_COUNT`; the first is where the trouble begins. */
  readonly findings: readonly ChainFinding[];
}

export const FINDINGS_MAX_COUNT = 50;
const PAGE_COUNT = 1_000;

/** Checks numbers, links and content of the log after `sinceSeq`, whose hash is `sinceHash`. */
export function verifyChain(
  connection: Connection,
  since: { readonly seq: number; readonly hash: Buffer } = { seq: 0, hash: CHAIN_START_HASH },
): ChainReport {
  const findings: ChainFinding[] = [];
  let checkedCount = 0;
  let sound = since;
  let before = since;
  try {
    const select = connection.prepare<[number], EventRow>(
      `SELECT ${EVENT_COLUMNS} FROM event WHERE seq > ? ORDER BY seq LIMIT ${PAGE_COUNT}`,
    );
    for (;;) {
      const page = select.all(before.seq);
      for (const row of page) {
        findings.push(...rowFindings(row, before));
        before = { seq: row.seq, hash: Buffer.isBuffer(row.hash) ? row.hash : CHAIN_START_HASH };
        checkedCount += 1;
        if (findings.length === 0) sound = before;
      }
      if (page.length < PAGE_COUNT || findings.length >= FINDINGS_MAX_COUNT) break;
    }
    if (!isHeadAsRecorded(connection)) findings.push({ kind: "cut-short", foundSeq: before.seq });
  } catch (error) {
    if (sqliteCodeOf(error) === null && !isStoreFault(error)) throw error;
    const message = error instanceof Error ? error.message : "";
    findings.push({ kind: "unreadable", seq: before.seq + 1, message });
  }
  return {
    soundSeq: sound.seq,
    soundHash: sound.hash,
    checkedCount,
    findings: findings.slice(0, FINDINGS_MAX_COUNT),
  };
}

function rowFindings(row: EventRow, before: { readonly seq: number; readonly hash: Buffer }): readonly ChainFinding[] {
  const findings: ChainFinding[] = [];
  // A damaged row may hold anything in any column.
  if (!Buffer.isBuffer(row.prev_hash) || !Buffer.isBuffer(row.hash)) return [{ kind: "content-changed", seq: row.seq }];
  if (row.seq !== before.seq + 1) findings.push({ kind: "gap", expectedSeq: before.seq + 1, foundSeq: row.seq });
  else if (!row.prev_hash.equals(before.hash)) findings.push({ kind: "chain-broken", seq: row.seq });
  if (!isContentWhole(row)) findings.push({ kind: "content-changed", seq: row.seq });
  return findings;
}

/** Whether the row hashes to its hash and its JSON text is byte for byte what the store would write. */
export function isContentWhole(row: EventRow): boolean {
  try {
    const event = eventFromRow(row);
    const isTextExact =
      storedJsonText(event.body) === row.body && (row.marks === null || storedJsonText(event.marks) === row.marks);
    return isTextExact && eventHash(row.prev_hash, event).equals(row.hash);
  } catch {
    // JSON that does not parse, or a value with no canonical form: the store wrote neither.
    return false;
  }
}

/** Checks the newest part of the log only: cheap enough for every start. */
export function verifyTail(connection: Connection, count: number): ChainReport {
  const head = connection.prepare("SELECT max(seq) FROM event").pluck().get();
  const sinceSeq = Math.max(0, (typeof head === "number" ? head : 0) - count);
  if (sinceSeq === 0) return verifyChain(connection);
  const hash = connection.prepare("SELECT hash FROM event WHERE seq = ?").pluck().get(sinceSeq);
  return verifyChain(connection, { seq: sinceSeq, hash: Buffer.isBuffer(hash) ? hash : CHAIN_START_HASH });
}
