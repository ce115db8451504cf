import { describe, expect, it } from "vitest";
import { TARGET_TABLE_V1 } from "#domains/menu/target-table.ts";
import type { PublicationId } from "#domains/publications/ids.ts";
import { coreTemperatureMinC } from "#domains/quality/settings.ts";
import { allSettings } from "#domains/registry.ts";
import type { SettingValue } from "#kernel/setting.ts";
import type { Actor, Signature } from "#kernel/definition.ts";
import { DAY_MS, HOUR_MS } from "#kernel/time.ts";
import { createDecideSpec, TEST_NOW_MS, TEST_STAFF_ID, testContext } from "#tests/kit/decide-spec.ts";
import { atClock, staffIdOf } from "#tests/kit/production-plan.ts";
import type { SiteCommand } from "./commands.ts";
import { decideSite } from "./decide.ts";
import type { SiteEvent } from "./events.ts";
import type { ServiceDayFacts, SiteFacts } from "./facts.ts";
import type { SiteRejection } from "./rejections.ts";
import { whySettingRefused } from "./rules.ts";
import { capacityByClass, reopenMax, serviceDayBoundary } from "./settings.ts";
import { versionInForce } from "./standard-rules.ts";
import { evolveSite, initialSiteState } from "./state.ts";

const given = createDecideSpec({
  initialState: initialSiteState,
  evolve: evolveSite,
  decide: (state, command: SiteCommand, facts: SiteFacts, context) => decideSite(state, command, facts, context),
});
const why = (rejection: SiteRejection): SiteRejection => rejection;
const serviceDate = "2026-11-21";

const quietDay: ServiceDayFacts = {
  startsAtMs: atClock("00:00") - 9 * HOUR_MS,
  sampleMinCount: 2,
  isStarted: false,
  openBatchIds: [],
  missingSampleBatchIds: [],
  totals: {
    batchCount: 2,
    completedBatchCount: 2,
    cancelledBatchCount: 0,
    plannedPortionCount: 300,
    portionedPortionCount: 298,
    specialPackCount: 2,
    wasteMassG: 900,
    sampleCount: 2,
  },
};
function facts(overrides: Partial<SiteFacts> = {}): SiteFacts {
  return {
    timeZone: "Asia/Jakarta",
    currentServiceDate: serviceDate,
    openServiceDates: [],
    day: quietDay,
    setting: null,
    standardValue: null,
    standard: null,
    reopenMaxMs: 7 * DAY_MS,
    openAlertCount: 0,
    ...overrides,
  };
}
const opened: SiteEvent = { type: "service-day-opened", body: { serviceDate, dayKind: "regular" } };
const closed: SiteEvent = { type: "service-day-closed", body: { serviceDate, totals: quietDay.totals } };
const kindSet = (dayKind: "closed" | "ramadan", cookFloorAtMs?: number): SiteEvent => ({
  type: "service-day-kind-set",
  body: { serviceDate, dayKind, ...(cookFloorAtMs !== undefined && { cookFloorAtMs }) },
});

describe("opening a day", () => {
  const open: SiteCommand = { type: "open-service-day", body: { serviceDate } };
  it("opens it once with its kind", () => {
    given().when(open, facts()).emits(opened);
    given(opened)
      .when(open, facts())
      .rejects(why({ code: "wrong-state", state: "open" }));
    given(opened, closed)
      .when(open, facts())
      .rejects(why({ code: "wrong-state", state: "closed" }));
  });
  it("opens a holiday only with a reason", () => {
    given(kindSet("closed"))
      .when(open, facts())
      .rejects(why({ code: "day-is-holiday", serviceDate }));
    const reasoned: SiteCommand = { type: "open-service-day", body: { serviceDate, reason: "hari pengganti" } };
    given(kindSet("closed"))
      .when(reasoned, facts())
      .emits({ type: "service-day-opened", body: { serviceDate, dayKind: "closed", reason: "hari pengganti" } });
  });
});

