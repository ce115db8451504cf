import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isNumberTrivial, isNumberWellFormed } from "#domains/people/personal-number.ts";
import type { SiteRole } from "#kernel/access.ts";
import { createProductionKitchen } from "#tests/kit/production-kitchen.ts";
import { batchIdOf, plannedBatch } from "#tests/kit/production-plan.ts";
import { staffNames } from "./queries.ts";
import { peopleSql } from "./tables.ts";
import { createPassingSecrets } from "#main/site-secrets.ts";
import {
  createPeopleKitchen,
  createTestRandomness,
  LOOPBACK,
  SYSTEM,
  type PeopleKitchen,
} from "#tests/kit/people-kitchen.ts";

const PERSONAL = {
  fullName: "Zulaikha Prameswari",
  nickName: "Bu Zul",
  birthDate: "1991-03-14",
  nationalId: "3201234567890123",
  phone: "+6281299988877",
  address: "Jalan Kenanga 14 RT 03",
  emergencyContact: "Haryanto 0812000111",
};

let kitchen: PeopleKitchen;
beforeEach(() => {
  kitchen = createPeopleKitchen();
});
afterEach(() => kitchen.close());

function newcomer(more: object = {}) {
  return {
    staffId: kitchen.makeId("staff"),
    roles: ["kitchen-staff"],
    divisionCode: "pengolahan",
    employmentKind: "volunteer",
    joinDate: "2026-11-01",
    position: "Juru masak",
    personal: PERSONAL,
    ...more,
  };
}
const add = (more: object = {}) => kitchen.accepted("add-staff", newcomer(more), { as: SYSTEM });

describe("what people are paid", () => {
  const rows = () => kitchen.ask("staff-pay", {}) as readonly Record<string, unknown>[];
  const paid = (staffId: unknown, rateIdr: number) =>
    kitchen.accepted(
      "set-staff-pay",
      { staffId, pay: { payBasis: "day", rateIdr, bankAccount: "BRI 0123" } },
      { as: SYSTEM },
    );

  test("is entered apart from who they are, and changed by itself", async () => {
    const { staffId } = (await add()).result;
    expect(rows()).toEqual([expect.objectContaining({ staffId, payBasis: null, rateIdr: null, bankAccount: null })]);
    await paid(staffId, 100_000);
    await paid(staffId, 110_000);
    await kitchen.accepted(
      "change-staff",
      { staffId, personal: { ...PERSONAL, phone: "+6281200000000" } },
      { as: SYSTEM },
    );
    expect(rows()).toEqual([
      expect.objectContaining({
        staffId,
        fullName: "Zulaikha Prameswari",
        payBasis: "day",
        rateIdr: 110_000,
        bankAccount: "BRI 0123",
      }),
    ]);
    kitchen.rebuildAndCompare();
  });

  test("is in no event, and goes with the person", async () => {
    const { staffId } = (await add()).result;
    await paid(staffId, 123_457);
    const log = JSON.stringify(kitchen.store.readEvents({ sinceSeq: 0, domains: ["people"], limit: 100 }));
    expect(log).toContain("staff-pay-set");
    expect(log).not.toContain("123457");
    expect(log).not.toContain("BRI");
    await kitchen.accepted("end-staff", { staffId, endDate: "2026-11-21", reasonCode: "resigned" }, { as: SYSTEM });
    // Whoever left may still have to be paid.
    await paid(staffId, 120_000);
    await kitchen.accepted("erase-staff", { staffId, isRequested: true }, { as: SYSTEM });
    expect(kitchen.store.reader.all(peopleSql.selectFrom("staff_pay").selectAll())).toEqual([]);
    const again = await kitchen.submit(
      "set-staff-pay",
      { staffId, pay: { payBasis: "hour", rateIdr: 1 } },
      { as: SYSTEM },
    );
    expect(again).toMatchObject({ rejection: { code: "wrong-state", state: "erased" } });
  });
});

