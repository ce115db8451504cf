import type { Connection } from "./database.ts";
import { EVENT_COLUMNS, type EventRow } from "./event-row.ts";
import { createHeadRecorder, readHead, recordedHeadSeq } from "./event-log.ts";
import { isStoreFault, sqliteCodeOf } from "./store-fault.ts";
import { isContentWhole } from "./verify-chain.ts";

/** What could be read back from a damaged store. */
export interface SalvageReport {
  readonly recoveredCount: number;
  /** The newest number seen in the damaged store, recovered or not; 0 when it did not tell. */
  readonly lastSeenSeq: number;
  /** Whether the damaged store was read to its end without trouble. */
  readonly isWhole: boolean;
}

const COLUMN_COUNT = EVENT_COLUMNS.split(", ").length;

/**
 * Appends to `target` the events of a damaged store that follow its log: unbroken numbers, unbroken chain, whole content;
 * with each, the answer its command got. Stops at the first that is not. The hashes prove that nothing else gets in.
 */
export function salvageEvents(target: Connection, damaged: Connection): SalvageReport {
  const insertEvent = target.prepare(
    `INSERT INTO event (${EVENT_COLUMNS}) VALUES (${Array.from({ length: COLUMN_COUNT }, () => "?").join(", ")})`,
  );
  let head = readHead(target);
  let recoveredCount = 0;
  let isWhole = false;
  const commandIds = new Set<string>();
  try {
    const rows = damaged
      .prepare<[number], EventRow>(`SELECT ${EVENT_COLUMNS} FROM event NOT INDEXED WHERE seq > ? ORDER BY seq`)
      .iterate(head.seq);
    isWhole = true;
    for (const row of rows) {
      const isNext = row.seq === head.seq + 1 && Buffer.isBuffer(row.prev_hash) && row.prev_hash.equals(head.hash);
      if (!isNext || !isContentWhole(row)) {
        isWhole = false;
        break;
      }
      insertEvent.run(...valuesOf(row));
      commandIds.add(row.command_id);
      head = { seq: row.seq, hash: row.hash };
      recoveredCount += 1;
    }
  } catch (error) {
    if (sqliteCodeOf(error) === null) throw error;
    isWhole = false;
  }
  copyAnswers(target, damaged, commandIds);
  createHeadRecorder(target)(head);
  const recordedSeq = readIfPossible(() => recordedHeadSeq(damaged));
  const tableSeq = readIfPossible(() => readHead(damaged).seq);
  return {
    recoveredCount,
    lastSeenSeq: Math.max(recordedSeq ?? 0, tableSeq ?? 0),
    // A table cut short reads to its end without trouble, too; only the recorded end proves that it is the end.
    isWhole: isWhole && recordedSeq === head.seq,
  };
}

function valuesOf(row: EventRow): readonly (string | number | Buffer | null)[] {
  return [
    row.seq,
    row.event_id,
    row.stream_id,
    row.stream_version,
    row.domain,
    row.type,
    row.v,
    row.occurred_at_ms,
    row.recorded_at_ms,
    row.service_date,
    row.staff_id,
    row.device_id,
    row.command_id,
    row.class,
    row.body,
    row.marks,
    row.prev_hash,
    row.hash,
  ];
}

/** Without its answer a repeated command would be carried out twice. */
function copyAnswers(target: Connection, damaged: Connection, commandIds: ReadonlySet<string>): void {
  const columns = "command_id, type, body_hash, device_id, outcome, answer, answered_at_ms";
  const insert = target.prepare(`INSERT OR IGNORE INTO command (${columns}) VALUES (?, ?, ?, ?, ?, ?, ?)`);
  for (const commandId of commandIds) {
    try {
      const row = damaged.prepare(`SELECT ${columns} FROM command WHERE command_id = ?`).raw().get(commandId);
      if (Array.isArray(row)) insert.run(...(row as (string | number | Buffer | null)[])); // the columns' own types
    } catch (error) {
      // One unreadable answer does not give up the rest.
      if (sqliteCodeOf(error) === null) throw error;
    }
  }
}

function readIfPossible<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (sqliteCodeOf(error) === null && !isStoreFault(error)) throw error;
    return undefined;
  }
}
