import { createQualityKitchen, BATCH, HEAD, person, signedBy } from "#tests/kit/quality-kitchen.ts";
import { allEvents } from "#domains/registry.ts";
import type { StoredEvent } from "#kernel/definition.ts";
import { addDays, DAY_MS } from "#kernel/time.ts";
import { systemClock } from "#main/clock.ts";
import { readModelModules } from "#main/domains/read-model-modules.ts";
import { systemRandomness } from "#main/randomness.ts";
import { createIdFactory } from "#kernel/ids.ts";
import { ok } from "#kernel/result.ts";
import { dataFolderAt } from "#main/store/data-folder.ts";
import { openDatabase } from "#main/store/database.ts";
import { createEventLog, createHeadRecorder } from "#main/store/event-log.ts";
import { openKitchenStore } from "#main/store/kitchen-store.ts";

const EVENTS_PER_TRANSACTION_COUNT = 5_000;
/** Numbers above this are times: no figure of a kitchen comes near. */
const TIME_MIN_MS = 1_600_000_000_000;

/** The events of one kloter from plan to release, as the domains themselves wrote them. */
export async function playNight(): Promise<readonly StoredEvent[]> {
  const kitchen = createQualityKitchen();
  try {
    await kitchen.cook();
    await kitchen.makeReady();
    await kitchen.accepted("note-batch", { batchId: BATCH, note: "Bumbu ditambah sedikit" });
    await kitchen.submit(
      "release-batch",
      { batchId: BATCH },
      { as: person(HEAD, ["kitchen-head"]), signatures: signedBy(HEAD) },
    );
    const domains = [...new Set(readModelModules().map((module) => module.domain))];
    return kitchen.store.readEvents({ sinceSeq: 0, domains, limit: 10_000 });
  } finally {
    kitchen.close();
  }
}

/**
 * Makes a store whose log holds the night again and again, each with its own ids, on its own date, all properly chained: what
 * a kitchen's log looks like after years. Read models are left to whoever opens it.
 */
export function writeNights(dataDir: string, night: readonly StoredEvent[], minEventCount: number): number {
  openKitchenStore({
    dataDir,
    clock: systemClock,
    makeId: createIdFactory({ nowMs: systemClock.nowMs, fillRandom: systemRandomness.fill }),
    modules: readModelModules(),
    authorize: (_db, _definition, { actor }) => ok(actor),
    commandKey: new Uint8Array(32),
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  }).close();
  const { connection, close } = openDatabase(dataFolderAt(dataDir).storeFile);
  const log = createEventLog(connection);
  const recordHead = createHeadRecorder(connection);
  const versionByStream = new Map<string, number>();
  let nightNumber = 0;
  while (log.head().seq < minEventCount) {
    connection.exec("BEGIN IMMEDIATE");
    for (let count = 0; count < EVENTS_PER_TRANSACTION_COUNT; nightNumber += 1) {
      for (const { seq: _seq, ...event } of nightAt(night, nightNumber)) {
        const streamVersion = (versionByStream.get(event.streamId) ?? 0) + 1;
        versionByStream.set(event.streamId, streamVersion);
        log.append({ ...event, streamVersion });
        count += 1;
      }
    }
    recordHead(log.head());
    connection.exec("COMMIT");
  }
  const eventCount = log.head().seq;
  close();
  return eventCount;
}

/** People are hired once; batches, checks, samples and alerts are new every night. */
function nightAt(night: readonly StoredEvent[], nightNumber: number): readonly StoredEvent[] {
  if (nightNumber === 0) return night;
  const hex = nightNumber.toString(16).padStart(6, "0");
  const shifted = (value: unknown): unknown => {
    if (typeof value === "number") return value > TIME_MIN_MS ? value + nightNumber * DAY_MS : value;
    if (typeof value === "string") return textAt(value, nightNumber, hex);
    if (Array.isArray(value)) return value.map(shifted);
    if (typeof value !== "object" || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, shifted(member)]));
  };
  return night
    .filter((event) => event.domain !== "people" && event.domain !== "site")
    .map((event) => shifted(event) as StoredEvent); // the same members with other values
}

function textAt(text: string, nightNumber: number, hex: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text)) return addDays(text, nightNumber);
  if (/^(?:staff|device|site)_/.test(text)) return text;
  return text
    .replace(/_[0-9a-f]{6}(?=[0-9a-f]{26}\b)/g, `_${hex}`)
    .replace(/^BATCH-\d{8}-/, `BATCH-${hex}-`)
    .replace(/^([A-Z]{2,4})-(\d{8})-/, `$1-${hex}-`);
}

/** Every event type of the kitchen, to say in a report which of them a benchmark exercised. */
export function eventTypeShare(night: readonly StoredEvent[]): string {
  return `${new Set(night.map((event) => event.type)).size} of ${allEvents.length} event types`;
}
