import { once } from "node:events";
import { createReadStream, renameSync, statSync } from "node:fs";
import { createInterface } from "node:readline";
import type { Writable } from "node:stream";
import { z } from "zod";
import { kitchenMigrations } from "#migrations/kitchen/list.ts";
import { flushToDisk, removeStoreFiles } from "./backup-files.ts";
import { createDataFolder, lockDataFolder, type DataFolder } from "./data-folder.ts";
import { openDatabase, openReadOnlyDatabase, type Connection } from "./database.ts";
import { createEventLog, createHeadRecorder, readHead, type NewEvent } from "./event-log.ts";
import { migrate } from "./migrator.ts";
import { createStoreFault } from "./store-fault.ts";
import { beginEpoch, nameSite, readEpochs, readIdentity, type EpochRecord } from "./store-identity.ts";

/** The version of the file an export writes. */
export const LOG_FILE_VERSION = 1;
const PAGE_COUNT = 1_000;

const epochRecord = z.strictObject({
  epoch: z.string().regex(/^[0-9a-f]{16}$/),
  reason: z.enum(["created", "restored", "damaged", "imported"]),
  beganAtMs: z.int(),
  fromSeq: z.int().min(1),
  lost: z.strictObject({ fromSeq: z.int(), toSeq: z.int().nullable() }).nullable(),
  recoveredCount: z.int(),
});

/** The first line of an export. */
const headerLine = z.strictObject({
  kind: z.literal("kitchen-log"),
  version: z.literal(LOG_FILE_VERSION),
  siteId: z.string().regex(/^site_[0-9a-f]{32}$/),
  epochs: z.array(epochRecord).min(1),
  headSeq: z.int().min(0),
  headHash: z.string().regex(/^[0-9a-f]{64}$/),
});

/** Each further line: one event, in log order. Everything of an event but its hashes, which are computed again. */
const eventLine = z.strictObject({
  seq: z.int().min(1),
  eventId: z.string().regex(/^event_[0-9a-f]{32}$/),
  streamId: z.string().min(1),
  streamVersion: z.int().min(1),
  domain: z.string().min(1),
  type: z.string().min(1),
  v: z.int().min(1),
  occurredAtMs: z.int(),
  recordedAtMs: z.int(),
  serviceDate: z.string(),
  staffId: z.string().nullable(),
  deviceId: z.string().nullable(),
  commandId: z.string(),
  class: z.enum(["A", "B"]),
  body: z.unknown(),
  marks: z.record(z.string(), z.unknown()),
});

/** Writes the whole log as JSON lines, a header first. Works beside a running kitchen; gives the number of events. */
export async function exportLog(folder: DataFolder, output: Writable): Promise<number> {
  const database = openReadOnlyDatabase(folder.storeFile);
  try {
    const { connection } = database;
    // One snapshot, so that the header's head is the last line's.
    connection.exec("BEGIN");
    const head = readHead(connection);
    const log = createEventLog(connection);
    await writeLine(output, {
      kind: "kitchen-log",
      version: LOG_FILE_VERSION,
      siteId: readIdentity(connection)?.siteId,
      epochs: readEpochs(connection),
      headSeq: head.seq,
      headHash: head.hash.toString("hex"),
    });
    for (let sinceSeq = 0; sinceSeq < head.seq; sinceSeq += PAGE_COUNT) {
      for (const event of log.readPage({ sinceSeq, limit: PAGE_COUNT })) await writeLine(output, event);
    }
    return head.seq;
  } finally {
    database.close();
  }
}

async function writeLine(output: Writable, line: object): Promise<void> {
  if (!output.write(`${JSON.stringify(line)}\n`)) await once(output, "drain");
}

export interface ImportReport {
  readonly siteId: string;
  readonly epoch: EpochRecord;
  readonly eventCount: number;
}

/**
 * Makes a new store from an export, under a new epoch. The chain computed from the lines must end in the header's head, so a
 * file with anything changed, missing or added is refused whole. Answers and side tables (personal numbers, devices,
 * personal data) are not part of a log and have to be set up anew.
 */
export async function importLog(options: {
  readonly folder: DataFolder;
  readonly from: string;
  readonly nowMs: number;
  readonly makeEpoch: () => string;
}): Promise<ImportReport> {
  const { folder } = options;
  createDataFolder(folder);
  const lock = lockDataFolder(folder);
  // Built beside its place, so that an import that fails leaves nothing behind.
  const draft = `${folder.storeFile}.draft`;
  try {
    if (statSync(folder.storeFile, { throwIfNoEntry: false }) !== undefined) {
      throw createStoreFault("store-in-use", `${folder.path} already holds a store; import makes a new one`);
    }
    removeStoreFiles(draft);
    const report = await importInto(draft, options);
    renameSync(draft, folder.storeFile);
    flushToDisk(folder.path);
    return report;
  } finally {
    removeStoreFiles(draft);
    lock.release();
  }
}

async function importInto(path: string, options: Parameters<typeof importLog>[0]): Promise<ImportReport> {
  const database = openDatabase(path);
  try {
    migrate(database.connection, kitchenMigrations, options.nowMs);
    return await importLines(database.connection, options);
  } finally {
    database.close();
  }
}

async function importLines(
  connection: Connection,
  { from, nowMs, makeEpoch }: Parameters<typeof importLog>[0],
): Promise<ImportReport> {
  const lines = createInterface({ input: createReadStream(from, "utf8"), crlfDelay: Infinity });
  const log = createEventLog(connection);
  let header: z.infer<typeof headerLine> | undefined;
  let lineNumber = 0;
  connection.exec("BEGIN IMMEDIATE");
  try {
    for await (const line of lines) {
      lineNumber += 1;
      if (header === undefined) {
        header = parseLine(headerLine, line, lineNumber);
        continue;
      }
      const { seq, ...event } = parseLine(eventLine, line, lineNumber);
      if (seq !== log.head().seq + 1) throw badLine(lineNumber, `event ${seq} is out of order`);
      log.append(event as unknown as NewEvent); // checked by the schema; ids of another kind would not end in the same head
    }
    if (header === undefined) throw badLine(0, "the file is empty");
    const head = log.head();
    if (head.seq !== header.headSeq || head.hash.toString("hex") !== header.headHash) {
      throw badLine(lineNumber, "the events are not those that were exported");
    }
    createHeadRecorder(connection)(head);
    nameSite(connection, header.siteId);
    for (const record of header.epochs) beginEpoch(connection, record);
    const epoch: EpochRecord = {
      epoch: makeEpoch(),
      reason: "imported",
      beganAtMs: nowMs,
      fromSeq: head.seq + 1,
      lost: null,
      recoveredCount: 0,
    };
    beginEpoch(connection, epoch);
    connection.exec("COMMIT");
    return { siteId: header.siteId, epoch, eventCount: head.seq };
  } catch (error) {
    connection.exec("ROLLBACK");
    throw error;
  }
}

function parseLine<Schema extends z.ZodType>(schema: Schema, line: string, lineNumber: number): z.output<Schema> {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw badLine(lineNumber, "it is not JSON");
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw badLine(lineNumber, parsed.error.issues[0]?.message ?? "it has another form");
  return parsed.data;
}

function badLine(lineNumber: number, what: string): Error {
  return createStoreFault("source-not-good", `line ${lineNumber}: ${what}`);
}
