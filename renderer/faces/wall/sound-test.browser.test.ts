import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { addDays, msFromLocal } from "#kernel/time.ts";
import { openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { PLAN_DATE } from "#tests/kit/production-plan.ts";
import { createRealKitchen, type RealKitchen } from "#tests/kit/real-kitchen.ts";

let browser: TestBrowser;
let kitchen: RealKitchen;
let wall: TestPage;
beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());
afterEach(async () => {
  expect(wall.errors).toEqual([]);
  await wall.close();
  await kitchen.stop();
});

/** A wall opened at a clock time of the evening before the kitchen day, and what the kitchen has on record of its sound. */
async function wallAt(clockTime: string, initScript?: string) {
  const startMs = msFromLocal(addDays(PLAN_DATE, -1), clockTime, "Asia/Jakarta");
  kitchen = await createRealKitchen({ facesDir: inject("facesDir"), demo: { startMs, rate: 1 }, port: 0 });
  const head = await kitchen.person("Rina Hartati", "kitchen-head");
  const desk = await kitchen.connect(await kitchen.device("manager", "Konsol"));
  await desk.signIn({ pin: head.number });
  wall = await browser.open({
    origin: kitchen.url,
    path: `/wall#secret=${kitchen.server.shellSecret}`,
    width: 1920,
    height: 1080,
    ...(initScript === undefined ? {} : { initScript }),
  });
  await wall.page.waitForSelector("[data-state=link-live]");
  const devices = desk.watch({ query: "devices", params: {}, key: "deviceId", staffId: head.staffId });
  return { recorded: () => devices.until((rows) => rows.some(({ soundTestedAtMs }) => soundTestedAtMs !== null)) };
}

describe("the wall's self-test tone at its quiet hour", () => {
  it("is played to its end, recorded, and raises nothing", async () => {
    const { recorded } = await wallAt("20:01");
    expect(await recorded()).toContainEqual(expect.objectContaining({ face: "wall", isSoundPlayed: true }));
    await wall.page.waitForSelector("[data-state=alert-none]");
  });

  it("that cannot be played is recorded, and an alert on the very wall", async () => {
    const { recorded } = await wallAt(
      "20:01",
      `HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException("no sound", "NotAllowedError"));`,
    );
    expect(await recorded()).toContainEqual(expect.objectContaining({ face: "wall", isSoundPlayed: false }));
    await wall.page.locator("[data-state=alert-medium]").getByText("Suara mati").waitFor();
  });
});
