import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { MINUTE_MS, msFromLocal, type TimeZone } from "#kernel/time.ts";
import { createProductionKitchen, type ProductionKitchen } from "#tests/kit/production-kitchen.ts";
import { PLAN_DATE, plannedBatch } from "#tests/kit/production-plan.ts";
import { createDayOpener, type DayOpener } from "./day-opener.ts";

const EVE = "2026-11-20";
const NEXT = "2026-11-22";
const ZONES: readonly TimeZone[] = ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"];

let kitchen: ProductionKitchen;
let opener: DayOpener;
let logged: string[];

function start(startMs: number): void {
  kitchen = createProductionKitchen(startMs);
  logged = [];
  opener = createOpener();
}
/** Another opener of the same store, as after a restart: it remembers nothing. */
function createOpener(): DayOpener {
  return createDayOpener({
    store: kitchen.store,
    clock: kitchen.clock,
    makeId: kitchen.makeId,
    log: { warn: (line: { readonly code?: unknown }) => void logged.push(String(line.code)) },
  });
}
async function found(timeZone: TimeZone = "Asia/Jakarta"): Promise<void> {
  await kitchen.accepted("update-site-profile", { fields: { siteName: "SPPG Contoh", timeZone } });
}
async function lookAt(atMs: number): Promise<void> {
  kitchen.clock.advance(atMs - kitchen.clock.nowMs());
  await opener.look();
}
function opened(): readonly object[] {
  return kitchen.store
    .readEvents({ sinceSeq: 0, domains: ["site"], limit: 100 })
    .filter((event) => event.type === "service-day-opened")
    .map(({ body, staffId, recordedAtMs }) => ({ ...(body as object), staffId, recordedAtMs })); // read as written
}
const statusOf = (serviceDate: string) => kitchen.ask("service-day", { serviceDate });

const before = (clock: string, timeZone: TimeZone = "Asia/Jakarta") => msFromLocal(EVE, clock, timeZone);

beforeEach(() => start(before("14:00")));
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

describe("the kitchen PC", () => {
  it.each(ZONES)("opens a day by itself at its boundary in %s, not a millisecond before", async (timeZone) => {
    kitchen.close();
    start(before("14:00", timeZone));
    await found(timeZone);
    await lookAt(before("15:00", timeZone) - 1);
    expect(opened()).toMatchObject([{ serviceDate: EVE }]);
    await lookAt(before("15:00", timeZone));
    expect(opened()).toEqual([
      { serviceDate: EVE, dayKind: "regular", staffId: null, recordedAtMs: before("15:00", timeZone) - 1 },
      { serviceDate: PLAN_DATE, dayKind: "regular", staffId: null, recordedAtMs: before("15:00", timeZone) },
    ]);
  });

  it("opens a day once, however often it looks, starts anew, or looks twice at a time", async () => {
    await found();
    await lookAt(before("15:00"));
    await createOpener().look();
    kitchen.clock.advance(MINUTE_MS);
    await Promise.all([opener.look(), createOpener().look()]);
    expect(opened()).toHaveLength(1);
    await lookAt(msFromLocal(PLAN_DATE, "15:00", "Asia/Jakarta") - 1);
    expect(opened()).toHaveLength(1);
    kitchen.clock.advance(1);
    await Promise.all([opener.look(), createOpener().look()]);
    expect(opened()).toMatchObject([{ serviceDate: PLAN_DATE }, { serviceDate: NEXT }]);
    expect(logged).toEqual([]);
  });

  it("leaves a day alone that its first plan opened, or that was closed", async () => {
    await found();
    await kitchen.plan(plannedBatch());
    await kitchen.accepted("cancel-batch", {
      batchId: plannedBatch().batchId,
      reasonCode: "order-changed",
      reason: "libur",
    });
    await kitchen.accepted("close-service-day", { serviceDate: PLAN_DATE });
    await lookAt(before("15:00"));
    expect(opened()).toHaveLength(1);
    expect(statusOf(PLAN_DATE)).toMatchObject([{ dayStatus: "closed" }]);
  });

  it("opens no holiday, and opens it once it is none", async () => {
    await found();
    await kitchen.accepted("set-service-day-kind", { serviceDate: PLAN_DATE, dayKind: "closed" });
    await lookAt(before("15:00"));
    expect(opened()).toEqual([]);
    expect(logged).toEqual([]);
    await kitchen.accepted("set-service-day-kind", { serviceDate: PLAN_DATE, dayKind: "regular" });
    await lookAt(before("16:00"));
    expect(statusOf(PLAN_DATE)).toMatchObject([{ dayStatus: "open", openedAtMs: before("16:00") }]);
  });

  it("opens nothing before the kitchen has a zone, or while its clock is not trusted", async () => {
    await lookAt(before("15:00"));
    expect(opened()).toEqual([]);
    await found();
    kitchen.clock.jump(-30 * MINUTE_MS);
    await opener.look();
    expect(opened()).toEqual([]);
    // After ten steady minutes the clock is believed: 14:40, so the day is still the one of before.
    kitchen.clock.advance(10 * MINUTE_MS);
    await opener.look();
    expect(opened()).toMatchObject([{ serviceDate: EVE }]);
  });

  it("does not make up for days the PC was off", async () => {
    await found();
    await lookAt(before("15:00"));
    await lookAt(msFromLocal("2026-11-24", "08:00", "Asia/Jakarta"));
    expect(opened()).toMatchObject([{ serviceDate: PLAN_DATE }, { serviceDate: "2026-11-24" }]);
    expect(statusOf(NEXT)).toMatchObject([{ dayStatus: "planned" }]);
  });

  it("follows a boundary the kitchen head moved, from its day on", async () => {
    await found();
    await kitchen.accepted("change-setting", {
      settingKey: "service-day.boundary",
      value: "17:30",
      source: "Keputusan kepala dapur",
      effectiveFromDate: NEXT,
      reason: "sif mulai sore",
    });
    await lookAt(before("15:00"));
    expect(statusOf(PLAN_DATE)).toMatchObject([{ dayStatus: "open" }]);
    await lookAt(msFromLocal(PLAN_DATE, "17:30", "Asia/Jakarta") - 1);
    expect(statusOf(NEXT)).toMatchObject([{ dayStatus: "planned" }]);
    await lookAt(msFromLocal(PLAN_DATE, "17:30", "Asia/Jakarta"));
    expect(statusOf(NEXT)).toMatchObject([{ dayStatus: "open" }]);
  });
});