describe("the kind of a day", () => {
  const set = (dayKind: "closed" | "ramadan" | "regular", cookFloorAtMs?: number): SiteCommand => ({
    type: "set-service-day-kind",
    body: { serviceDate, dayKind, ...(cookFloorAtMs !== undefined && { cookFloorAtMs }) },
  });
  it("is set before work begins, a holiday only while nothing is planned", () => {
    given()
      .when(set("ramadan", atClock("11:00")), facts())
      .emits(kindSet("ramadan", atClock("11:00")));
    const refusal = why({ code: "day-already-started", serviceDate });
    given(opened)
      .when(set("ramadan"), facts({ day: { ...quietDay, isStarted: true } }))
      .rejects(refusal);
    given(opened)
      .when(set("closed"), facts({ day: { ...quietDay, openBatchIds: ["batch_1"] } }))
      .rejects(refusal);
    given(opened, closed)
      .when(set("ramadan"), facts())
      .rejects(why({ code: "day-closed", serviceDate }));
  });
  it("gives a floor of its own to packed days only, within the day", () => {
    given()
      .when(set("regular", atClock("01:00")), facts())
      .rejects(why({ code: "floor-is-standard" }));
    const min = atClock("00:00") - 9 * HOUR_MS;
    given()
      .when(set("ramadan", min - 1), facts())
      .rejects(why({ code: "out-of-range", field: "cookFloorAtMs", min, max: min + DAY_MS }));
  });
});

describe("closing and reopening a day", () => {
  const close: SiteCommand = { type: "close-service-day", body: { serviceDate } };
  const reopen: SiteCommand = { type: "reopen-service-day", body: { serviceDate, reason: "suhu terlambat" } };
  it("needs every batch finished and a sample of each", () => {
    given(opened)
      .when(close, facts({ day: { ...quietDay, openBatchIds: ["batch_1"], missingSampleBatchIds: ["batch_2"] } }))
      .rejects(why({ code: "day-not-finished", openBatchIds: ["batch_1"], missingSampleBatchIds: ["batch_2"] }));
    given(opened).when(close, facts()).emits(closed);
    given(opened)
      .when(close, facts({ day: { ...quietDay, missingSampleBatchIds: ["batch_2"] } }))
      .rejects(why({ code: "day-not-finished", openBatchIds: [], missingSampleBatchIds: ["batch_2"] }));
    given()
      .when(close, facts())
      .rejects(why({ code: "wrong-state", state: "planned" }));
    given(opened, closed)
      .when(close, facts())
      .rejects(why({ code: "wrong-state", state: "closed" }));
  });
  it("needs the samples of a day, unless nothing was cooked", () => {
    const day = { ...quietDay, sampleMinCount: 4 };
    given(opened)
      .when(close, facts({ day }))
      .rejects(why({ code: "day-samples-missing", missingCount: 2, storedCount: 2, minCount: 4 }));
    given(opened)
      .when(close, facts({ day: { ...day, sampleMinCount: 2 } }))
      .emits(closed);
    const totals = { ...quietDay.totals, completedBatchCount: 0, cancelledBatchCount: 2, sampleCount: 0 };
    given(opened)
      .when(close, facts({ day: { ...day, totals } }))
      .emits({ type: "service-day-closed", body: { serviceDate, totals } });
  });
  it("reopens for a week after it was closed, and closes again", () => {
    const reopened: SiteEvent = { type: "service-day-reopened", body: { serviceDate, reason: "suhu terlambat" } };
    given(opened, closed)
      .when(reopen, facts(), { nowMs: TEST_NOW_MS + 7 * DAY_MS })
      .emits(reopened);
    given(opened, closed)
      .when(reopen, facts(), { nowMs: TEST_NOW_MS + 7 * DAY_MS + 1 })
      .rejects(why({ code: "reopen-window-passed", windowMs: 7 * DAY_MS }));
    // Signed and reasoned already: what an untrusted clock asks for.
    given(opened, closed)
      .when(reopen, facts(), { nowMs: TEST_NOW_MS + 99 * DAY_MS, isClockUntrusted: true })
      .emits(reopened);
    given(opened, closed, reopened).when(close, facts()).emits(closed);
    given(opened)
      .when(reopen, facts())
      .rejects(why({ code: "wrong-state", state: "open" }));
  });
});

