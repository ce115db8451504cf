import { afterEach, beforeEach, describe, expect, inject, it } from "vitest";
import { msFromLocal } from "#kernel/time.ts";
import { openTestBrowser, type TestBrowser } from "#tests/kit/browser.ts";
import type { LanClient } from "#tests/kit/lan-client.ts";
import { createRealKitchen, resultOf, type RealKitchen } from "#tests/kit/real-kitchen.ts";

/** Half past two in the afternoon, before the standard boundary. */
const START_MS = msFromLocal("2026-11-20", "14:30", "Asia/Jakarta");

let kitchen: RealKitchen;
let head: { readonly staffId: string; readonly number: string };
let manager: LanClient;
let browser: TestBrowser;

beforeEach(async () => {
  kitchen = await createRealKitchen({ facesDir: inject("facesDir"), demo: { startMs: START_MS, rate: 1 } });
  head = await kitchen.person("Rina Hartati", "kitchen-head");
  manager = await kitchen.connect(await kitchen.device("manager", "Konsol"));
  await manager.signIn({ pin: head.number });
  const fields = { siteName: "SPPG Contoh", timeZone: "Asia/Jakarta" };
  resultOf(await manager.command({ type: "update-site-profile", body: { fields }, staffId: head.staffId }));
  browser = await openTestBrowser();
});
afterEach(async () => {
  await browser.close();
  await kitchen.stop();
});

describe("a wall that is on", () => {
  it("turns to the day the kitchen head's boundary says, at once and without a reload", async () => {
    const path = `/wall#secret=${kitchen.server.shellSecret}`;
    const wall = await browser.open({ origin: kitchen.server.origin, path, width: 1920, height: 1080 });
    await wall.page.getByText("Jum, 20 Nov").first().waitFor();
    resultOf(
      await manager.command({
        type: "change-setting",
        body: {
          settingKey: "service-day.boundary",
          value: "14:00",
          source: "Keputusan kepala dapur",
          effectiveFromDate: "2026-11-21",
          reason: "sif mulai pukul dua",
        },
        staffId: head.staffId,
        signatures: [{ pin: head.number }],
      }),
    );
    await wall.page.getByText("Sab, 21 Nov").first().waitFor();
    expect(await wall.page.getByText("Jum, 20 Nov").count()).toBe(0);
    await wall.close();
  });
});
