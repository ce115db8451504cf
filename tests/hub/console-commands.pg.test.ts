import { randomBytes } from "node:crypto";
import { sql } from "kysely";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { HQ_COMMANDS, type HqCommandType } from "#contract/hq-commands.ts";
import { HQ_INVITATION_PATH, HQ_ROLES, type HqRole, type HqScope } from "#contract/hq-vocabulary.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import { startConsoleHub, type ConsoleHub } from "#tests/kit/console-hub.ts";
import { createHqKitchen, type HqKitchen } from "#tests/kit/hq-kitchen.ts";
import { openHqPage, type HqPage } from "#tests/kit/hq-page.ts";
import { createHqPerson, hqRequest, type HqPerson } from "#tests/kit/hq-person.ts";
import { menuOfHub, recipeOfHub } from "#tests/kit/hub-documents.ts";
import { createHubSite, enrol, greet } from "#tests/kit/hub-site.ts";

/** What users of the console do, who may, and what is left behind (HQ4, HQ9, HQ12). */
let hub: ConsoleHub;
let database: HubDatabase;
let origin: string;
const nowMs = Date.now;
let east: HqKitchen;
const pages: HqPage[] = [];

beforeAll(async () => {
  hub = await startConsoleHub(inject("hubDatabaseUrl"));
  ({ database, origin } = hub);
  east = await createHqKitchen({ origin, database, nowMs }, "papua", "SPPG Sorong");
});
afterEach(async () => {
  for (const page of pages.splice(0)) await page.close();
});
afterAll(async () => {
  await hub.stop();
});

const PAPUA: HqScope = { kind: "region", regionId: "papua" };
const NATION: HqScope = { kind: "national" };
const personOf = (roles: readonly HqRole[], scope: HqScope = NATION, name = "Rina") =>
  createHqPerson({ origin, database, nowMs }, { roles, scope, name });
const pageOf = async (person: HqPerson) => {
  const page = await openHqPage(origin, person.cookie);
  pages.push(page);
  return page;
};
const signedIn = async (roles: readonly HqRole[], scope?: HqScope) => pageOf(await personOf(roles, scope));
const rejected = (code: string, more: object = {}) => ({ kind: "rejected", rejection: { code, ...more } });
const newCommandId = () => `command_${randomBytes(16).toString("hex")}`;
const announcement = {
  ...{ title: "Air bersih", text: "Masak air", severity: "info" as const, needsAcknowledgement: true, untilDate: null },
};
const resultOf = (frame: Awaited<ReturnType<HqPage["command"]>>): Record<string, unknown> => {
  if (frame.kind !== "accepted") throw new Error(JSON.stringify(frame));
  return frame.result;
};

/** Whether a text is in what the hub remembers of commands. */
const isKept = async (text: string) => {
  const kept = await database.inScope({ kind: "national" }, async (db) => [
    await db.selectFrom("hq_audit").selectAll().execute(),
    await db.selectFrom("hq_command").selectAll().execute(),
  ]);
  return JSON.stringify(kept).includes(text);
};

/** DOMAIN.md §3 by hand: HA NP RC HS HN AU. */
const MAY: Readonly<Record<HqCommandType, string>> = {
  "create-join-code": "●··●··",
  "revoke-join-code": "●··●··",
  "publish-announcement": "·●●···",
  "publish-recall": "·●●···",
  "lift-recall": "·●●···",
  publish: "·●●···",
  "acknowledge-hub-alert": "●·●···",
  "resolve-conflict": "●··●··",
  "suspend-site": "●··●··",
  "resume-site": "●··●··",
  "invite-user": "●·····",
  "disable-user": "●·····",
  "enable-user": "●·····",
  "change-user-access": "●·····",
  "reset-second-factor": "●·····",
};

test("each role may do what the table says, and nothing else", async () => {
  for (const [index, role] of HQ_ROLES.entries()) {
    const page = await signedIn([role]);
    for (const { type } of HQ_COMMANDS) {
      const code = MAY[type][index] === "●" ? "invalid-body" : "not-permitted";
      // No body is right for all of them: who gets as far as the body may act.
      expect(await page.command(type, { nothing: 1 } as never), `${role} ${type}`).toMatchObject(rejected(code));
    }
  }
  const page = await signedIn(["hub-admin"]);
  expect(await page.command("rule-the-world" as never, {} as never)).toMatchObject(rejected("unknown-command"));
});

