import { randomBytes } from "node:crypto";
import { openTallyStore } from "./spine-kitchen.ts";
import { openDatabase } from "#main/store/database.ts";
import { dataFolderAt } from "#main/store/data-folder.ts";
import { EVENT_COLUMNS } from "#main/store/event-row.ts";

/** Commands in one transaction of the raw loop (ARCHITECTURE.md §11, P1). */
export const RAW_GROUP_COUNT = 20;

/** What SQLite alone does with the rows a command leaves. */
export interface RawCommits {
  /** Commits groups for so long; gives each transaction's time. */
  run(durationMs: number): {
    readonly rowGroupsCount: number;
    readonly durationMs: number;
    readonly commitsMs: number[];
  };
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

  function group(): void {
    begin.run();
    for (let index = 0; index < RAW_GROUP_COUNT; index += 1) {
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
      const commitsMs: number[] = [];
      const startedMs = performance.now();
      let nowMs = startedMs;
      while (nowMs - startedMs < durationMs) {
        group();
        const endedMs = performance.now();
        commitsMs.push(endedMs - nowMs);
        nowMs = endedMs;
      }
      return { rowGroupsCount: commitsMs.length * RAW_GROUP_COUNT, durationMs: nowMs - startedMs, commitsMs };
    },
    close,
  };
}