describe("the list of people", () => {
  test("shows names to who may see them, codes to others", async () => {
    const added = await add();
    const row = {
      staffId: added.result["staffId"],
      staffCode: "STAFF-001",
      name: "Bu Zul",
      fullName: "Zulaikha Prameswari",
      roles: ["kitchen-staff"],
      divisionCode: "pengolahan",
      position: "Juru masak",
      employmentKind: "volunteer",
      joinDate: "2026-11-01",
      endDate: null,
      status: "active",
      isErased: false,
      numberIssuedAtMs: kitchen.clock.nowMs(),
      hasQrBadge: false,
    };
    expect(kitchen.ask("staff")).toEqual([row]);
    const hidden = { ...row, name: "STAFF-001", fullName: "STAFF-001" };
    expect(kitchen.ask("staff", {}, { isNamesAllowed: false })).toEqual([hidden]);
    const { fullName: _fullName, ...rest } = PERSONAL;
    const unchanged = { streamVersion: 1, changedAtMs: null, changedByName: null };
    const member = { ...row, ...rest, roleUntilDates: [], ...unchanged };
    expect(kitchen.ask("staff-member", { staffId: row.staffId })).toEqual([member]);
    expect(kitchen.ask("staff-member", { staffId: row.staffId }, { isNamesAllowed: false })).toMatchObject([
      { nationalId: null, phone: null, address: null },
    ]);
  });

  test("filters by division and status, and a division lead sees the own division", async () => {
    const cook = await kitchen.person("Sari", ["division-lead"], "pengolahan");
    await kitchen.person("Budi", ["wash-staff"], "pencucian");
    const names = (params: object, viewer = {}) =>
      kitchen.ask("staff", params, viewer).map((row) => ("name" in row ? row.name : ""));
    expect(names({})).toEqual(["Sari", "Budi"]);
    expect(names({ divisionCode: "pencucian" })).toEqual(["Budi"]);
    expect(names({ status: "ended" })).toEqual([]);
    expect(names({}, { staffId: cook.staffId })).toEqual(["Sari"]);
    expect(names({ divisionCode: "pencucian" }, { staffId: cook.staffId })).toEqual([]);
    const role = { staffId: cook.staffId, role: "accountant" };
    await kitchen.accepted("assign-role", role, { as: SYSTEM });
    expect(names({}, { staffId: cook.staffId })).toEqual(["Sari", "Budi"]);
  });

  test("names by id, for screens whose rows carry ids", async () => {
    const sari = await kitchen.person("Sari Dewi", ["kitchen-staff"]);
    const unknown = kitchen.makeId("staff");
    expect(staffNames(kitchen.store.reader, [sari.staffId, sari.staffId, unknown])).toEqual(
      new Map([[sari.staffId, "Sari"]]),
    );
    expect(staffNames(kitchen.store.reader, [])).toEqual(new Map());
    expect(kitchen.ask("staff-names", { status: "active" })).toEqual([
      {
        staffId: sari.staffId,
        staffCode: "STAFF-001",
        name: "Sari",
        roles: ["kitchen-staff"],
        divisionCode: "pengolahan",
        position: "Anggota regu",
        status: "active",
      },
    ]);
  });

  test("a kitchen is being founded until it has a head", async () => {
    const count = () => kitchen.ask("site-people-count");
    expect(count()).toEqual([{ key: "site", activeCount: 0, kitchenHeadCount: 0, isFounding: true }]);
    await kitchen.person("Sari", ["kitchen-staff"]);
    await kitchen.person("Rina", ["kitchen-head"]);
    expect(count()).toEqual([{ key: "site", activeCount: 2, kitchenHeadCount: 1, isFounding: false }]);
  });
});

describe("divisions", () => {
  test("the usual ones are there; a new one is used once it is defined", async () => {
    const codes = () => kitchen.ask("divisions").map((row) => ("divisionCode" in row ? row.divisionCode : ""));
    expect(codes()).toContain("pengolahan");
    const early = await kitchen.submit("add-staff", newcomer({ divisionCode: "regu-2" }), { as: SYSTEM });
    expect(early).toMatchObject({ rejection: { code: "not-found", kind: "division", id: "regu-2" } });
    const lead = await kitchen.person("Sari", ["division-lead"]);
    const division = { divisionCode: "regu-2", name: "Regu 2", leadStaffId: lead.staffId, targetHeadCount: 9 };
    await kitchen.accepted("define-division", division, { as: SYSTEM });
    await add({ divisionCode: "regu-2" });
    expect(kitchen.ask("divisions").at(-1)).toEqual({ ...division, activeCount: 1 });
    await kitchen.accepted("define-division", { ...division, targetHeadCount: 12 }, { as: SYSTEM });
    expect(kitchen.ask("divisions").at(-1)).toMatchObject({ targetHeadCount: 12 });
    kitchen.rebuildAndCompare();
  });
});