describe("codes", () => {
  test("a join code is shown once, enrols one kitchen, and is of no use once revoked", async () => {
    const page = await signedIn(["hub-support"], PAPUA);
    const codes = page.watch("join-codes", {});
    const commandId = newCommandId();
    const body = { regionId: "papua", siteName: "SPPG Jayapura" };
    const made = resultOf(await page.command("create-join-code", body, commandId));
    expect(made).toMatchObject({ joinCode: expect.stringMatching(/^[A-Z]{4}-\d{4}$/) });
    expect(resultOf(await page.command("create-join-code", body, commandId))).toEqual({ ...made, joinCode: null });
    const other = { ...body, siteName: "SPPG Lain" };
    expect(await page.command("create-join-code", other, commandId)).toMatchObject(rejected("command-id-reused"));
    await codes.until((rows) => rows.some((row) => row.siteName === "SPPG Jayapura" && row.status === "open"));
    expect((await enrol(origin, createHubSite(), String(made["joinCode"]))).status).toBe(200);
    const revoke = { joinCodeId: String(made["joinCodeId"]) };
    expect(await page.command("revoke-join-code", revoke)).toMatchObject(rejected("join-code-used"));
    expect(await isKept(String(made["joinCode"]))).toBe(false);
    const second = resultOf(await page.command("create-join-code", body));
    const revokeSecond = { joinCodeId: String(second["joinCodeId"]) };
    expect(await page.command("revoke-join-code", revokeSecond)).toMatchObject({ kind: "accepted" });
    expect(await page.command("revoke-join-code", revokeSecond)).toMatchObject(rejected("join-code-revoked"));
    expect(await enrol(origin, createHubSite(), String(second["joinCode"]))).toMatchObject({
      ...{ status: 404, body: { code: "join-code-unknown" } },
    });
    expect(await page.command("create-join-code", { ...body, regionId: "jabar" })).toMatchObject(
      rejected("out-of-scope", { subjectId: "jabar" }),
    );
    expect(await page.command("revoke-join-code", { joinCodeId: "x" })).toMatchObject(rejected("join-code-unknown"));
  });

  test("a suspended kitchen is not listened to until it is resumed", async () => {
    const kitchen = await createHqKitchen({ origin, database, nowMs }, "papua", "SPPG Biak");
    const page = await signedIn(["hub-support"], PAPUA);
    const body = { siteId: kitchen.siteId as never, reason: "dipindahkan" };
    expect(await page.command("suspend-site", body)).toMatchObject({ kind: "accepted" });
    expect(await page.command("suspend-site", body)).toMatchObject(rejected("site-suspended"));
    kitchen.socket.send({ kind: "status", headSeq: 0, nowMs: nowMs() });
    expect((await kitchen.socket.closed).reason).toBe("site-suspended");
    expect((await greet(origin, kitchen.site)).answer).toMatchObject({ kind: "refused", code: "site-suspended" });
    expect(await page.command("resume-site", body)).toMatchObject({ kind: "accepted" });
    expect((await greet(origin, kitchen.site)).answer).toMatchObject({ kind: "welcome" });
    const elsewhere = await signedIn(["hub-support"], { kind: "region", regionId: "jabar" });
    expect(await elsewhere.command("suspend-site", body)).toMatchObject(rejected("site-unknown"));
  });
});

