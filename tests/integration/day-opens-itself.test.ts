import { afterEach, beforeEach, expect, test } from "vitest";
import { MINUTE_MS, msFromLocal } from "#kernel/time.ts";
import type { LanClient } from "#tests/kit/lan-client.ts";
import { createRealKitchen, resultOf, type RealKitchen } from "#tests/kit/real-kitchen.ts";

const BOUNDARY_MS = msFromLocal("2026-11-20", "15:00", "Asia/Jayapura");

let kitchen: RealKitchen;
let head: { readonly staffId: string; readonly number: string };
let manager: LanClient;

beforeEach(async () => {
  // Two minutes before the boundary, a kitchen minute a second.
  kitchen = await createRealKitchen({ demo: { startMs: BOUNDARY_MS - 2 * MINUTE_MS, rate: 60 } });
  head = await kitchen.person("Rina Hartati", "kitchen-head");
  manager = await kitchen.connect(await kitchen.device("manager", "Konsol"));
  await manager.signIn({ pin: head.number });
});
afterEach(() => kitchen.stop());

const asHead = (question: {
  readonly query: string;
  readonly params: Readonly<Record<string, unknown>>;
  key: string;
}) => manager.watch({ ...question, staffId: head.staffId });

test("a running kitchen opens its day when the clock of its own zone strikes", async () => {
  const day = asHead({ query: "service-day", params: { serviceDate: "2026-11-21" }, key: "serviceDate" });
  const fields = { siteName: "SPPG Contoh", timeZone: "Asia/Jayapura" };
  resultOf(await manager.command({ type: "update-site-profile", body: { fields }, staffId: head.staffId }));
  const [open] = await day.until((rows) => rows[0]?.["dayStatus"] === "open", "an open day");
  expect(open?.["openedAtMs"]).toBeGreaterThanOrEqual(BOUNDARY_MS);
  const log = asHead({
    query: "audit-log",
    params: { fromAtMs: 0, toAtMs: BOUNDARY_MS + 24 * 60 * MINUTE_MS, type: "service-day-opened" },
    key: "eventId",
  });
  // On a fast machine the day of before was opened first, when the kitchen was founded.
  const [newest] = await log.until((lines) => lines.length > 0);
  expect(newest).toMatchObject({ serviceDate: "2026-11-21", staffId: null, deviceId: null });
});