describe("settings", () => {
  const coreMin = {
    key: "temperature.core-min",
    default: 75,
    unit: "c" as const,
    source: "praktik",
    owner: "hub-or-stricter" as const,
    stricter: "higher" as const,
    min: 60,
    max: 100,
  };
  const change = (value: number | string | boolean, effectiveFromDate = serviceDate): SiteCommand => ({
    type: "change-setting",
    body: {
      settingKey: "temperature.core-min",
      value,
      source: "keputusan kepala",
      effectiveFromDate,
      reason: "santan",
    },
  });
  const changed = (value: number, settingVersion: number): SiteEvent => ({
    type: "setting-changed",
    body: {
      settingKey: "temperature.core-min",
      value,
      settingVersion,
      source: "keputusan kepala",
      effectiveFromDate: serviceDate,
      reason: "santan",
    },
  });

  it("take a stricter core temperature and refuse a looser one", () => {
    given()
      .when(change(77.5), facts({ setting: coreMin }))
      .emits(changed(77.5, 1));
    given(changed(77.5, 1))
      .when(change(80), facts({ setting: coreMin }))
      .emits(changed(80, 2));
    given()
      .when(change(74.9), facts({ setting: coreMin }))
      .rejects(why({ code: "looser-than-standard", limit: 75 }));
    // Back to the standard is no looser than the standard.
    given(changed(77.5, 1))
      .when(change(75), facts({ setting: coreMin }))
      .emits(changed(75, 2));
  });
  it("refuse unknown keys, other kinds of value, figures out of bounds and days gone by", () => {
    given()
      .when(change(80), facts())
      .rejects(why({ code: "not-found", kind: "setting", id: "temperature.core-min" }));
    given()
      .when(change("80"), facts({ setting: coreMin }))
      .rejects(why({ code: "setting-wrong-type", settingKey: coreMin.key, wanted: "c" }));
    given()
      .when(change(101), facts({ setting: coreMin }))
      .rejects(why({ code: "out-of-range", field: "value", min: 60, max: 100 }));
    given()
      .when(change(80, "2026-11-20"), facts({ setting: coreMin }))
      .rejects(why({ code: "date-passed", earliestDate: serviceDate }));
  });
  it("that move the boundary of days hold from a day that has not begun, and stay between noon and 23:00", () => {
    const boundary = (value: string, effectiveFromDate: string): SiteCommand => ({
      type: "change-setting",
      body: { settingKey: serviceDayBoundary.key, value, source: "keputusan", effectiveFromDate, reason: "sif baru" },
    });
    const known = facts({ setting: serviceDayBoundary });
    given()
      .when(boundary("16:00", serviceDate), known)
      .rejects(why({ code: "date-passed", earliestDate: "2026-11-22" }));
    expect(given().when(boundary("16:00", "2026-11-22"), known).decided.ok).toBe(true);
    const outside = why({ code: "clock-out-of-range", earliestClock: "12:00", latestClock: "23:00" });
    given().when(boundary("11:59", "2026-11-22"), known).rejects(outside);
    given().when(boundary("23:01", "2026-11-22"), known).rejects(outside);
    given()
      .when(boundary("3 sore", "2026-11-22"), known)
      .rejects(why({ code: "setting-wrong-type", settingKey: serviceDayBoundary.key, wanted: "clock" }));
    expect(["12:00", "23:00"].map((value) => whySettingRefused(serviceDayBoundary, value))).toEqual([null, null]);
  });
  it("of the hub stay the hub's", () => {
    expect(whySettingRefused(capacityByClass.regular, 9_000)).toEqual({
      code: "setting-is-hub-only",
      settingKey: "capacity.regular",
    });
  });
  it("are judged by their kind: clocks, switches, lists, whole numbers", () => {
    const floor = {
      key: "cook.floor",
      default: "00:00",
      unit: "clock" as const,
      owner: "hub-or-stricter" as const,
      stricter: "higher" as const,
    };
    expect(whySettingRefused(floor, "02:00")).toBeNull();
    expect(whySettingRefused({ ...floor, default: "02:00" }, "01:59")).toMatchObject({ code: "looser-than-standard" });
    expect(whySettingRefused(floor, "24:00")).toMatchObject({ code: "setting-wrong-type", wanted: "clock" });
    const required = {
      key: "rapid-test.required",
      default: true,
      owner: "hub-or-stricter" as const,
      stricter: "higher" as const,
    };
    expect(whySettingRefused(required, false)).toMatchObject({ code: "looser-than-standard" });
    const substances = {
      key: "rapid-test.substances",
      default: ["arsenic", "nitrite"],
      owner: "hub-or-stricter" as const,
      stricter: "higher" as const,
    };
    expect(whySettingRefused(substances, ["arsenic"])).toMatchObject({ code: "looser-than-standard" });
    expect(whySettingRefused(substances, ["nitrite", "arsenic", "cyanide"])).toBeNull();
    expect(whySettingRefused(reopenMax, 1.5)).toMatchObject({ code: "setting-wrong-type", wanted: "ms" });
    expect(whySettingRefused(reopenMax, ["x"])).toMatchObject({ code: "setting-wrong-type" });
    const holdMs = {
      key: "hold.hours.rice",
      default: 6,
      owner: "hub-or-stricter" as const,
      stricter: "lower" as const,
    };
    expect([whySettingRefused(holdMs, 7)?.code, whySettingRefused(holdMs, 4)]).toEqual(["looser-than-standard", null]);
  });
});

