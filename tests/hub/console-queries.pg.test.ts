import { randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { HQ_QUERIES, type HqQueryName } from "#contract/hq-queries.ts";
import { HQ_SILENT_ALERT_AFTER_MS } from "#contract/hq-vocabulary.ts";
import type { PublicationId } from "#domains/publications/ids.ts";
import { createHubLog } from "#hub/log.ts";
import { createHints } from "#hub/relay/hints.ts";
import { publish } from "#hub/relay/publish.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import { startConsoleHub, type ConsoleHub } from "#tests/kit/console-hub.ts";
import { createHqKitchen, type HqKitchen, type KitchenEvent } from "#tests/kit/hq-kitchen.ts";
import { openHqPage, type HqPage } from "#tests/kit/hq-page.ts";
import { createHqPerson, type HqPerson } from "#tests/kit/hq-person.ts";
import { FIRST_EPOCH, greet } from "#tests/kit/hub-site.ts";
import { allCooked, batchId, counted, finished, portioning } from "#tests/kit/production-story.ts";

/** What headquarters sees of kitchens, live, and what it does not (HQ2, HQ3, HQ10, HQ11). */
const DAY = "2026-11-21";
let hub: ConsoleHub;
let database: HubDatabase;
let origin: string;
const nowMs = Date.now;
let kitchens: { readonly west: HqKitchen; readonly east: HqKitchen };
let people: { readonly rina: HqPerson; readonly budi: HqPerson };
const pages: HqPage[] = [];

beforeAll(async () => {
  hub = await startConsoleHub(inject("hubDatabaseUrl"));
  ({ database, origin } = hub);
  const place = { origin, database, nowMs };
  kitchens = {
    west: await createHqKitchen(place, "jabar", "SPPG Bandung"),
    east: await createHqKitchen(place, "papua", "SPPG Sorong"),
  };
  people = {
    rina: await createHqPerson(place, { roles: ["hub-admin"] }),
    budi: await createHqPerson(place, {
      ...{ roles: ["region-coordinator"], name: "Budi" },
      scope: { kind: "region", regionId: "papua" },
    }),
  };
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close();
});
afterAll(async () => {
  await hub.stop();
});

const pageOf = async (person: HqPerson) => {
  const page = await openHqPage(origin, person.cookie);
  pages.push(page);
  return page;
};
const fixture = (domain: string, name: string): unknown =>
  JSON.parse(readFileSync(`core/domains/${domain}/fixtures/${name}.v1.json`, "utf8"));
const opened: KitchenEvent = { type: "service-day-opened", body: { serviceDate: DAY, dayKind: "regular" } };
const ofDay = (events: readonly KitchenEvent[]) => events.map((event) => ({ serviceDate: DAY, ...event }));
const national = <Row>(work: Parameters<typeof database.inScope<Row>>[1]) =>
  database.inScope({ kind: "national" }, work);

const backdate = (set: object) => national((db) => db.updateTable("site").set(set).execute());

describe("the door", () => {
  test("opens to a page of this origin with a session, and greets it", async () => {
    const page = await pageOf(people.rina);
    expect(await page.next(({ kind }) => kind === "welcome")).toMatchObject({
      ...{ protocol: 1, build: "test", session: { name: "Rina", scope: { kind: "national" } } },
    });
    await expect(openHqPage(origin, null)).rejects.toThrow("status 401");
    await expect(openHqPage(origin, `__Host-hq=${"a".repeat(43)}`)).rejects.toThrow("status 401");
    const headers = { origin: "https://evil.example" };
    await expect(openHqPage(origin, people.rina.cookie, headers)).rejects.toThrow("status 403");
  });

  test("bad frames are said to be bad and end nothing; a long one ends the socket", async () => {
    const page = await pageOf(people.rina);
    for (const frame of ["{", "[]", '{"kind":"sudo"}', { kind: "subscribe", subscriptionId: "x" }]) {
      page.send(frame);
      expect(await page.next(({ kind }) => kind === "error")).toMatchObject({ code: "bad-frame" });
    }
    page.send({ kind: "ping", sentAtMs: 7 });
    expect(await page.next(({ kind }) => kind === "pong")).toMatchObject({ sentAtMs: 7 });
    const asked = async (query: string, params: object) => {
      page.send({ kind: "subscribe", subscriptionId: "q", query, params });
      return page.next((frame) => frame.kind === "error");
    };
    expect(await asked("nothing", {})).toMatchObject({ code: "unknown-query", subscriptionId: "q" });
    expect(await asked("site-today", { siteId: "site_1" })).toMatchObject({ code: "invalid-params" });
    expect(await asked("sites", { more: 1 })).toMatchObject({ code: "invalid-params" });
    for (let index = 0; index < 33; index += 1) {
      page.send({ kind: "subscribe", subscriptionId: `many-${index}`, query: "sites", params: {} });
    }
    expect(await page.next(({ kind }) => kind === "error")).toMatchObject({ code: "too-many-subscriptions" });
    page.send("x".repeat(70_000));
    expect(await page.closed).toBe(1009);
  });
});

test("a kitchen's night is seen as it goes, with how old it is", async () => {
  const page = await pageOf(people.rina);
  const sites = page.watch("sites", {});
  await sites.until((rows) => rows.length === 2 && rows.every(({ lamp }) => lamp === "ok"));
  const today = page.watch("site-today", { siteId: kitchens.west.siteId as never });
  const bandung = (rows: ReturnType<typeof sites.rows>) => rows.find(({ siteName }) => siteName === "SPPG Bandung");
  await kitchens.west.push(ofDay([opened, ...allCooked]));
  const cooking = await sites.until((rows) => bandung(rows)?.phase === "checking");
  expect(bandung(cooking)).toMatchObject({
    ...{ serviceDate: DAY, plannedPortionCount: 152, donePortionCount: 0, waitingCount: 0, presentCount: 0 },
    ...{ lamp: "attention", silentSinceMs: null, epoch: "00000000000000e1" },
  });
  await kitchens.west.push(
    ofDay([
      ...[portioning, counted(60, 50, 0), counted(40, 0, 2), finished],
      { type: "holding-temperature-recorded", body: fixture("quality", "holding-temperature-recorded") },
      { type: "batch-held", body: { ...Object(fixture("quality", "batch-held")), batchId } },
      { type: "sample-taken", body: fixture("quality", "sample-taken") },
      { type: "checked-in", body: fixture("attendance", "checked-in") },
      { type: "alert-raised", body: fixture("alerts", "alert-raised") },
    ]),
  );
  const [day] = await today.until((rows) => rows[0]?.alerts.length === 1);
  expect(day).toMatchObject({
    ...{ serviceDate: DAY, phase: "ready", closedAtMs: null, presentCount: 1, checkedInCount: 1 },
    ...{ checks: { passedCount: 0, failedCount: 1 }, samples: { takenCount: 1, storedCount: 0, disposedCount: 0 } },
    batches: [
      { batchCode: "BATCH-20261121-01", status: "ready", isHeld: true, donePortionCount: 152, cookedDishCount: 2 },
    ],
    alerts: [{ severity: "critical", status: "open", acknowledgedAtMs: null }],
  });
  const full = await sites.until((rows) => bandung(rows)?.openCriticalCount === 1);
  expect(bandung(full)).toMatchObject({ donePortionCount: 152, outOfLimitCount: 1, nextDepartureAtMs: null });
  expect(sites.frameKinds.filter((kind) => kind === "rows")).toHaveLength(1);
  expect(sites.frameKinds).toContain("patch");
  const fresh = await page.next((frame) => frame.kind === "freshness" && frame.foldedUntilMs > nowMs() - 5_000);
  expect(fresh).toMatchObject({ catchingUpSiteCount: 0 });
});

test("what was folded bit by bit is what is folded at once", async () => {
  const figures = () =>
    national((db) =>
      db.selectFrom("hq_site").select(["site_id", "seq", "summary", "book"]).orderBy("site_id").execute(),
    );
  const bit = await figures();
  await national((db) => db.deleteFrom("hq_site").execute());
  await pageOf(people.rina);
  await expect.poll(async () => (await figures()).length, { timeout: 10_000 }).toBe(2);
  expect(await figures()).toEqual(bit);
});

test("events come newest first, by kitchen and by type, page by page", async () => {
  const page = await pageOf(people.rina);
  const write = (minute: number): KitchenEvent => ({
    ...{ type: "setting-changed", body: fixture("site", "setting-changed"), recordedAtMs: 1_764_000_000_000 + minute },
  });
  await kitchens.east.push(Array.from({ length: 205 }, (_, minute) => write(minute)));
  const feed = page.watch("cross-site-feed", { type: "setting-changed" });
  const rows = await feed.until((all) => all.length === 200);
  expect(rows[0]).toMatchObject({
    siteName: "SPPG Sorong",
    recordedAtMs: 1_764_000_000_204,
    data: { settingVersion: 1 },
  });
  const older = page.watch("cross-site-feed", { type: "setting-changed", beforeMs: rows.at(-1)?.recordedAtMs ?? 0 });
  expect((await older.until(() => true)).map(({ recordedAtMs }) => recordedAtMs - 1_764_000_000_000)).toEqual([
    ...[4, 3, 2, 1, 0],
  ]);
  const west = page.watch("cross-site-feed", { siteId: kitchens.west.siteId as never });
  expect((await west.until(() => true)).map(({ type }) => type)).toEqual(["batch-held", "service-day-opened"]);
});

test("what a kitchen told its region, a silence and a recall nobody answered are alerts", async () => {
  const page = await pageOf(people.rina);
  const alerts = page.watch("hub-alerts", {});
  const raised = fixture("alerts", "alert-raised") as { readonly alertId: string };
  const escalated = { alertId: raised.alertId, fromSeverity: "high", toSeverity: "critical", toRole: "kitchen-head" };
  await kitchens.west.push([{ type: "alert-escalated", body: { ...escalated, data: {} } }]);
  const [alert] = await alerts.until((rows) => rows.length === 1);
  expect(alert).toMatchObject({
    ...{ siteName: "SPPG Bandung", kind: "alert-escalated", severity: "critical", endedAtMs: null },
    ...{ entityId: raised.alertId, acknowledgedAtMs: null },
  });
  const resolved = { alertId: raised.alertId, resolution: "condition-gone" };
  await kitchens.west.push([{ type: "alert-resolved", body: resolved, recordedAtMs: 1_764_000_000_000 }]);
  await alerts.until((rows) => rows[0]?.endedAtMs === 1_764_000_000_000);
  const hints = createHints(null, createHubLog("silent"));
  const document = {
    ...{ title: "Telur", reason: "Salmonella", foodCodes: ["GR001"], supplierNames: [], supplierLotCodes: [] },
    ...{ fromDate: null, toDate: null },
  };
  const publicationId = `publication_${randomBytes(16).toString("hex")}` as PublicationId; // well formed
  const recall = {
    publicationId,
    hubStreamIds: ["region:papua"],
    type: "recall-published",
    v: 1,
    document,
    by: "Rina",
  };
  const threeHoursAgo = () => nowMs() - 3 * 60 * 60_000;
  await backdate({ enrolled_at_ms: nowMs() - 2 * HQ_SILENT_ALERT_AFTER_MS });
  await publish({ database, hints, nowMs: threeHoursAgo }, { kind: "national" }, recall);
  const again = page.watch("hub-alerts", { isOpenOnly: false });
  const [unanswered] = await again.until((rows) => rows[0]?.kind === "recall-unacknowledged");
  expect(unanswered).toMatchObject({ siteName: "SPPG Sorong", entityId: publicationId });
  await backdate({ last_contact_at_ms: nowMs() - HQ_SILENT_ALERT_AFTER_MS - 1_000 });
  const open = page.watch("hub-alerts", { isOpenOnly: true });
  const kinds = (await open.until((rows) => rows.length === 3)).map(({ kind }) => kind);
  expect(kinds.toSorted((left, right) => left.localeCompare(right))).toEqual([
    ...["recall-unacknowledged", "site-silent", "site-silent"],
  ]);
  const lamps = page.watch("sites", {});
  await lamps.until((rows) => rows.length === 2 && rows.every(({ lamp }) => lamp === "silent-since"));
  await backdate({ last_contact_at_ms: nowMs() });
});

test("publications tell how far they got, kitchen by kitchen", async () => {
  const page = await pageOf(people.rina);
  const list = page.watch("publications", { type: "recall-published" });
  const [recall] = await list.until((rows) => rows.length === 1);
  expect(recall).toMatchObject({
    hubStreamIds: ["region:papua"],
    audienceCount: 1,
    receivedCount: 0,
    liftedAtMs: null,
  });
  const publicationId = recall?.publicationId ?? ("" as PublicationId);
  const reach = page.watch("recall-reach", { publicationId });
  expect(await reach.until((rows) => rows.length === 1)).toMatchObject([
    { siteName: "SPPG Sorong", appliedAtMs: null, lotCount: null },
  ]);
  const lotIds = [`lot_${"1".repeat(32)}`];
  const applied = { publicationId, lotIds, batchIds: [], pointIds: [] };
  await kitchens.east.push([{ type: "recall-applied", body: applied, recordedAtMs: 1_764_000_000_500 }]);
  await reach.until(([row]) => row?.lotCount === 1 && row.appliedAtMs === 1_764_000_000_500);
  await list.until(([row]) => row?.appliedCount === 1 && row.acknowledgedCount === 0);
});

test("an event set aside and a twin are conflicts, with what the hub holds", async () => {
  const page = await pageOf(people.rina);
  const conflicts = page.watch("conflicts", {});
  await greet(origin, kitchens.east.site, { headSeq: 3, epochs: [FIRST_EPOCH] });
  await kitchens.east.push([{ type: "batch-noted", body: { batchId: "nonsense" } }]);
  const aside = (await conflicts.until((rows) => rows.length === 2)).find(({ kind }) => kind === "quarantined");
  expect(aside).toMatchObject({
    kind: "quarantined",
    siteName: "SPPG Sorong",
    held: { type: "batch-noted" },
    decision: null,
  });
  await conflicts.until((rows) => rows.some(({ kind }) => kind === "fork"));
  const sites = page.watch("sites", {});
  await sites.until((rows) => rows.some((row) => row.openConflictCount === 2 && row.quarantinedCount === 1));
});

describe("scope", () => {
  test("a coordinator sees the own region in every answer, and nothing of another", async () => {
    const page = await pageOf(people.budi);
    const { siteId } = kitchens.west;
    const params: Partial<Record<HqQueryName, readonly object[]>> = {
      "site-today": [{ siteId: kitchens.east.siteId }],
      "recall-reach": [{ publicationId: `publication_${"0".repeat(32)}` }],
    };
    for (const { name } of HQ_QUERIES.filter(({ permission }) => permission === "kitchen.view")) {
      for (const asked of params[name] ?? [{}]) {
        const rows = await page.watch(name, asked as never).until(() => true);
        const text = JSON.stringify(rows);
        expect(text, name).not.toMatch(new RegExp(`${siteId}|Bandung|jabar`));
        if (name === "sites") expect(rows).toHaveLength(1);
      }
    }
    for (const [query, asked] of [
      ["site-today", { siteId }],
      ["cross-site-feed", { siteId }],
    ] as const) {
      page.send({ kind: "subscribe", subscriptionId: query, query, params: asked });
      expect(await page.next((frame) => frame.kind === "error")).toMatchObject({ code: "out-of-scope" });
    }
    for (const query of ["join-codes", "hq-users", "audit"]) {
      page.send({ kind: "subscribe", subscriptionId: query, query, params: {} });
      expect(await page.next((frame) => frame.kind === "error")).toMatchObject({ code: "not-permitted" });
    }
    const noted = await national((db) =>
      db
        .selectFrom("hq_audit")
        .select("code")
        .where("user_id", "=", people.budi.userId)
        .where("act", "=", "subscribe")
        .orderBy("audit_id")
        .execute(),
    );
    expect(noted.map(({ code }) => code)).toEqual([
      ...["out-of-scope", "out-of-scope", "not-permitted", "not-permitted", "not-permitted"],
    ]);
  });

  test("an administrator of a region sees its people, its audit and its codes only", async () => {
    const place = { origin, database, nowMs };
    const sari = await createHqPerson(place, {
      ...{ roles: ["hub-admin", "auditor"], name: "Sari", scope: { kind: "region", regionId: "papua" } },
    });
    const page = await pageOf(sari);
    const users = await page.watch("hq-users", {}).until(() => true);
    expect(users.map(({ name }) => name)).toEqual(["Budi", "Sari"]);
    const audit = await page.watch("audit", {}).until(() => true);
    expect(new Set(audit.map(({ userName }) => userName))).toEqual(new Set(["Budi", "Sari"]));
    const codes = await page.watch("join-codes", {}).until(() => true);
    expect(codes.map(({ regionId, status }) => `${regionId} ${status}`)).toEqual(["papua used"]);
  });

  test("the application's role finds no row of others in the console's tables, whatever it claims", async () => {
    const tables = [
      "hq_user",
      "hq_session",
      "hq_recovery_code",
      "hq_audit",
      "hq_site",
      "hq_feed",
      "hq_command",
    ] as const;
    const seen = async (scope: Parameters<HubDatabase["inScope"]>[0]) => {
      const counts = tables.map((table) =>
        database.inScope(scope, async (db) => (await db.selectFrom(table).selectAll().execute()).length),
      );
      return Promise.all(counts);
    };
    expect(await seen({ kind: "site", siteId: "site_of_nobody" })).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(await seen({ kind: "region", regionId: "nowhere" })).toEqual([0, 0, 0, 0, 0, 0, 0]);
    const [users = 0, sessions = 0, , audit = 0, sites = 0] = await seen({ kind: "region", regionId: "papua" });
    expect([users, sessions, sites]).toEqual([2, 2, 1]);
    const [all = 0, , , allAudit = 0] = await seen({ kind: "national" });
    expect(all).toBeGreaterThan(users);
    expect(allAudit).toBeGreaterThan(audit);
    // Nobody of a region makes a user of the nation, or writes an audit that is not theirs.
    const raise = database.inScope({ kind: "region", regionId: "papua" }, (db) =>
      db.updateTable("hq_user").set({ scope: "national" }).where("user_id", "=", people.budi.userId).execute(),
    );
    await expect(raise).rejects.toThrow("row-level security");
    const forge = database.inScope({ kind: "region", regionId: "papua" }, (db) =>
      db
        .insertInto("hq_audit")
        .values({
          ...{ at_ms: 1, user_id: null, user_name: "Rina", scope: "national", act: "x", outcome: "done" },
          ...{ code: null, subject_id: null, address: null, data: "{}" },
        })
        .execute(),
    );
    await expect(forge).rejects.toThrow("row-level security");
  });
});

test("a kitchen put back from a copy is told from its own log, and nothing of what it lost", async () => {
  const page = await pageOf(people.rina);
  const sites = page.watch("sites", {});
  await sites.until((rows) => rows.some(({ phase }) => phase === "ready"));
  const { site } = kitchens.west;
  // Its copy held the day's opening and the plan.
  site.log.splice(2);
  const second = {
    ...FIRST_EPOCH,
    epoch: "00000000000000e2",
    reason: "restored" as const,
    fromSeq: 3,
    beganAtMs: nowMs(),
  };
  const { answer } = await greet(origin, site, { epochs: [FIRST_EPOCH, second] });
  expect(answer).toMatchObject({ kind: "welcome", ackedSeq: 2 });
  const rows = await sites.until((all) => all.some(({ phase }) => phase === "planned"));
  expect(rows.find(({ phase }) => phase === "planned")).toMatchObject({
    ...{ epoch: "00000000000000e2", donePortionCount: 0, openCriticalCount: 0, openConflictCount: 1 },
  });
  const feed = page.watch("cross-site-feed", { siteId: site.siteId as never });
  await feed.until((all) => all.map(({ type }) => type).join(" ") === "service-day-opened");
});