describe("publishing", () => {
  test("a coordinator announces in the own region, once however often it is sent", async () => {
    const page = await signedIn(["region-coordinator"], PAPUA);
    const body = { hubStreamIds: ["region:papua" as const], document: announcement };
    const commandId = newCommandId();
    const first = resultOf(await page.command("publish-announcement", body, commandId));
    expect(resultOf(await page.command("publish-announcement", body, commandId))).toEqual(first);
    const list = page.watch("publications", { type: "announcement-published" });
    const rows = await list.until((all) => all.length > 0);
    expect(rows).toMatchObject([{ publicationId: first["publicationId"], publishedByName: "Rina", audienceCount: 3 }]);
    const streams = ["national", "region:jabar", `site:site_${"0".repeat(32)}`] as const;
    for (const hubStreamId of streams) {
      expect(
        await page.command("publish-announcement", { ...body, hubStreamIds: [hubStreamId] }),
        hubStreamId,
      ).toMatchObject(rejected("out-of-scope", { subjectId: hubStreamId }));
    }
    const menu = { type: "menu-published", document: {}, expectedVersion: 0 };
    expect(await page.command("publish", { ...menu, hubStreamIds: ["region:papua"] })).toMatchObject(
      rejected("not-permitted"),
    );
  });

  test("an answer that was lost after the streams were written is given when the command comes again", async () => {
    const page = await signedIn(["national-publisher"]);
    const commandId = newCommandId();
    const body = { hubStreamIds: ["national" as const], document: announcement };
    const first = resultOf(await page.command("publish-announcement", body, commandId));
    // As if the hub had died between the two transactions.
    const client = await database.inScope({ kind: "national" }, (db) =>
      db.updateTable("hq_command").set({ command_id: newCommandId() }).where("command_id", "=", commandId).execute(),
    );
    expect(client).toHaveLength(1);
    expect(resultOf(await page.command("publish-announcement", body, commandId))).toEqual(first);
    const written = await database.inScope({ kind: "national" }, (db) =>
      db.selectFrom("message").select("number").where("publication_id", "=", String(first["publicationId"])).execute(),
    );
    expect(written).toHaveLength(1);
  });

  test("of two people who publish a version the second is told by whom", async () => {
    const [rina, sari] = [
      await signedIn(["national-publisher"]),
      await pageOf(await personOf(["national-publisher"], NATION, "Sari")),
    ];
    const document = menuOfHub(`MENU-${process.pid}`, [recipeOfHub(`AYAM-${process.pid}`, "Ayam kecap")]);
    const body = { hubStreamIds: ["national" as const], type: "menu-published", document, expectedVersion: 0 };
    expect(await rina.command("publish", body)).toMatchObject({ kind: "accepted" });
    expect(await sari.command("publish", body)).toMatchObject(
      rejected("newer-version", { hubStreamId: "national", documentVersion: 1, by: "Rina" }),
    );
    expect(await sari.command("publish", { ...body, type: "rumour" })).toMatchObject(
      rejected("publication-type-unknown"),
    );
    expect(await sari.command("publish", { ...body, document: {} })).toMatchObject(rejected("document-invalid"));
    const toSite = { ...body, hubStreamIds: [`site:${east.siteId}` as const], expectedVersion: 1 };
    expect(await sari.command("publish", toSite)).toMatchObject(rejected("stream-not-allowed"));
  });

  test("a recall is lifted where it was published, once", async () => {
    const page = await signedIn(["national-publisher"]);
    const coordinator = await signedIn(["region-coordinator"], PAPUA);
    const document = {
      ...{ title: "Telur", reason: "Salmonella", foodCodes: ["GR001"], supplierNames: [], supplierLotCodes: [] },
      ...{ fromDate: null, toDate: null },
    };
    const recall = resultOf(await page.command("publish-recall", { hubStreamIds: ["national"], document }));
    const lift = { recallId: recall["publicationId"] as never, reason: "Hasil uji bersih" };
    expect(await coordinator.command("lift-recall", lift)).toMatchObject(
      rejected("out-of-scope", { subjectId: "national" }),
    );
    expect(await page.command("lift-recall", lift)).toMatchObject({ kind: "accepted" });
    expect(await page.command("lift-recall", lift)).toMatchObject(rejected("recall-lifted"));
    const unknown = { ...lift, recallId: `publication_${"0".repeat(32)}` as never };
    expect(await page.command("lift-recall", unknown)).toMatchObject(rejected("recall-unknown"));
    const list = page.watch("publications", { type: "recall-published" });
    expect((await list.until((rows) => rows.length === 1))[0]?.liftedAtMs).toBeGreaterThan(0);
  });
});