describe("a standard of headquarters", () => {
  const publicationId = `publication_${"a".repeat(32)}` as PublicationId; // well formed
  const apply: SiteCommand = { type: "apply-standard", body: { publicationId } };
  const published = (values: Readonly<Record<string, SettingValue>>, effectiveFromDate = "2026-12-01") => ({
    ...{ documentCode: "SUHU", documentVersion: 3, title: "Standar suhu", source: "SK BGN", effectiveFromDate },
    settings: Object.entries(values).map(([settingKey, value]) => ({
      ...{ settingKey, value },
      definition: allSettings.find(({ key }) => key === settingKey) ?? null,
    })),
  });
  const keysOf = (values: Readonly<Record<string, SettingValue>>) => {
    const { decided } = given().when(apply, facts({ standard: published(values) }));
    const told = decided.ok ? decided.value.find((event) => event.type === "standard-applied") : undefined;
    return { taken: told?.body.settingKeys, skipped: told?.body.skippedKeys };
  };

  it("gives figures their next versions with the hub as their source", () => {
    const source = "Standar suhu v3 – SK BGN";
    const told = { documentCode: "SUHU", documentVersion: 3, title: "Standar suhu", source: "SK BGN", publicationId };
    given()
      .when(apply, facts({ standard: published({ "temperature.core-min": 76 }) }))
      .emits(
        {
          type: "setting-changed",
          body: {
            ...{ settingKey: "temperature.core-min", value: 76, settingVersion: 1, source, publicationId },
            ...{ effectiveFromDate: "2026-12-01", reason: "Standar suhu" },
          },
        },
        {
          type: "standard-applied",
          body: {
            ...told,
            ...{ effectiveFromDate: "2026-12-01", settingKeys: ["temperature.core-min"], skippedKeys: [] },
          },
        },
      );
  });
  it("names what this version does not know, cannot take, or the kitchen decides alone", () => {
    expect(
      keysOf({ "temperature.core-min": 76, "temperature.steam": 3, "cook.floor": "25:00", "pay.day-rate": 1 }),
    ).toEqual({ taken: ["temperature.core-min"], skipped: ["temperature.steam", "cook.floor", "pay.day-rate"] });
    expect(keysOf({ "nutrition.target-table": ["toddler 1 2 3"], "price.ceiling-small": 9_000 })).toEqual({
      taken: ["price.ceiling-small"],
      skipped: ["nutrition.target-table"],
    });
    expect(keysOf({ "nutrition.target-table": TARGET_TABLE_V1 }).skipped).toEqual([]);
  });
  it("that comes late holds from the day it came; one twice or not understood changes nothing", () => {
    const { decided } = given().when(
      apply,
      facts({ standard: published({ "temperature.core-min": 76 }, "2026-01-01") }),
    );
    expect(
      decided.ok && decided.value.map(({ body }) => "effectiveFromDate" in body && body.effectiveFromDate),
    ).toEqual([serviceDate, serviceDate]);
    if (!decided.ok) throw new Error("applied");
    given(...decided.value)
      .when(apply, facts({ standard: published({ "temperature.core-min": 76 }) }))
      .rejects(why({ code: "wrong-state", state: "applied" }));
    given()
      .when(apply, facts())
      .rejects(why({ code: "not-found", kind: "standard", id: publicationId }));
  });
  it("is what the kitchen may only be stricter than, and gives way to what is", () => {
    const definition = coreTemperatureMinC;
    expect(whySettingRefused(definition, 77, 78)).toEqual({ code: "looser-than-standard", limit: 78 });
    expect(whySettingRefused(definition, 72, 70)).toBeNull();
    const version = (value: number) => ({ value, version: 1, source: "x" });
    const held = (own: number | null, standard: number | null) =>
      versionInForce(definition, own === null ? null : version(own), standard === null ? null : version(standard))
        ?.value;
    expect([held(77, 76), held(77, 78), held(null, 76), held(77, null), held(null, null)]).toEqual([
      77,
      78,
      76,
      77,
      undefined,
    ]);
    expect(versionInForce(capacityByClass.regular, version(9_000), version(2_000))?.value).toBe(2_000);
  });
});

