import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { systemClock } from "#main/clock.ts";
import { readModelModules } from "#main/domains/read-model-modules.ts";
import { createStoreAdmin } from "#main/store/admin.ts";
import { dataFolderAt } from "#main/store/data-folder.ts";
import { openReadOnlyDatabase } from "#main/store/database.ts";
import { createEventLog } from "#main/store/event-log.ts";
import { eventTypeShare, playNight, writeNights } from "./night-log.ts";
import { percentile, reportFigure } from "./report.ts";

/**
 * P9: computing every read model anew from the log of years of nights, all domains, as a release that changed a projection
 * does at its start. Beside it, in turns: reading and parsing the same log and doing nothing with it.
 */
const EVENTS_COUNT = 100_000;
const TURNS_COUNT = 3;
const EVENTS_PER_SECOND_MIN = 20_000;
const PAGE_COUNT = 2_000;

const folder = mkdtempSync(join(tmpdir(), "kitchen-p9-"));
try {
  const night = await playNight();
  const eventCount = writeNights(folder, night, EVENTS_COUNT);
  const admin = createStoreAdmin({ dataDir: folder, modules: readModelModules(), clock: systemClock });
  const rates: number[] = [];
  const readRates: number[] = [];
  for (let turn = 0; turn < TURNS_COUNT; turn += 1) {
    readRates.push(rateOf(eventCount, () => readLog(folder)));
    rates.push(rateOf(eventCount, () => void admin.rebuild()));
  }
  const value = percentile(rates, 50);
  reportFigure({
    bench: "P9",
    metric: `events projected per second, ${eventTypeShare(night)} in the log`,
    value,
    floor: percentile(readRates, 50),
    peer: null,
    peerValue: null,
    target: "≥ 20,000 events/s",
    pass: value >= EVENTS_PER_SECOND_MIN,
  });
} finally {
  rmSync(folder, { recursive: true });
}

function rateOf(eventCount: number, work: () => void): number {
  const startedMs = performance.now();
  work();
  return (eventCount / (performance.now() - startedMs)) * 1_000;
}

function readLog(dataDir: string): void {
  const database = openReadOnlyDatabase(dataFolderAt(dataDir).storeFile);
  const log = createEventLog(database.connection);
  for (let sinceSeq = 0; ; sinceSeq += PAGE_COUNT) {
    if (log.readPage({ sinceSeq, limit: PAGE_COUNT }).length < PAGE_COUNT) break;
  }
  database.close();
}
