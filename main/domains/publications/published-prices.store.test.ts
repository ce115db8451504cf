import { afterEach, beforeEach, expect, it } from "vitest";
import { SYSTEM_ACTOR } from "#main/store/follow-ons.ts";
import { pricesOfHub } from "#tests/kit/hub-documents.ts";
import { createMenuKitchen, type MenuKitchen } from "#tests/kit/menu-kitchen.ts";
import { publishedPrices } from "./queries.ts";

let kitchen: MenuKitchen;
const numbers = new Map<string, number>();
beforeEach(() => {
  kitchen = createMenuKitchen();
  numbers.clear();
});
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

async function receive(hubStreamId: string, document: Record<string, unknown>, publicationId?: string) {
  const number = (numbers.get(hubStreamId) ?? 0) + 1;
  numbers.set(hubStreamId, number);
  const message = {
    ...{ hubStreamId, number, publishedAtMs: 1_000 * number, publicationVersion: 1, document },
    ...{ publicationId: publicationId ?? kitchen.makeId("publication"), publicationType: "price-reference-published" },
  };
  await kitchen.accepted("receive-publication", message, { as: SYSTEM_ACTOR });
  return message.publicationId;
}
const prices = (documentVersion: number, ceilingIdr: number, more: object = {}) => ({
  ...pricesOfHub("CR001", ceilingIdr),
  ...{ documentVersion, ...more },
});
const ceilingIdr = (onDate: string) =>
  publishedPrices(kitchen.store.reader, ["CR001", "AR001"], onDate).get("CR001")?.ceiling?.amountIdr ?? null;

it("the newest version that has begun counts, the region's before the nation's", async () => {
  await receive("national", prices(1, 40_000, { fromDate: "2026-11-01" }));
  await receive("national", prices(2, 41_000, { fromDate: "2026-12-01" }));
  expect(["2026-10-31", "2026-11-30", "2026-12-01"].map(ceilingIdr)).toEqual([null, 40_000, 41_000]);
  const regional = await receive("region:jabar", prices(1, 38_000, { fromDate: "2026-11-15" }));
  expect(["2026-11-14", "2026-12-01"].map(ceilingIdr)).toEqual([40_000, 38_000]);
  // The same one in another stream changes nothing.
  await receive("national", prices(1, 38_000, { fromDate: "2026-11-15" }), regional);
  expect(ceilingIdr("2026-12-01")).toBe(38_000);
});

it("a food the newest version no longer names has no price any more", async () => {
  await receive("national", prices(1, 40_000));
  await receive("national", { ...pricesOfHub("AR001", 15_000), documentVersion: 2 });
  expect(ceilingIdr("2026-12-01")).toBeNull();
  expect(publishedPrices(kitchen.store.reader, ["AR001"], "2026-12-01").get("AR001")).toMatchObject({
    ceiling: { amountIdr: 15_000 },
    survey: { amountIdr: 13_000 },
  });
});
