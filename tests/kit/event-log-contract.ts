import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { StoredEvent } from "#kernel/definition.ts";
import type { DeviceId, EventId, StaffId } from "#kernel/ids.ts";
import { CHAIN_START_HASH, eventHash } from "#main/store/event-row.ts";
import type { LogHead, NewEvent } from "#main/store/event-log.ts";

/** A log under test, whichever database holds it. */
export interface LogUnderTest {
  append(event: NewEvent): Promise<StoredEvent>;
  head(): Promise<LogHead>;
  readStream(streamId: string): Promise<readonly StoredEvent[]>;
  readPage(page: { readonly sinceSeq: number; readonly limit: number }): Promise<readonly StoredEvent[]>;
  readDomainsPage(page: {
    readonly sinceSeq: number;
    readonly domains: readonly string[];
    readonly limit: number;
  }): Promise<readonly StoredEvent[]>;
  close(): Promise<void>;
}

/** An event of a stream; members of no interest to a test get plain values. */
export function newEvent(number: number, overrides: Partial<NewEvent> = {}): NewEvent {
  return {
    eventId: `event_${String(number).padStart(32, "0")}` as EventId, // well formed
    streamId: "tally:rice",
    streamVersion: number,
    domain: "tally",
    type: "tally-counted",
    v: 1,
    occurredAtMs: 1_795_203_000_000 + number,
    recordedAtMs: 1_795_203_000_500 + number,
    serviceDate: "2026-11-21",
    staffId: null,
    deviceId: null,
    commandId: `command_${String(number).padStart(32, "0")}`,
    class: "B",
    body: { name: "rice", addedCount: number },
    marks: {},
    ...overrides,
  };
}

/** What every event log must do (ARCHITECTURE.md §2). */
export function describeEventLog(name: string, open: () => Promise<LogUnderTest>): void {
  describe(`the event log in ${name}`, () => {
    let log: LogUnderTest;
    beforeEach(async () => {
      log = await open();
    });
    afterEach(() => log.close());

    it("starts empty, before the first number", async () => {
      expect(await log.head()).toEqual({ seq: 0, hash: CHAIN_START_HASH });
      expect(await log.readPage({ sinceSeq: 0, limit: 10 })).toEqual([]);
    });

    it("numbers events densely from 1 and chains each to the one before", async () => {
      let hash = CHAIN_START_HASH;
      for (let number = 1; number <= 5; number += 1) {
        const stored = await log.append(newEvent(number));
        expect(stored).toEqual({ seq: number, ...newEvent(number) });
        hash = eventHash(hash, stored);
        expect(await log.head()).toEqual({ seq: number, hash });
      }
    });

    it("gives back exactly what append returned, whatever the body holds", async () => {
      const signed = newEvent(1, {
        staffId: `staff_${"1".repeat(32)}` as StaffId, // well formed
        deviceId: `device_${"2".repeat(32)}` as DeviceId, // well formed
        class: "A",
        body: { temperatureC: 75.3, note: "e\u0301\n\u2028\u{1f35a}", list: [null, true, -0], absent: undefined },
        marks: {
          isLateEntry: true,
          signatures: [{ staffId: `staff_${"1".repeat(32)}` as StaffId, method: "number", signedAtMs: 7 }], // well formed
        },
      });
      const stored = await log.append(signed);
      expect(stored.body).toEqual({ temperatureC: 75.3, note: "\u00e9\n\u2028\u{1f35a}", list: [null, true, 0] });
      expect(await log.readPage({ sinceSeq: 0, limit: 1 })).toEqual([stored]);
      expect(await log.readStream("tally:rice")).toEqual([stored]);
    });

    it("refuses two events with one place in a stream, or with one id", async () => {
      await log.append(newEvent(1));
      const head = await log.head();
      await expect(log.append(newEvent(2, { streamVersion: 1 }))).rejects.toThrow();
      await expect(log.append(newEvent(1, { streamVersion: 2 }))).rejects.toThrow();
      expect(await log.head()).toEqual(head);
    });

    it("refuses a number that has no one byte form", async () => {
      await expect(log.append(newEvent(1, { body: { temperatureC: 75.123_456 } }))).rejects.toThrow("three places");
      expect(await log.head()).toEqual({ seq: 0, hash: CHAIN_START_HASH });
    });

    it("is read in pages, whole, by stream and by domain, in log order", async () => {
      const domains = ["tally", "site", "tally", "people", "site", "tally"];
      for (const [index, domain] of domains.entries()) {
        const versionInStream = domains.slice(0, index + 1).filter((other) => other === domain).length;
        await log.append(newEvent(index + 1, { domain, streamId: `${domain}:1`, streamVersion: versionInStream }));
      }
      const seqs = (events: readonly StoredEvent[]) => events.map((event) => event.seq);
      expect(seqs(await log.readPage({ sinceSeq: 2, limit: 3 }))).toEqual([3, 4, 5]);
      expect(seqs(await log.readStream("site:1"))).toEqual([2, 5]);
      const page = (sinceSeq: number, limit: number) =>
        log.readDomainsPage({ sinceSeq, limit, domains: ["tally", "people", "tally", "nobody"] });
      expect(seqs(await page(0, 3))).toEqual([1, 3, 4]);
      expect(seqs(await page(4, 3))).toEqual([6]);
      expect(seqs(await log.readDomainsPage({ sinceSeq: 0, limit: 9, domains: [] }))).toEqual([]);
    });
  });
}
