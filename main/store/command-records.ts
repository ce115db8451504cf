import { createHash, createHmac, createSecretKey, type KeyObject } from "node:crypto";
import { canonicalJson } from "#kernel/json.ts";
import type { CommandAnswer, SubmittedCommand } from "./command-answer.ts";
import type { Connection } from "./database.ts";

/** Answers purged at once, so that no purge holds the writer long. */
const PURGE_MAX_COUNT = 500;
/** Deeper bodies than this are refused before anything walks them. */
export const COMMAND_BODY_DEPTH_MAX_COUNT = 32;

/** A command's stored answer. */
export interface CommandRecord {
  readonly bodyHash: Buffer;
  readonly deviceId: string | null;
  readonly text: string;
}

/** What makes two commands with one id the same command: what is asked. */
type AskedCommand = Pick<SubmittedCommand, "type" | "body">;

export interface CommandRecords {
  find(commandId: string): CommandRecord | undefined;
  /** Whether what a record answered is what this command asks. */
  isAnswerTo(record: CommandRecord, command: AskedCommand): boolean;
  insert(record: {
    readonly submitted: AskedCommand & Pick<SubmittedCommand, "commandId">;
    readonly deviceId: string | null;
    readonly outcome: CommandAnswer["kind"];
    readonly text: string;
    readonly answeredAtMs: number;
  }): void;
  /** Forgets answers given before `beforeMs`, a bounded number of them; gives back how many. */
  purge(beforeMs: number): number;
}

/**
 * Bodies are kept as digests under a key that lies outside the database: without a key, whoever holds a copy of the database
 * could try names until one gives the digest of an `add-staff` body.
 */
export function createCommandRecords(connection: Connection, keyBytes: Uint8Array): CommandRecords {
  // Made once: making it for each digest costs more than the digest.
  const key = createSecretKey(keyBytes);
  const select = connection.prepare<[string], { body_hash: Buffer; device_id: string | null; answer: string }>(
    "SELECT body_hash, device_id, answer FROM command WHERE command_id = ?",
  );
  const insert = connection.prepare(
    `INSERT INTO command (command_id, type, body_hash, device_id, outcome, answer, answered_at_ms)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  const purge = connection.prepare(
    `DELETE FROM command WHERE command_id IN
     (SELECT command_id FROM command WHERE answered_at_ms < ? ORDER BY answered_at_ms LIMIT ${PURGE_MAX_COUNT})`,
  );
  return {
    find: (commandId) => {
      const row = select.get(commandId);
      return row && { bodyHash: row.body_hash, deviceId: row.device_id, text: row.answer };
    },
    isAnswerTo: ({ bodyHash }, command) => {
      const text = textOf(command);
      return bodyHash.equals(keyedHash(key, text)) || bodyHash.equals(formerHash(text));
    },
    insert: ({ submitted, deviceId, outcome, text, answeredAtMs }) => {
      const bodyHash = keyedHash(key, textOf(submitted));
      insert.run(submitted.commandId, submitted.type, bodyHash, deviceId, outcome, text, answeredAtMs);
    },
    purge: (beforeMs) => purge.run(beforeMs).changes,
  };
}

function keyedHash(key: KeyObject, text: string): Buffer {
  return createHmac("sha256", key).update(text).digest();
}

/** How digests were made before there was a key. Such records stay recognised until they are purged with the rest. */
function formerHash(text: string): Buffer {
  return createHash("sha256").update(text).digest();
}

function textOf({ type, body }: AskedCommand): string {
  const asked = { type, body };
  try {
    return canonicalJson(asked);
  } catch {
    // A body with a number the log would not take is refused by its schema; its identity needs only a stable text.
    return JSON.stringify(asked);
  }
}

/** Whether a value nests at most `maxCount` deep; walks no further than that. */
export function isDepthWithin(value: unknown, maxCount: number): boolean {
  if (typeof value !== "object" || value === null) return true;
  if (maxCount === 0) return false;
  return Object.values(value).every((member) => isDepthWithin(member, maxCount - 1));
}