test("an alert is acknowledged and a conflict decided once, by somebody of the scope", async () => {
  const page = await signedIn(["hub-admin"]);
  const other = await signedIn(["hub-admin"], { kind: "region", regionId: "jabar" });
  await greet(origin, east.site, { headSeq: 0 });
  await east.push([
    { type: "batch-noted", body: { batchId: "nonsense" } },
    {
      type: "alert-escalated",
      body: {
        alertId: `alert_${"1".repeat(32)}`,
        fromSeverity: "high",
        toSeverity: "critical",
        toRole: "kitchen-head",
      },
    },
  ]);
  const alerts = page.watch("hub-alerts", {});
  const [alert] = await alerts.until((rows) => rows.length === 1);
  const acknowledge = { hubAlertId: alert?.hubAlertId ?? "", note: "Ditelepon" };
  expect(await other.command("acknowledge-hub-alert", acknowledge)).toMatchObject(rejected("hub-alert-unknown"));
  expect(await page.command("acknowledge-hub-alert", acknowledge)).toMatchObject({ kind: "accepted" });
  expect(await page.command("acknowledge-hub-alert", acknowledge)).toMatchObject(rejected("hub-alert-acknowledged"));
  await alerts.until(([row]) => row?.acknowledgedByName === "Rina" && row.acknowledgementNote === "Ditelepon");
  const conflicts = page.watch("conflicts", {});
  const [conflict] = await conflicts.until((rows) => rows.length === 1);
  const decide = { conflictId: conflict?.conflictId ?? "", decision: "kept-set-aside", note: "Dari versi lama" };
  expect(await page.command("resolve-conflict", { ...decide, decision: "kiosk-replaced" })).toMatchObject(
    rejected("decision-unknown"),
  );
  expect(await other.command("resolve-conflict", decide)).toMatchObject(rejected("conflict-unknown"));
  for (const conflictId of ["incident:x", "incident:999999", "quarantined:a:b", "nonsense"]) {
    expect(await page.command("resolve-conflict", { ...decide, conflictId })).toMatchObject(
      rejected("conflict-unknown"),
    );
  }
  expect(await page.command("resolve-conflict", decide)).toMatchObject({ kind: "accepted" });
  expect(await page.command("resolve-conflict", decide)).toMatchObject(rejected("conflict-decided"));
  await conflicts.until(([row]) => row?.decision === "kept-set-aside" && row.decidedByName === "Rina");
});

