import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { PublicationId } from "#domains/publications/ids.ts";
import { createHubLog } from "#hub/log.ts";
import { createHints, type Hints } from "#hub/relay/hints.ts";
import { publishDocument, type PublicationAuthor } from "#hub/relay/publish-document.ts";
import { openHubDatabase, type HubDatabase } from "#hub/store/database.ts";
import { menuOfHub, pricesOfHub, recipeOfHub, standardOfHub } from "#tests/kit/hub-documents.ts";

/** What somebody at headquarters may publish, and what the next person is told (HUB15). */
let database: HubDatabase;
let hints: Hints;
beforeAll(() => {
  database = openHubDatabase({
    ...{ url: inject("hubDatabaseUrl"), connectionsMaxCount: 4 },
    onConnectionLost: () => undefined,
  });
  hints = createHints(null, createHubLog("silent"));
});
afterAll(async () => {
  await hints.close();
  await database.close();
});

const NATION: PublicationAuthor = { name: "Rina", role: "national-publisher", scope: { kind: "national" } };
const coordinator = (regionId: string): PublicationAuthor => ({
  ...{ name: "Budi", role: "region-coordinator", scope: { kind: "region", regionId } },
});
let unique = 0;
const code = (word: string) => `${word}-${process.pid}-${(unique += 1)}`;
const publish = (
  author: PublicationAuthor,
  type: string,
  document: Record<string, unknown>,
  {
    expectedVersion = 0,
    to = ["national"],
  }: { readonly expectedVersion?: number; readonly to?: readonly string[] } = {},
) =>
  publishDocument({ database, hints, nowMs: Date.now }, author, {
    publicationId: `publication_${randomBytes(16).toString("hex")}` as PublicationId, // well formed
    ...{ type, document, expectedVersion, hubStreamIds: to },
  });
const headOf = async (stream: string) => {
  const rows = await database.inScope({ kind: "national" }, (db) =>
    db.selectFrom("stream").select("head").where("stream_id", "=", stream).execute(),
  );
  return rows[0]?.head ?? 0;
};

describe("versions", () => {
  test("the next one follows; the second of two people is told by whom it was published meanwhile", async () => {
    const menu = menuOfHub(code("MENU"), [recipeOfHub(code("AYAM"), "Ayam kecap")]);
    expect(await publish(NATION, "menu-published", menu)).toMatchObject({ ok: true, value: { documentVersion: 1 } });
    expect(await publish({ ...NATION, name: "Sari" }, "menu-published", menu, { expectedVersion: 1 })).toMatchObject({
      value: { documentVersion: 2 },
    });
    const head = await headOf("national");
    expect(await publish(NATION, "menu-published", menu, { expectedVersion: 1 })).toEqual({
      ok: false,
      error: { code: "newer-version", hubStreamId: "national", documentVersion: 2, by: "Sari" },
    });
    expect(await publish(NATION, "menu-published", menu, { expectedVersion: 7 })).toMatchObject({
      error: { code: "newer-version", documentVersion: 2 },
    });
    expect(await headOf("national")).toBe(head);
  });

  test("of ten people who press at once one publishes, and the others are told", async () => {
    const menu = menuOfHub(code("MENU"), [recipeOfHub(code("AYAM"), "Ayam kecap")]);
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, index) => publish({ ...NATION, name: `P${index}` }, "menu-published", menu)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect(
      answers.filter((answer) => !answer.ok && answer.error.code === "newer-version" && answer.error.by !== null),
    ).toHaveLength(9);
  });

  test("to several streams it is all or none, each with its own newest version", async () => {
    const [north, south] = [`region:utara-${process.pid}`, `region:selatan-${process.pid}`];
    const prices = pricesOfHub("CR001", 40_000, code("HARGA"));
    const type = "price-reference-published";
    expect(await publish(NATION, type, prices, { to: [north] })).toMatchObject({ ok: true });
    expect(await publish(NATION, type, prices, { to: [south, north] })).toMatchObject({
      error: { code: "newer-version", hubStreamId: north, documentVersion: 1, by: "Rina" },
    });
    expect(await headOf(south)).toBe(0);
    expect(await publish(NATION, type, prices, { to: [south, south] })).toMatchObject({
      value: { numbers: { [south]: 1 } },
    });
    expect(await publish(NATION, type, prices, { to: [south, north], expectedVersion: 1 })).toMatchObject({ ok: true });
  });
});

describe("who", () => {
  test("a coordinator publishes prices in their own region and nothing else", async () => {
    const [own, other] = [`own-${process.pid}`, `other-${process.pid}`];
    const author = coordinator(own);
    const prices = pricesOfHub("CR001", 40_000, code("HARGA"));
    const type = "price-reference-published";
    expect(await publish(author, type, prices, { to: [`region:${own}`] })).toMatchObject({ ok: true });
    for (const to of [`region:${other}`, "national"]) {
      expect(await publish(author, type, prices, { to: [to] })).toEqual({
        ok: false,
        error: { code: "out-of-scope", hubStreamId: to },
      });
    }
    const standard = standardOfHub({ "temperature.core-min": 76 }, "2027-01-01");
    expect(await publish(author, "standard-published", standard)).toEqual({
      ok: false,
      error: { code: "not-permitted", role: "region-coordinator" },
    });
    expect(await publish(NATION, "standard-published", standard, { to: [`region:${own}`] })).toMatchObject({
      error: { code: "stream-not-allowed" },
    });
  });
});

test("a document that no kitchen could use is not published", async () => {
  const refused = async (type: string, document: Record<string, unknown>) => {
    const answer = await publish(NATION, type, document);
    return answer.ok || answer.error.code !== "document-invalid" ? answer : answer.error.issues;
  };
  const wrongFigures = { "temperature.core-min": 500, "cook.floor": "25:00", "wall.bump-keys": true, "of.nothing": 1 };
  expect(await refused("standard-published", standardOfHub(wrongFigures, "2027-01-01"))).toEqual([
    { path: "settings.0.temperature.core-min", code: "out-of-range" },
    { path: "settings.1.cook.floor", code: "setting-wrong-type" },
    { path: "settings.2.wall.bump-keys", code: "setting-is-kitchens" },
    { path: "settings.3.of.nothing", code: "setting-unknown" },
  ]);
  const table = { "nutrition.target-table": ["toddler 1 2 3"] };
  expect(await refused("standard-published", standardOfHub(table, "2027-01-01"))).toMatchObject([
    { code: "setting-wrong-type" },
  ]);
  expect(await refused("menu-published", menuOfHub(code("MENU"), []))).toMatchObject([{ path: "dishes" }]);
  expect(await refused("menu-published", { ...menuOfHub("", []), surplus: 1 })).not.toMatchObject({ ok: true });
  expect(await publish(NATION, "rumour", {})).toMatchObject({ error: { code: "type-unknown" } });
});