describe("personal numbers", () => {
  test("no two alike, none trivial, and nobody gets a number somebody had", async () => {
    const first = await kitchen.person("Sari", ["kitchen-staff"]);
    const numbers = [first.number];
    for (let round = 0; round < 60; round += 1) {
      const answer = await kitchen.accepted("reset-pin", { staffId: first.staffId }, { as: SYSTEM });
      const shown = kitchen.reveals.take(String(answer.result["revealId"]), null);
      if (shown?.kind === "number") numbers.push(shown.number);
    }
    expect(new Set(numbers).size).toBe(61);
    expect(numbers.every((number) => isNumberWellFormed(number) && !isNumberTrivial(number))).toBe(true);
  });

  test("a draw that is taken or trivial is drawn again", async () => {
    const serials = [0, 48_391, 48_391, 11_111, 10_035];
    const randomness = { ...createTestRandomness(), below: () => serials.shift() ?? 0 };
    const fixed = createPeopleKitchen({ randomness });
    const first = await fixed.person("Sari", ["kitchen-staff"]);
    const second = await fixed.person("Budi", ["kitchen-staff"]);
    expect([first.number.slice(0, 5), second.number.slice(0, 5)]).toEqual(["48391", "10035"]);
    fixed.close();
  });
});

describe("personal data", () => {
  let dataDir: string;
  beforeEach(() => {
    dataDir = mkdtempSync(join(tmpdir(), "bergizi-people-"));
  });
  afterEach(() => rmSync(dataDir, { recursive: true }));

  /** Every byte the kitchen wrote, the write-ahead log included. */
  function writtenBytes(): string {
    return readdirSync(dataDir, { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name !== "reserve.bin")
      .map((entry) => readFileSync(join(entry.parentPath, entry.name)).toString("latin1"))
      .join("\n");
  }

  test("is nowhere in the database's bytes: not in the log, the answers or the tables", async () => {
    const onDisk = createPeopleKitchen({ dataDir });
    const body = newcomer();
    const added = await onDisk.accepted("add-staff", body, { as: SYSTEM });
    const refused = await onDisk.submit("add-staff", body, { as: SYSTEM });
    expect(refused.kind).toBe("rejected");
    await onDisk.submit("add-staff", { ...body, personal: { ...PERSONAL, phone: "bukan nomor 777" } }, { as: SYSTEM });
    const tablet = await onDisk.device("tablet", "Tablet", "cook");
    const shown = onDisk.reveals.take(String(added.result["revealId"]), null);
    const number = shown?.kind === "number" ? shown.number : "";
    await onDisk.ports.sessions.signIn(tablet, { pin: number });
    const paired = await onDisk.ports.pairing.pair(
      { secret: onDisk.secrets.shellSecret, name: "Layar 1", face: "wall" },
      LOOPBACK,
    );
    onDisk.close();

    const bytes = writtenBytes();
    expect(bytes).toContain("STAFF-001");
    const secrets = [...Object.values(PERSONAL), "Zulaikha", "bukan nomor 777", String(paired.body["deviceToken"])];
    for (const secret of secrets) expect(bytes.includes(secret), secret).toBe(false);
    // Six digits may stand in a time or a hash by chance, so the number is looked for where text would hold it.
    for (const frame of [`"${number}"`, `:${number},`, `:${number}}`]) expect(bytes.includes(frame), frame).toBe(false);
  });

  test("is gone after erasure, in every file, and the person still counts under the code", async () => {
    const onDisk = createPeopleKitchen({ dataDir });
    const body = newcomer();
    await onDisk.accepted("add-staff", body, { as: SYSTEM });
    const sealed = sealedRows(onDisk).map((row) => Buffer.from(row.sealed).toString("latin1"))[0] ?? "";
    expect(sealed.length).toBeGreaterThan(50);
    const end = { staffId: body.staffId, endDate: "2026-11-21", reasonCode: "resigned" };
    await onDisk.accepted("end-staff", end, { as: SYSTEM });
    await onDisk.accepted("erase-staff", { staffId: body.staffId, isRequested: true }, { as: SYSTEM });
    expect(onDisk.ask("staff")).toMatchObject([
      { name: "STAFF-001", fullName: "STAFF-001", isErased: true, status: "ended", numberIssuedAtMs: null },
    ]);
    onDisk.rebuildAndCompare();
    onDisk.close();
    expect(existsSync(join(dataDir, "kitchen.sqlite-wal"))).toBe(false);
    expect(writtenBytes().includes(sealed)).toBe(false);
  });

  test("changed, leaves only the newest row", async () => {
    const added = await add();
    const { staffId } = added.result;
    const personal = { fullName: "Zulaikha Wibowo" };
    await kitchen.accepted("change-staff", { staffId, personal }, { as: SYSTEM });
    expect(kitchen.ask("staff-member", { staffId })).toMatchObject([{ name: "Zulaikha", phone: null }]);
    expect(sealedRows(kitchen)).toHaveLength(1);
  });

  test("does not open with another site's key, nor under another person's id", async () => {
    const secrets = createPassingSecrets(createTestRandomness("one").fill);
    const first = createPeopleKitchen({ dataDir, secrets });
    await first.accepted("add-staff", newcomer(), { as: SYSTEM });
    await first.accepted("add-staff", newcomer({ personal: { fullName: "Haryanto" } }), { as: SYSTEM });
    const [one, two] = sealedRows(first);
    first.store.writeSideTables((db) => {
      for (const [row, sealed] of [
        [one, two?.sealed],
        [two, one?.sealed],
      ] as const) {
        db.run(
          peopleSql
            .updateTable("staff_private")
            .set({ sealed })
            .where("sealed_id", "=", row?.sealed_id ?? ""),
        );
      }
    });
    expect(first.ask("staff")).toMatchObject([{ name: "STAFF-001" }, { name: "STAFF-002" }]);
    first.close();
    const { clock, makeId } = first;
    const other = createPassingSecrets(createTestRandomness("two").fill);
    const second = createPeopleKitchen({ dataDir, secrets: other, clock, makeId });
    expect(second.ask("staff")).toMatchObject([{ name: "STAFF-001", fullName: "STAFF-001" }, { name: "STAFF-002" }]);
    second.close();
  });
});

function sealedRows(of: PeopleKitchen) {
  return of.store.reader.all(peopleSql.selectFrom("staff_private").selectAll().orderBy("staff_id"));
}

test("whoever is named for work still to be done stays until somebody else is named", async () => {
  const production = createProductionKitchen();
  const cook = await production.addCook("Sari");
  await production.plan(plannedBatch(1));
  const task = { batchId: batchIdOf(1), staffId: cook, taskKind: "cook" };
  await production.accepted("assign-task", task);
  const end = { staffId: cook, endDate: "2026-11-21", reasonCode: "resigned" };
  expect(await production.submit("end-staff", end)).toMatchObject({
    rejection: { code: "task-open", openTaskCount: 1 },
  });
  await production.accepted("unassign-task", task);
  await production.accepted("end-staff", end);
  production.close();
});

test("a repeated command gets its first answer, and no second person or number", async () => {
  const body = newcomer();
  const commandId = kitchen.makeId("command");
  const first = await kitchen.submit("add-staff", body, { as: SYSTEM, commandId });
  const again = await kitchen.submit("add-staff", body, { as: SYSTEM, commandId });
  expect(again).toEqual(first);
  expect(kitchen.ask("staff")).toHaveLength(1);
});

test("read models kept up to date equal those computed from the log, over any history", async () => {
  const roles: readonly SiteRole[] = ["kitchen-head", "field-assistant", "kitchen-staff", "viewer"];
  const step = fc.record({
    who: fc.nat({ max: 4 }),
    act: fc.constantFrom("add", "change", "end", "erase", "assign", "withdraw", "reset", "in", "out", "divide", "pay"),
    role: fc.constantFrom(...roles),
    advanceMs: fc.nat({ max: 20 * 3_600_000 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 40 }), async (steps) => {
      const fresh = createPeopleKitchen();
      try {
        const ids = Array.from({ length: 5 }, () => fresh.makeId("staff"));
        const device = await fresh.device("tablet", "Tablet", "cook");
        for (const { who, act, role, advanceMs } of steps) {
          const staffId = ids[who] ?? fresh.makeId("staff");
          const sessionId = fresh.makeId("session");
          const { deviceId } = device;
          const as = SYSTEM;
          fresh.clock.advance(advanceMs);
          switch (act) {
            case "add":
              await fresh.submit("add-staff", { ...newcomer(), staffId, roles: [role] }, { as });
              break;
            case "change":
              await fresh.submit("change-staff", { staffId, position: role, personal: { fullName: role } }, { as });
              break;
            case "end":
              await fresh.submit("end-staff", { staffId, endDate: "2026-11-21", reasonCode: "other" }, { as });
              break;
            case "pay":
              await fresh.submit("set-staff-pay", { staffId, pay: { payBasis: "hour", rateIdr: 12_000 } }, { as });
              break;
            case "erase":
              await fresh.submit("erase-staff", { staffId, isRequested: true }, { as });
              break;
            case "assign":
              await fresh.submit("assign-role", { staffId, role }, { as });
              break;
            case "withdraw":
              await fresh.submit("withdraw-role", { staffId, role }, { as });
              break;
            case "reset":
              await fresh.submit("reset-pin", { staffId }, { as });
              break;
            case "in": {
              const session = { sessionId, staffId, deviceId, face: "tablet", method: "number", expiresAtMs: 9e12 };
              await fresh.submit("open-staff-session", session, { as });
              break;
            }
            case "out":
              await fresh.ports.sessions.signOut(deviceId, staffId);
              break;
            case "divide":
              await fresh.submit("define-division", { divisionCode: role, name: role, targetHeadCount: who }, { as });
              break;
          }
        }
        fresh.rebuildAndCompare();
      } finally {
        fresh.close();
      }
    }),
    { numRuns: 25 },
  );
});
