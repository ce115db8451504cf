import { randomBytes } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { openTallyStore } from "./spine-kitchen.ts";
import { openDatabase } from "#main/store/database.ts";
import { dataFolderAt } from "#main/store/data-folder.ts";
import { EVENT_COLUMNS } from "#main/store/event-row.ts";

/** Commands in one transaction of the raw loop (ARCHITECTURE.md §11, P1). */
export const RAW_GROUP_COUNT = 20;

/** What SQLite alone does with the rows a command leaves. */
export interface RawCommits {
  /** Commits full groups one after another for so long. */
  run(durationMs: number): { readonly committedCount: number; readonly durationMs: number };
  /**
   * Commits what has come since the last commit, at most a group, with so many commands coming a second; gives each one's time
   * from the instant it came to the end of its commit. A stall of the disk or of the machine meets all who come meanwhile, as it
   * does in a kitchen.
   */
  runPaced(durationMs: number, perSecondCount: number): Promise<readonly number[]>;
  close(): void;
}

/**
 * A loop on the same tables, indexes, triggers and pragmas (FULL): per command the event, the answer and the read model's row,
 * values made beforehand. No parsing, no authorisation, no decision, no hashing, no network.
 */
export function openRawCommits(dataDir: string): RawCommits {
  openTallyStore(dataDir).close();
  const { connection, close } = openDatabase(dataFolderAt(dataDir).storeFile);
  const marks = EVENT_COLUMNS.split(", ").map(() => "?");
  const insertEvent = connection.prepare(`INSERT INTO event (${EVENT_COLUMNS}) VALUES (${marks.join(", ")})`);
  const insertCommand = connection.prepare("INSERT INTO command VALUES (?, ?, ?, ?, ?, ?, ?)");
  const updateTally = connection.prepare("UPDATE tally SET total_count = ? WHERE name = ?");
  const begin = connection.prepare("BEGIN IMMEDIATE");
  const commit = connection.prepare("COMMIT");
  const hash = randomBytes(32);
  const staffId = `staff_${"1".repeat(32)}`;
  const deviceId = `device_${"2".repeat(32)}`;
  const names = Array.from({ length: 50 }, (_, index) => `device-${index}`);
  const insertTally = connection.prepare("INSERT INTO tally VALUES (?, 1000000000, 0, 0)");
  for (const name of names) insertTally.run(name);
  let seq = 0;

  function group(count: number): void {
    begin.run();
    for (let index = 0; index < count; index += 1) {
      seq += 1;
      const name = names[seq % names.length] ?? "";
      const number = seq.toString(16).padStart(32, "0");
      const text = `{"kind":"accepted","commandId":"command_${number}","seq":${seq},"streamId":"tally:${name}","streamVersion":${seq},"result":{"name":"${name}"}}`;
      insertEvent.run(
        ...[seq, `event_${number}`, `tally:${name}`, seq, "tally", "tally-counted", 1, seq, seq, "2026-11-21"],
        ...[staffId, deviceId, `command_${number}`, "B", `{"name":"${name}","addedCount":1,"totalCount":${seq}}`],
        ...[null, hash, hash],
      );
      insertCommand.run(`command_${number}`, "count-tally", hash, deviceId, "accepted", text, seq);
      updateTally.run(seq, name);
    }
    commit.run();
  }

  return {
    run: (durationMs) => {
      const startedMs = performance.now();
      let committedCount = 0;
      while (performance.now() - startedMs < durationMs) {
        group(RAW_GROUP_COUNT);
        committedCount += RAW_GROUP_COUNT;
      }
      return { committedCount, durationMs: performance.now() - startedMs };
    },
    runPaced: async (durationMs, perSecondCount) => {
      const everyMs = 1_000 / perSecondCount;
      const startedMs = performance.now();
      const waitsMs: number[] = [];
      for (let nowMs = startedMs; nowMs - startedMs < durationMs; nowMs = performance.now()) {
        const cameCount = Math.floor((nowMs - startedMs) / everyMs);
        const count = Math.min(RAW_GROUP_COUNT, cameCount - waitsMs.length);
        if (count === 0) {
          await pause(1);
          continue;
        }
        group(count);
        const endedMs = performance.now();
        for (let index = 0; index < count; index += 1) waitsMs.push(endedMs - startedMs - waitsMs.length * everyMs);
      }
      return waitsMs;
    },
    close,
  };
}
