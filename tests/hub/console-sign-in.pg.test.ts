import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from "vitest";
import {
  HQ_ENROL_PATH,
  HQ_INVITATION_PATH,
  HQ_SESSION_PATH,
  HQ_SIGN_IN_PATH,
  HQ_SIGN_OUT_PATH,
} from "#contract/hq-vocabulary.ts";
import { hqSession } from "#contract/hq-protocol.ts";
import { INVITATION_VALID_MS, addUser } from "#hub/hq/auth/users.ts";
import { SESSION_IDLE_MS, SESSION_MOST_MS } from "#hub/hq/auth/sessions.ts";
import { TOTP_STEP_MS } from "#hub/hq/auth/totp.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import { present } from "#kernel/assert.ts";
import { startConsoleHub, type ConsoleHub } from "#tests/kit/console-hub.ts";
import { createHqPerson, fromBase32, hqRequest } from "#tests/kit/hq-person.ts";
import { hotp } from "#hub/hq/auth/totp.ts";

/** Who gets in at headquarters' console, and who does not (HQ1, HQ5–HQ8). The clock is the test's. */
let hub: ConsoleHub;
let database: HubDatabase;
let origin: string;
let atMs = 1_764_300_000_000;
const nowMs = () => atMs;

beforeAll(async () => {
  hub = await startConsoleHub(inject("hubDatabaseUrl"), {
    nowMs,
    connectionsMaxCount: 4,
    trustedProxies: ["127.0.0.1"],
  });
  ({ database, origin } = hub);
});
afterAll(async () => {
  await hub.stop();
});
beforeEach(() => {
  atMs += 2 * 60 * 60_000; // guesses of the test before are forgotten
});

const person = (access?: Parameters<typeof createHqPerson>[1]) => createHqPerson({ origin, database, nowMs }, access);
const auditOf = (userId: string) =>
  database.inScope({ kind: "national" }, (db) =>
    db
      .selectFrom("hq_audit")
      .select(["act", "outcome", "code"])
      .where("user_id", "=", userId)
      .orderBy("audit_id")
      .execute(),
  );
const laterCode = () => {
  atMs += TOTP_STEP_MS;
};
const newInvitation = async () => {
  const userId = `user_${randomBytes(16).toString("hex")}`;
  const email = `${randomBytes(5).toString("hex")}@bgn.go.id`;
  const user = { userId, email, name: "Sari", roles: ["auditor"] as const, scope: { kind: "national" } as const };
  const added = await database.inScope({ kind: "national" }, (db) => addUser(db, user, atMs));
  const token = present(added, "a new address").invitationPath.split("#")[1] ?? "";
  return { token, email, userId };
};

describe("an invitation", () => {
  test("offers the same secret however often it is looked at, is taken once, and signs in", async () => {
    const { token, email, userId } = await newInvitation();
    const looked = await hqRequest(origin, HQ_INVITATION_PATH, { body: { token } });
    expect(looked).toMatchObject({ status: 200, body: { email, name: "Sari", roles: ["auditor"] } });
    expect((await hqRequest(origin, HQ_INVITATION_PATH, { body: { token } })).body).toEqual(looked.body);
    const secret = fromBase32(String(looked.body["secret"]));
    const code = hotp(secret, Math.floor(atMs / TOTP_STEP_MS));
    const body = { token, password: "ikan-bakar-rica-rica", code };
    const taken = await hqRequest(origin, HQ_ENROL_PATH, { body });
    expect(taken).toMatchObject({ status: 200, body: { session: { email, recoveryCodeCount: 10 } } });
    expect(hqSession.safeParse(taken.body["session"]).success).toBe(true);
    expect(taken.setCookie).toMatch(/^__Host-hq=[\w-]{43}; Path=\/; Max-Age=\d+; HttpOnly; Secure; SameSite=Strict$/);
    expect(await hqRequest(origin, HQ_SESSION_PATH, { cookie: taken.cookie })).toMatchObject({ status: 200 });
    expect(await hqRequest(origin, HQ_ENROL_PATH, { body })).toMatchObject({
      ...{ status: 404, body: { code: "invitation-unknown" }, cookie: null },
    });
    expect(await auditOf(userId)).toEqual([{ act: "enrol", outcome: "done", code: null }]);
  });

  test("is not taken late, with a weak password, with another's code, or by guessing", async () => {
    const { token, email } = await newInvitation();
    const enrol = (changes: object) =>
      hqRequest(origin, HQ_ENROL_PATH, {
        body: { token, password: "ikan-bakar-rica-rica", code: "000000", ...changes },
      });
    for (const password of [`${email}-2026`, "aaaaaaaaaaaaaaa", "bergizi123456"]) {
      expect(await enrol({ password }), password).toMatchObject({ status: 400, body: { code: "password-weak" } });
    }
    expect(await enrol({ password: "short" })).toMatchObject({ status: 400, body: { code: "invalid-body" } });
    const offered = (await hqRequest(origin, HQ_INVITATION_PATH, { body: { token } })).body;
    const right = hotp(fromBase32(String(offered["secret"])), Math.floor(atMs / TOTP_STEP_MS));
    const code = right === "123456" ? "123457" : "123456";
    expect(await enrol({ code })).toMatchObject({ status: 401, body: { code: "code-wrong" } });
    expect(await enrol({ token: "x".repeat(43) })).toMatchObject({ status: 404, body: { code: "invitation-unknown" } });
    atMs += INVITATION_VALID_MS;
    expect(await enrol({ code: right })).toMatchObject({ status: 410, body: { code: "invitation-expired" } });
  });
});

