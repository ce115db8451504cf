import { afterEach, beforeEach, expect, it } from "vitest";
import { allSettings } from "#domains/registry.ts";
import { coreTemperatureMinC } from "#domains/quality/settings.ts";
import { addDays } from "#kernel/time.ts";
import { SYSTEM_ACTOR } from "#main/store/follow-ons.ts";
import { standardOfHub } from "#tests/kit/hub-documents.ts";
import { createProductionKitchen, type ProductionKitchen } from "#tests/kit/production-kitchen.ts";
import { PLAN_DATE } from "#tests/kit/production-plan.ts";
import { configurationVersion, serviceDateAt, settingReader } from "./queries.ts";

let kitchen: ProductionKitchen;
beforeEach(() => {
  kitchen = createProductionKitchen();
});
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

const KEY = coreTemperatureMinC.key;
const today = () => serviceDateAt(kitchen.store.reader, kitchen.clock.nowMs());
const inDays = (count: number) => addDays(today(), count);
const coreMinC = (serviceDate: string) => settingReader(kitchen.store.reader, serviceDate)(coreTemperatureMinC).value;
let numberCount = 0;
async function publish(values: Readonly<Record<string, unknown>>, effectiveFromDate: string, more: object = {}) {
  const documentVersion = (numberCount += 1);
  const message = {
    ...{ hubStreamId: "national", number: documentVersion, publishedAtMs: 1_000 },
    ...{ publicationId: kitchen.makeId("publication"), publicationType: "standard-published", publicationVersion: 1 },
    document: { ...standardOfHub(values, effectiveFromDate), documentVersion },
    ...more,
  };
  await kitchen.accepted("receive-publication", message, { as: SYSTEM_ACTOR });
  return message;
}
beforeEach(() => {
  numberCount = 0;
});
const set = (value: number, effectiveFromDate: string) => ({
  ...{ settingKey: KEY, value, source: "Keputusan kepala dapur", effectiveFromDate, reason: "dapur santan" },
});

it("comes into force from its date as it arrives, with its source; before that the old one holds", async () => {
  await publish({ [KEY]: 77, "temperature.steam-min": 90 }, inDays(3));
  expect([coreMinC(inDays(2)), coreMinC(inDays(3))]).toEqual([75, 77]);
  expect(kitchen.ask("settings", { serviceDate: inDays(3), settingKey: KEY })).toMatchObject([
    { value: 77, isFromHub: true, source: "Standar suhu v1 – SK Kepala BGN" },
  ]);
  const standing = (serviceDate: string) => kitchen.ask("standards", { serviceDate });
  expect(standing(today())).toMatchObject([
    {
      title: "Standar suhu",
      settings: [{ settingKey: KEY, value: 77, inForce: { value: 75 }, standing: "later" }],
      skippedKeys: ["temperature.steam-min"],
    },
  ]);
  expect(standing(inDays(3))).toMatchObject([{ settings: [{ standing: "in-force", inForce: { value: 77 } }] }]);
  await publish({ [KEY]: 78 }, inDays(3));
  expect(standing(inDays(3))).toMatchObject([
    { settings: [{ value: 78, standing: "in-force" }] },
    { settings: [{ value: 77, standing: "replaced" }] },
  ]);
  expect(configurationVersion(kitchen.store.reader)).toBe(2);
});

it("lets the kitchen's stricter value stay, whichever was there first, and refuses a looser one", async () => {
  await kitchen.accepted("change-setting", set(80, inDays(1)));
  await publish({ [KEY]: 77 }, inDays(2));
  expect([coreMinC(today()), coreMinC(inDays(1)), coreMinC(inDays(2))]).toEqual([75, 80, 80]);
  expect(kitchen.ask("standards", { serviceDate: inDays(2) })).toMatchObject([
    { settings: [{ value: 77, standing: "stricter-kept", inForce: { value: 80 } }] },
  ]);
  // Against the standard of the day it would hold on, not of today.
  expect(await kitchen.submit("change-setting", set(76, inDays(2)))).toMatchObject({
    kind: "rejected",
    rejection: { code: "looser-than-standard", limit: 77 },
  });
  await kitchen.accepted("change-setting", set(76, inDays(1)));
  expect([coreMinC(inDays(1)), coreMinC(inDays(2))]).toEqual([76, 77]);
  await kitchen.accepted("change-setting", set(79, inDays(4)));
  await publish({ [KEY]: 78 }, inDays(3));
  expect([coreMinC(inDays(3)), coreMinC(inDays(4))]).toEqual([78, 79]);
});

it("in two streams is one; figures the kitchen decides alone are never touched", async () => {
  const first = await publish({ [KEY]: 77, "wall.bump-keys": false }, inDays(1));
  await kitchen.accepted(
    "receive-publication",
    { ...first, hubStreamId: "region:jabar", number: 1 },
    { as: SYSTEM_ACTOR },
  );
  expect(kitchen.ask("standards", { serviceDate: inDays(1) })).toMatchObject([{ skippedKeys: ["wall.bump-keys"] }]);
  expect(configurationVersion(kitchen.store.reader)).toBe(1);
});

it("takes whatever values stand for every figure of the hub", async () => {
  const own = allSettings.filter(({ owner }) => owner === "hub" || owner === "hub-or-stricter");
  await publish(Object.fromEntries(own.map((one) => [one.key, one.default])), PLAN_DATE);
  expect(kitchen.ask("standards", { serviceDate: PLAN_DATE })).toMatchObject([{ skippedKeys: [] }]);
});
