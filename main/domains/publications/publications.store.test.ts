import { afterEach, beforeEach, expect, it } from "vitest";
import { createProductionKitchen, type ProductionKitchen } from "#tests/kit/production-kitchen.ts";
import { expectQueryIndexed } from "#tests/kit/query-plan.ts";
import { SYSTEM_ACTOR } from "#main/store/follow-ons.ts";
import { TEST_ACTOR } from "#tests/kit/test-kitchen.ts";
import { hubCursors } from "./queries.ts";

let kitchen: ProductionKitchen;
beforeEach(() => {
  kitchen = createProductionKitchen();
});
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

const document = {
  title: "Air",
  text: "Masak air dulu",
  severity: "critical",
  needsAcknowledgement: true,
  untilDate: null,
};
const message = (hubStreamId: string, number: number, more: object = {}) => ({
  ...{ hubStreamId, number, publicationId: kitchen.makeId("publication"), publishedAtMs: 1_000 * number },
  ...{ publicationType: "announcement-published", publicationVersion: 1, document },
  ...more,
});
const receive = (body: object) => kitchen.accepted("receive-publication", body, { as: SYSTEM_ACTOR });
const announcements = () => kitchen.ask("announcements", {});

it("what came in each stream is read once, in order; the log is the cursor", async () => {
  await receive(message("national", 1));
  await receive(message("region:jabar", 1));
  await receive(message("national", 2, { publicationType: "of-a-newer-hub" }));
  expect(hubCursors(kitchen.store.reader)).toEqual({ national: 2, "region:jabar": 1 });
  expect(announcements()).toHaveLength(2);
});

it("a publication in two streams is one; somebody acknowledges it", async () => {
  const first = message("national", 1);
  await receive(first);
  await receive({ ...first, hubStreamId: "region:jabar" });
  expect(announcements()).toMatchObject([{ ...document, acknowledgedAtMs: null }]);
  const nowMs = kitchen.clock.nowMs();
  await kitchen.accepted("acknowledge-announcement", { publicationId: first.publicationId });
  expect(announcements()).toMatchObject([{ acknowledgedAtMs: nowMs, acknowledgedByStaffId: TEST_ACTOR.staffId }]);
});

it("announcements are read by index only", () => {
  expectQueryIndexed({ db: kitchen.store.reader, modules: kitchen.modules }, { name: "announcements", params: {} });
});
