import { afterEach, beforeEach, expect, test } from "vitest";
import type { ExportId } from "#domains/reports/ids.ts";
import { createPeopleKitchen, type PeopleKitchen, type TestPerson } from "#tests/kit/people-kitchen.ts";
import type { PairedDevice } from "#main/lan/ports.ts";
import type { CommandBus } from "#main/store/command-answer.ts";
import { createExportDesk, type ExportDesk } from "./export-desk.ts";
import { EXPORT_KEPT_MS } from "./export-shelf.ts";
import type { MadeReport, ReportOrder } from "./make-report.ts";

let kitchen: PeopleKitchen;
let desk: ExportDesk;
let console_: PairedDevice;
let accountant: TestPerson;
let orders: ReportOrder[];
let make: (order: ReportOrder) => Promise<MadeReport>;
let bus: CommandBus;
let patience: (() => void)[];
const stopping: AbortController[] = [];
const MADE: MadeReport = { bytes: new TextEncoder().encode("nama"), rowCount: 1 };
const HOURS = { report: "hours", fromDate: "2026-11-09", toDate: "2026-11-20" };

beforeEach(async () => {
  kitchen = createPeopleKitchen();
  orders = [];
  patience = [];
  make = async (order) => {
    orders.push(order);
    return MADE;
  };
  bus = kitchen.store.bus;
  console_ = await kitchen.device("manager");
  accountant = await kitchen.person("Rina", ["accountant"]);
  desk = createExportDesk({
    store: { bus: { ...bus, submit: (command) => bus.submit(command) }, onCommit: kitchen.store.onCommit },
    makeReport: (order) => make(order),
    clock: kitchen.clock,
    makeId: kitchen.makeId,
    isDemo: false,
    log: { info: () => undefined, warn: () => undefined, error: () => undefined },
    after: (_waitMs, run) => {
      patience.push(run);
      return () => undefined;
    },
  });
  const controller = new AbortController();
  stopping.push(controller);
  void desk.run(controller.signal);
});
afterEach(() => {
  for (const controller of stopping.splice(0)) controller.abort();
  kitchen.close();
});

async function ask(request: object = HOURS, signedBy: readonly TestPerson[] = [accountant]) {
  const exportId = kitchen.makeId("export");
  const as = kitchen.actorAt(console_, accountant, signedBy);
  return { exportId, answer: await kitchen.submit("export-report", { exportId, format: "csv", request }, { as }) };
}
async function asked(): Promise<ExportId> {
  const { exportId, answer } = await ask();
  expect(answer.kind).toBe("accepted");
  return exportId;
}
const take = (exportId: string, deviceId: string = console_.deviceId) => desk.take(exportId, deviceId);
const GONE = { ok: false, error: { statusCode: 410, code: "export-gone" } };
const UNKNOWN = { ok: false, error: { statusCode: 404, code: "export-unknown" } };

test("a file that was signed for is made, written down and given once", async () => {
  const { exportId, answer } = await ask();
  expect(answer).toMatchObject({
    kind: "accepted",
    result: { exportId, documentCode: "DOK-20261121-01", fileName: "dapur_jam-kerja_2026-11-20.csv" },
  });
  expect(await take(exportId)).toEqual({
    ok: true,
    value: { fileName: "dapur_jam-kerja_2026-11-20.csv", contentType: "text/csv; charset=utf-8", bytes: MADE.bytes },
  });
  expect(orders).toEqual([
    {
      request: HOURS,
      format: "csv",
      documentCode: "DOK-20261121-01",
      requestedByStaffId: accountant.staffId,
      printedAtMs: kitchen.clock.nowMs(),
      isDemo: false,
    },
  ]);
  expect(kitchen.ask("report-exports", { fromDate: "2026-11-21", toDate: "2026-11-21" })).toEqual([
    expect.objectContaining({ exportId, requestedByStaffId: accountant.staffId, rowCount: 1, request: HOURS }),
  ]);
  expect(await take(exportId)).toEqual(GONE);
  kitchen.rebuildAndCompare();
});

test("documents are numbered through the service day", async () => {
  await asked();
  expect((await ask()).answer).toMatchObject({ result: { documentCode: "DOK-20261121-02" } });
  kitchen.clock.advance(24 * 3_600_000);
  expect((await ask()).answer).toMatchObject({ result: { documentCode: "DOK-20261122-01" } });
});

test("nothing is made without a signature, and nothing of a period the kitchen does not have", async () => {
  expect((await ask(HOURS, [])).answer).toMatchObject({ rejection: { code: "signature-required" } });
  const payPeriodId = kitchen.makeId("pay_period");
  expect((await ask({ report: "honor-list", payPeriodId })).answer).toMatchObject({
    rejection: { code: "not-found", kind: "pay-period", id: payPeriodId },
  });
  expect(orders).toEqual([]);
});

test("another device gets nothing and does not learn that there is something", async () => {
  const exportId = await asked();
  const other = await kitchen.device("manager", "Laptop");
  expect(await take(exportId, other.deviceId)).toEqual(UNKNOWN);
  expect((await take(exportId)).ok).toBe(true);
  expect(await take(exportId, other.deviceId)).toEqual(UNKNOWN);
  expect(await take(kitchen.makeId("export"))).toEqual(UNKNOWN);
});

test("a file nobody fetches is forgotten", async () => {
  const exportId = await asked();
  await new Promise(setImmediate);
  kitchen.clock.advance(EXPORT_KEPT_MS);
  expect(await take(exportId)).toEqual(GONE);
});

test("of two that wait for one file, one gets it", async () => {
  const exportId = await asked();
  const both = await Promise.all([take(exportId), take(exportId)]);
  expect(both.filter((each) => each.ok)).toHaveLength(1);
  expect(both).toContainEqual(GONE);
});

test("a file still being made is waited for, but not for ever", async () => {
  const slow = Promise.withResolvers<MadeReport>();
  make = () => slow.promise;
  const exportId = await asked();
  const early = take(exportId);
  await new Promise(setImmediate);
  for (const run of patience) run();
  expect(await early).toEqual({ ok: false, error: { statusCode: 503, code: "export-not-ready" } });
  slow.resolve(MADE);
  expect((await take(exportId)).ok).toBe(true);
});

test("a store that cannot write down what leaves gives nothing out", async () => {
  bus = {
    ...kitchen.store.bus,
    submit: async ({ commandId }) => ({
      answer: { kind: "rejected", commandId, rejection: { code: "store-full" } },
      text: "",
      isRepeat: false,
    }),
  };
  const exportId = await asked();
  expect(await take(exportId)).toEqual({ ok: false, error: { statusCode: 503, code: "store-full" } });
  expect(await take(exportId)).toEqual(GONE);
});

test("a report that cannot be made fails alone", async () => {
  make = async () => {
    throw new Error("no such query");
  };
  const exportId = await asked();
  expect(await take(exportId)).toEqual({ ok: false, error: { statusCode: 500, code: "export-failed" } });
  make = async () => MADE;
  expect((await take(await asked())).ok).toBe(true);
});

test("more files than anybody fetches are refused", async () => {
  const never = Promise.withResolvers<MadeReport>();
  make = () => never.promise;
  const ids = [];
  for (let index = 0; index < 17; index += 1) ids.push(await asked());
  expect(await take(String(ids.at(-1)))).toEqual(GONE);
  never.resolve(MADE);
  expect((await take(String(ids[0]))).ok).toBe(true);
});