describe("signing in", () => {
  test("takes address, password and code together, and a code once", async () => {
    const rina = await person();
    laterCode();
    const signed = await rina.signIn();
    expect(signed).toMatchObject({ status: 200, body: { userId: rina.userId, scope: { kind: "national" } } });
    expect(await rina.signIn()).toMatchObject({ status: 401, body: { code: "sign-in-wrong" } });
    laterCode();
    expect(await rina.signIn()).toMatchObject({ status: 200 });
    const acts = await auditOf(rina.userId);
    expect(acts.map(({ act, outcome }) => `${act} ${outcome}`)).toEqual([
      ...["enrol done", "sign-in done", "sign-in refused", "sign-in done"],
    ]);
  });

  test("tells nobody which of the three was wrong, and takes no code of another time", async () => {
    const rina = await person();
    laterCode();
    const wrong = { status: 401, body: { code: "sign-in-wrong" }, cookie: null };
    expect(await rina.signIn({ password: "nasi-nasi-nasi" })).toMatchObject(wrong);
    expect(await rina.signIn({ email: "nobody@bgn.go.id" })).toMatchObject(wrong);
    expect(await rina.signIn({ code: rina.code(-2) })).toMatchObject(wrong);
    expect(await rina.signIn({ code: rina.code(5) })).toMatchObject(wrong);
    expect(await rina.signIn()).toMatchObject({ status: 200 });
  });

  test("of four people with the same code at once, one gets in", async () => {
    const rina = await person();
    laterCode();
    const answers = await Promise.all(
      Array.from({ length: 4 }, (_, index) =>
        hqRequest(origin, HQ_SIGN_IN_PATH, {
          body: { email: rina.email, password: rina.password, code: rina.code() },
          headers: { "x-forwarded-for": `10.1.0.${index}` },
        }),
      ),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(3);
  });

  test("takes each recovery code once", async () => {
    const rina = await person();
    const [code = ""] = rina.recoveryCodes;
    expect(await rina.signIn({ code: code.toUpperCase() })).toMatchObject({
      status: 200,
      body: { recoveryCodeCount: 9 },
    });
    expect(await rina.signIn({ code })).toMatchObject({ status: 401 });
  });

  test("locks an account after five wrong guesses from anywhere, longer each time, and nobody else", async () => {
    const [rina, budi] = [await person(), await person()];
    const guess = (index: number) =>
      hqRequest(origin, HQ_SIGN_IN_PATH, {
        body: { email: rina.email, password: `guess-${index}`, code: "000000" },
        headers: { "x-forwarded-for": `10.2.0.${index}` },
      });
    for (let index = 0; index < 5; index += 1) expect((await guess(index)).status).toBe(401);
    expect(await guess(5)).toMatchObject({ status: 429, body: { code: "sign-in-locked", afterMs: 30_000 } });
    expect(await rina.signIn({ code: rina.code(1) })).toMatchObject({ status: 429 });
    expect(await budi.signIn({ code: budi.code(1) })).toMatchObject({ status: 200 });
    atMs += 30_001;
    expect((await guess(6)).status).toBe(401);
    expect(await guess(7)).toMatchObject({ status: 429, body: { afterMs: 60_000 } });
    atMs += 60_001;
    expect(await rina.signIn({ code: rina.code(1) })).toMatchObject({ status: 200 });
  });

  test("locks an address that tries many accounts", async () => {
    const guess = (index: number) =>
      hqRequest(origin, HQ_SIGN_IN_PATH, {
        body: { email: `guess-${index}@bgn.go.id`, password: "nasi", code: "000000" },
        headers: { "x-forwarded-for": "10.3.0.1" },
      });
    for (let index = 0; index < 20; index += 1) expect((await guess(index)).status).toBe(401);
    const noted = async () => {
      const rows = await database.inScope({ kind: "national" }, (db) =>
        db.selectFrom("hq_audit").select("code").where("address", "=", "10.3.0.1").execute(),
      );
      return rows.map(({ code }) => code);
    };
    expect(await noted()).toEqual(Array(20).fill("sign-in-wrong"));
    for (let index = 20; index < 25; index += 1)
      expect(await guess(index)).toMatchObject({ status: 429, body: { code: "sign-in-locked" } });
    // Whoever goes on writes no more rows.
    expect(await noted()).toHaveLength(20);
  });
});

describe("a session", () => {
  test("ends by signing out, by idling, and after twelve hours whatever happens", async () => {
    const rina = await person();
    const status = async (cookie: string | null) => (await hqRequest(origin, HQ_SESSION_PATH, { cookie })).status;
    const out = await hqRequest(origin, HQ_SIGN_OUT_PATH, { cookie: rina.cookie, body: {} });
    expect(out).toMatchObject({ status: 200, setCookie: expect.stringContaining("__Host-hq=; Path=/; Max-Age=0") });
    expect(await status(rina.cookie)).toBe(401);
    laterCode();
    const { cookie } = await rina.signIn();
    atMs += SESSION_IDLE_MS - 1;
    expect(await status(cookie)).toBe(200);
    atMs += SESSION_IDLE_MS - 1;
    expect(await status(cookie)).toBe(200);
    atMs += SESSION_IDLE_MS;
    expect(await status(cookie)).toBe(401);
    const fresh = (await rina.signIn()).cookie;
    for (let spentMs = 0; spentMs < SESSION_MOST_MS - SESSION_IDLE_MS; spentMs += SESSION_IDLE_MS / 2) {
      expect(await status(fresh)).toBe(200);
      atMs += SESSION_IDLE_MS / 2;
    }
    expect(await status(fresh)).toBe(200);
    atMs += SESSION_IDLE_MS - 1;
    expect(await status(fresh)).toBe(200);
    atMs += 1;
    expect(await status(fresh)).toBe(401);
  });

  test("is nobody's without the cookie, with a made-up one, or for a user who was disabled", async () => {
    const rina = await person();
    for (const cookie of [null, "__Host-hq=", `__Host-hq=${"a".repeat(43)}`, `hq=${rina.cookie.split("=")[1] ?? ""}`]) {
      expect(await hqRequest(origin, HQ_SESSION_PATH, { cookie })).toMatchObject({
        ...{ status: 401, body: { code: "not-signed-in" } },
      });
    }
    await database.inScope({ kind: "national" }, (db) =>
      db.updateTable("hq_user").set({ status: "disabled" }).where("user_id", "=", rina.userId).execute(),
    );
    expect(await hqRequest(origin, HQ_SESSION_PATH, { cookie: rina.cookie })).toMatchObject({ status: 401 });
    laterCode();
    expect(await rina.signIn()).toMatchObject({ status: 401, body: { code: "sign-in-wrong" } });
  });

  test("a page of another origin, or one that does not say, changes nothing", async () => {
    const rina = await person();
    const headers: readonly Record<string, string>[] = [
      { origin: "https://evil.example" },
      { origin: "null" },
      { origin: `${origin}.evil.example` },
      { origin: `http://127.0.0.1:${Number(new URL(origin).port) + 1}` },
    ];
    for (const other of headers) {
      for (const path of [HQ_SIGN_IN_PATH, HQ_SIGN_OUT_PATH, HQ_INVITATION_PATH, HQ_ENROL_PATH]) {
        const answer = await hqRequest(origin, path, { cookie: rina.cookie, body: {}, headers: other });
        expect(answer, `${path} ${other["origin"] ?? ""}`).toMatchObject({
          status: 403,
          body: { code: "origin-refused" },
        });
      }
    }
    const unsaid = await fetch(new URL(HQ_SIGN_OUT_PATH, origin), { method: "POST", headers: { cookie: rina.cookie } });
    expect(unsaid.status).toBe(403);
    expect(await hqRequest(origin, HQ_SESSION_PATH, { cookie: rina.cookie })).toMatchObject({ status: 200 });
  });
});

test("what is no request of the contract is refused in its words", async () => {
  const bodies = ["", "{", "[]", "null", { email: 7 }, { email: "a@b.c", password: "x", code: "123456", extra: 1 }];
  for (const body of [...bodies, JSON.stringify({ email: "a".repeat(20_000), password: "x", code: "123456" })]) {
    const answer = await hqRequest(origin, HQ_SIGN_IN_PATH, { body });
    expect(answer, JSON.stringify(body).slice(0, 60)).toMatchObject({ status: 400, body: { code: "invalid-body" } });
  }
});

test("the audit stays as it was written, and signing in sees nothing of kitchens", async () => {
  await person();
  const change = (table: string) =>
    database.inScope({ kind: "national" }, (db) =>
      db
        .updateTable(table as "hq_audit")
        .set({ act: "x" })
        .execute(),
    ); // named above
  await expect(change("hq_audit")).rejects.toThrow();
  const seen = await database.inScope({ kind: "console" }, async (db) => ({
    sites: await db.selectFrom("site").selectAll().execute(),
    audit: await db.selectFrom("hq_audit").selectAll().execute(),
    users: (await db.selectFrom("hq_user").selectAll().execute()).length > 0,
  }));
  expect(seen).toEqual({ sites: [], audit: [], users: true });
});
