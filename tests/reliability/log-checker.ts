import { createHash } from "node:crypto";
import Database from "better-sqlite3";
import { canonicalJson } from "#kernel/json.ts";

/** A command that was sent, as the checker needs it. */
export interface SentCommand {
  readonly commandId: string;
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** An event's row, with its own column types. */
export interface LogRow {
  readonly seq: number;
  readonly type: string;
  readonly stream_id: string;
  readonly stream_version: number;
  readonly device_id: string | null;
  readonly command_id: string;
  readonly body: string;
  readonly marks: string | null;
  readonly prev_hash: Buffer;
  readonly hash: Buffer;
}

type Answer =
  | { readonly kind: "accepted"; readonly seq: number }
  | { readonly kind: "rejected"; readonly rejection: { readonly code: string } };

/** What was promised to clients, to be held against the file. */
export interface Promised {
  readonly storeFile: string;
  readonly sentById: ReadonlyMap<string, SentCommand>;
  readonly answerTextById: ReadonlyMap<string, string>;
  /** Events nobody of these clients caused: follow-ons, what was there before. */
  readonly isOthers: (row: LogRow) => boolean;
  /** The members a command's body and its event's body have in common. */
  readonly sharedMembers: readonly string[];
}

/**
 * Compares a store's file with what its clients were told, without any code of the store: every acknowledged command there
 * exactly once, nothing nobody sent, numbers and streams dense, the chain whole. Gives what is wrong, in words.
 */
export function checkLog(promised: Promised): readonly string[] {
  const connection = new Database(promised.storeFile, { readonly: true });
  try {
    const rows = connection.prepare<[], LogRow>("SELECT * FROM event ORDER BY seq").all();
    const kept = connection
      .prepare<[], { command_id: string; answer: string }>("SELECT command_id, answer FROM command")
      .all();
    return [
      ...chainFaults(rows),
      ...answerFaults(rows, promised),
      ...keptFaults(new Map(kept.map((row) => [row.command_id, row.answer])), promised.answerTextById),
    ];
  } finally {
    connection.close();
  }
}

function chainFaults(rows: readonly LogRow[]): readonly string[] {
  const faults: string[] = [];
  const versionByStream = new Map<string, number>();
  let previous: Buffer = Buffer.alloc(32);
  for (const [index, row] of rows.entries()) {
    if (row.seq !== index + 1) faults.push(`event ${row.seq} stands at place ${index + 1}`);
    if (!row.prev_hash.equals(previous)) faults.push(`event ${row.seq} is not chained to the one before`);
    const hashed = {
      ...camelCased(row),
      body: JSON.parse(row.body) as unknown,
      marks: row.marks === null ? {} : (JSON.parse(row.marks) as unknown),
    };
    const hash = createHash("sha256").update(row.prev_hash).update(canonicalJson(hashed)).digest();
    if (!hash.equals(row.hash)) faults.push(`event ${row.seq} is not what was hashed`);
    previous = row.hash;
    const version = (versionByStream.get(row.stream_id) ?? 0) + 1;
    if (row.stream_version !== version) faults.push(`event ${row.seq} breaks its stream's versions`);
    versionByStream.set(row.stream_id, version);
  }
  return faults;
}

/** The row's columns by their names in an event; the hashes are not part of it. */
function camelCased(row: LogRow): Readonly<Record<string, unknown>> {
  const columns = Object.entries(row).filter(([name]) => name !== "prev_hash" && name !== "hash");
  return Object.fromEntries(
    columns.map(([name, value]) => [name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase()), value]),
  );
}

function answerFaults(rows: readonly LogRow[], promised: Promised): readonly string[] {
  const faults: string[] = [];
  const rowsById = Map.groupBy(rows, (row) => row.command_id);
  for (const [commandId, text] of promised.answerTextById) {
    const answer = JSON.parse(text) as Answer; // the frame's shape is the bus's own test
    const written = rowsById.get(commandId) ?? [];
    const wantedCount = answer.kind === "accepted" ? 1 : 0;
    if (written.length !== wantedCount) {
      faults.push(`${commandId} was ${answer.kind} and is in the log ${written.length} times`);
    } else if (answer.kind === "accepted" && written[0]?.seq !== answer.seq) {
      faults.push(`${commandId} is not at its seq`);
    }
  }
  for (const row of rows) {
    const sent = promised.sentById.get(row.command_id);
    if (sent === undefined) {
      if (!promised.isOthers(row)) faults.push(`event ${row.seq} answers a command nobody sent`);
      continue;
    }
    const body = JSON.parse(row.body) as SentCommand["body"]; // an event's body is an object
    const differs = (name: string) => JSON.stringify(body[name]) !== JSON.stringify(sent.body[name]);
    if (promised.sharedMembers.some(differs)) faults.push(`event ${row.seq} is not what ${row.command_id} said`);
  }
  return faults;
}

function keptFaults(kept: ReadonlyMap<string, string>, told: ReadonlyMap<string, string>): readonly string[] {
  return [...told]
    .filter(([commandId, text]) => kept.get(commandId) !== text)
    .map(([commandId]) => `the answer kept for ${commandId} is not the one given`);
}

/** The tally domain's read model is the sum of its events. */
export function tallyFaults(storeFile: string): readonly string[] {
  const connection = new Database(storeFile, { readonly: true });
  try {
    const sums = connection
      .prepare<[], { name: string; total: number }>(
        `SELECT body ->> 'name' AS name, sum(coalesce(body ->> 'addedCount', 0)) AS total FROM event GROUP BY 1 ORDER BY 1`,
      )
      .all();
    const shown = connection
      .prepare<[], { name: string; total: number }>("SELECT name, total_count AS total FROM tally ORDER BY name")
      .all();
    return JSON.stringify(sums) === JSON.stringify(shown) ? [] : ["the tallies shown are not the sums of their events"];
  } finally {
    connection.close();
  }
}
