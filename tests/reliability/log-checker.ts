import { createHash } from "node:crypto";
import Database from "better-sqlite3";
import { canonicalJson } from "#kernel/json.ts";

/** A command that was sent, as the checker needs it. */
export interface SentCommand {
  readonly commandId: string;
  readonly type: string;
  readonly body: { readonly name: string; readonly addedCount?: number; readonly goalCount?: number };
}

interface Row {
  readonly seq: number;
  readonly type: string;
  readonly stream_id: string;
  readonly stream_version: number;
  readonly command_id: string;
  readonly body: string;
  readonly marks: string | null;
  readonly prev_hash: Buffer;
  readonly hash: Buffer;
}

type Answer =
  | { readonly kind: "accepted"; readonly seq: number }
  | { readonly kind: "rejected"; readonly rejection: { readonly code: string } };

/**
 * Compares a store's file with what its clients were told, without any code of the store: every acknowledged command there
 * exactly once, nothing nobody sent, numbers and streams dense, the chain whole, the read model the sum of the log.
 * Gives what is wrong, in words.
 */
export function checkLog(options: {
  readonly storeFile: string;
  readonly sentById: ReadonlyMap<string, SentCommand>;
  readonly answerTextById: ReadonlyMap<string, string>;
}): readonly string[] {
  const connection = new Database(options.storeFile, { readonly: true });
  try {
    const rows = connection.prepare<[], Row>("SELECT * FROM event ORDER BY seq").all();
    const totals = connection
      .prepare<[], { name: string; total_count: number }>("SELECT name, total_count FROM tally ORDER BY name")
      .all();
    const kept = connection
      .prepare<[], { command_id: string; answer: string }>("SELECT command_id, answer FROM command")
      .all();
    return [
      ...chainFaults(rows),
      ...answerFaults(rows, options),
      ...keptFaults(new Map(kept.map((row) => [row.command_id, row.answer])), options.answerTextById),
      ...totalFaults(rows, new Map(totals.map((row) => [row.name, row.total_count]))),
    ];
  } finally {
    connection.close();
  }
}

function chainFaults(rows: readonly Row[]): readonly string[] {
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
function camelCased(row: Row): Readonly<Record<string, unknown>> {
  const columns = Object.entries(row).filter(([name]) => name !== "prev_hash" && name !== "hash");
  return Object.fromEntries(
    columns.map(([name, value]) => [name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase()), value]),
  );
}

function answerFaults(
  rows: readonly Row[],
  { sentById, answerTextById }: Pick<Parameters<typeof checkLog>[0], "sentById" | "answerTextById">,
): readonly string[] {
  const faults: string[] = [];
  const rowsById = Map.groupBy(rows, (row) => row.command_id);
  for (const [commandId, text] of answerTextById) {
    const answer = JSON.parse(text) as Answer; // the frame's shape is the bus's own test
    const written = rowsById.get(commandId) ?? [];
    const wantedCount = answer.kind === "accepted" ? 1 : 0;
    if (written.length !== wantedCount) {
      faults.push(`${commandId} was ${answer.kind} and is in the log ${written.length} times`);
      continue;
    }
    const [row] = written;
    if (answer.kind === "accepted" && row?.seq !== answer.seq) faults.push(`${commandId} is not at its seq`);
  }
  for (const row of rows) {
    const sent = sentById.get(row.command_id);
    const body = JSON.parse(row.body) as SentCommand["body"]; // an event of the tally domain
    if (sent === undefined) {
      if (row.type !== "tally-closed") faults.push(`event ${row.seq} answers a command nobody sent`);
    } else if (sent.body.name !== body.name || sent.body.addedCount !== body.addedCount) {
      faults.push(`event ${row.seq} is not what ${row.command_id} said`);
    }
  }
  return faults;
}

function keptFaults(kept: ReadonlyMap<string, string>, told: ReadonlyMap<string, string>): readonly string[] {
  return [...told]
    .filter(([commandId, text]) => kept.get(commandId) !== text)
    .map(([commandId]) => `the answer kept for ${commandId} is not the one given`);
}

function totalFaults(rows: readonly Row[], totalByName: ReadonlyMap<string, number>): readonly string[] {
  const sumByName = new Map<string, number>();
  for (const row of rows) {
    const { name, addedCount } = JSON.parse(row.body) as SentCommand["body"]; // an event of the tally domain
    sumByName.set(name, (sumByName.get(name) ?? 0) + (addedCount ?? 0));
  }
  const names = new Set([...sumByName.keys(), ...totalByName.keys()]);
  return [...names]
    .filter((name) => sumByName.get(name) !== totalByName.get(name))
    .map((name) => `tally ${name} shows ${totalByName.get(name)}, its events add up to ${sumByName.get(name)}`);
}