describe("the profile", () => {
  const update = (fields: Extract<SiteCommand, { type: "update-site-profile" }>["body"]["fields"]): SiteCommand => ({
    type: "update-site-profile",
    body: { fields },
  });
  it("changes its zone only while no day is open", () => {
    const move = update({ timeZone: "Asia/Jayapura" });
    given()
      .when(move, facts({ openServiceDates: [serviceDate] }))
      .rejects(why({ code: "day-already-started", serviceDate }));
    given()
      .when(move, facts())
      .emits({ type: "site-profile-updated", body: { fields: { timeZone: "Asia/Jayapura" } } });
    const rename = update({ siteName: "SPPG Melati", timeZone: "Asia/Jakarta" });
    expect(given().when(rename, facts({ openServiceDates: [serviceDate] })).decided.ok).toBe(true);
  });
  it("that says nothing new writes nothing", () => {
    const past: SiteEvent = { type: "site-profile-updated", body: { fields: { siteName: "SPPG Melati" } } };
    given(past)
      .when(update({ siteName: "SPPG Melati" }), facts())
      .emits();
  });
});

describe("handing over a shift", () => {
  const toStaffId = staffIdOf(2);
  const handOver: SiteCommand = { type: "hand-over-shift", body: { serviceDate, toStaffId, note: "gas tinggal satu" } };
  const signature = (staffId: Signature["staffId"]): Signature => ({
    staffId,
    method: "number",
    signedAtMs: TEST_NOW_MS,
  });
  const signedBy = (...staffIds: readonly Signature["staffId"][]): { readonly actor: Actor } => ({
    actor: { ...testContext().actor, signatures: staffIds.map(signature) },
  });
  it("needs the number of both, and two people", () => {
    given()
      .when(handOver, facts(), signedBy(TEST_STAFF_ID))
      .rejects(why({ code: "signature-required", signatureCount: 2 }));
    given()
      .when(handOver, facts(), signedBy(TEST_STAFF_ID, staffIdOf(3)))
      .rejects(why({ code: "not-present", staffId: toStaffId }));
    const toSelf: SiteCommand = { ...handOver, body: { ...handOver.body, toStaffId: TEST_STAFF_ID } };
    given()
      .when(toSelf, facts(), signedBy(TEST_STAFF_ID, TEST_STAFF_ID))
      .rejects(why({ code: "same-person" }));
  });
  it("lists what is still open", () => {
    given()
      .when(
        handOver,
        facts({ openAlertCount: 3, day: { ...quietDay, openBatchIds: ["batch_1"] } }),
        signedBy(TEST_STAFF_ID, toStaffId),
      )
      .emits({
        type: "shift-handed-over",
        body: {
          serviceDate,
          toStaffId,
          note: "gas tinggal satu",
          fromStaffId: TEST_STAFF_ID,
          openAlertCount: 3,
          openBatchIds: ["batch_1"],
        },
      });
  });
});