describe("people", () => {
  test("an invitation is shown once; nobody invites beyond their own scope", async () => {
    const page = await signedIn(["hub-admin"], PAPUA);
    const body = { email: "Tari@BGN.go.id", name: "Tari", roles: ["auditor" as const], scope: PAPUA };
    const commandId = newCommandId();
    const made = resultOf(await page.command("invite-user", body, commandId));
    const token = String(made["invitationPath"]).split("#")[1];
    expect(await hqRequest(origin, HQ_INVITATION_PATH, { body: { token } })).toMatchObject({
      body: { email: "tari@bgn.go.id" },
    });
    expect(resultOf(await page.command("invite-user", body, commandId))).toEqual({ ...made, invitationPath: null });
    expect(await page.command("invite-user", body)).toMatchObject(rejected("email-taken"));
    for (const scope of [NATION, { kind: "region" as const, regionId: "jabar" }]) {
      expect(await page.command("invite-user", { ...body, email: "x@bgn.go.id", scope })).toMatchObject(
        rejected("out-of-scope"),
      );
    }
    const renewed = resultOf(await page.command("reset-second-factor", { userId: made["userId"] as never }));
    expect(await hqRequest(origin, HQ_INVITATION_PATH, { body: { token } })).toMatchObject({ status: 404 });
    const next = String(renewed["invitationPath"]).split("#")[1];
    expect(await hqRequest(origin, HQ_INVITATION_PATH, { body: { token: next } })).toMatchObject({ status: 200 });
    expect(await isKept(token ?? "?")).toBe(false);
    expect(await isKept(next ?? "?")).toBe(false);
    expect(await isKept("tari@bgn.go.id")).toBe(true);
  });

  test("who is disabled is out at once, and comes back by a new invitation only", async () => {
    const [page, person] = [await signedIn(["hub-admin"]), await personOf(["auditor"])];
    const theirs = await pageOf(person);
    await theirs.next(({ kind }) => kind === "welcome");
    const userId = person.userId as never;
    const access = { userId, roles: ["analyst" as const], scope: PAPUA };
    expect(await page.command("change-user-access", access)).toMatchObject({ kind: "accepted" });
    expect(await theirs.next(({ kind }) => kind === "welcome")).toMatchObject({
      session: { roles: ["analyst"], scope: PAPUA },
    });
    theirs.send({ kind: "subscribe", subscriptionId: "a", query: "audit", params: {} });
    expect(await theirs.next(({ kind }) => kind === "error")).toMatchObject({ code: "not-permitted" });
    expect(await page.command("disable-user", { userId, reason: "pindah" })).toMatchObject({ kind: "accepted" });
    expect(await theirs.next(({ kind }) => kind === "error")).toMatchObject({ code: "session-ended-closing" });
    expect(await theirs.closed).toBe(4401);
    expect(await person.signIn({ code: person.code(1) })).toMatchObject({
      status: 401,
      body: { code: "sign-in-wrong" },
    });
    expect(await page.command("disable-user", { userId, reason: "pindah" })).toMatchObject(rejected("user-disabled"));
    expect(await page.command("reset-second-factor", { userId })).toMatchObject(rejected("user-disabled"));
    expect(await page.command("enable-user", { userId })).toMatchObject({ kind: "accepted" });
    expect(await page.command("enable-user", { userId })).toMatchObject(rejected("user-enabled"));
    expect(await person.signIn({ code: person.code(1) })).toMatchObject({ status: 401 });
  });

  test("nobody changes their own access, and two administrators cannot put each other out", async () => {
    const [rina, sari] = [await personOf(["hub-admin"]), await personOf(["hub-admin"])];
    await database.inScope({ kind: "national" }, (db) =>
      db
        .updateTable("hq_user")
        .set({ status: "disabled" })
        .where("user_id", "not in", [rina.userId, sari.userId])
        .execute(),
    );
    const [hers, others] = [await pageOf(rina), await pageOf(sari)];
    const userId = rina.userId as never;
    for (const [type, body] of [
      ["disable-user", { userId, reason: "x" }],
      ["change-user-access", { userId, roles: ["hub-admin"], scope: NATION }],
      ["reset-second-factor", { userId }],
    ] as const) {
      expect(await hers.command(type, body as never), type).toMatchObject(rejected("own-work"));
    }
    const unknown = { userId: `user_${"0".repeat(32)}` as never, reason: "x" };
    expect(await hers.command("disable-user", unknown)).toMatchObject(rejected("user-unknown"));
    const answers = await Promise.all([
      hers.command("disable-user", { userId: sari.userId as never, reason: "x" }),
      others.command("change-user-access", { userId, roles: ["auditor"], scope: NATION }).catch(() => null),
    ]);
    expect(answers.filter((answer) => answer?.kind === "accepted")).toHaveLength(1);
    const left = await database.inScope({ kind: "national" }, (db) =>
      db
        .selectFrom("hq_user")
        .select("user_id")
        .where("status", "=", "active")
        .where(sql<boolean>`'hub-admin' = ANY(roles)`)
        .execute(),
    );
    expect(left).toHaveLength(1);
  });
});

test("what was done and what was refused is in the audit, and a page that sends too much is told", async () => {
  const person = await personOf(["hub-admin", "auditor"]);
  const page = await pageOf(person);
  const audit = page.watch("audit", { userId: person.userId as never });
  const made = resultOf(await page.command("create-join-code", { regionId: "papua", siteName: "SPPG Timika" }));
  await page.command("revoke-join-code", { joinCodeId: "nobody" });
  const rows = await audit.until((all) => all.length === 3);
  expect(rows).toMatchObject([
    { act: "revoke-join-code", outcome: "refused", code: "join-code-unknown", userName: "Rina" },
    { act: "create-join-code", outcome: "done", subjectId: made["joinCodeId"], data: { siteName: "SPPG Timika" } },
    { act: "enrol", outcome: "done" },
  ]);
  for (let count = 2; count < 60; count += 1) {
    page.send({ kind: "command", commandId: newCommandId(), type: "nothing", body: {} });
  }
  expect(await page.command("nothing" as never, {} as never)).toMatchObject(rejected("rate-limited"));
});
