import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, inject, it, vi } from "vitest";
import { serviceDateFromMs } from "#kernel/service-date.ts";
import { msFromLocal } from "#kernel/time.ts";
import { INSTALLED } from "#main/config.ts";
import { createKitchenServer, type KitchenServer } from "#main/kitchen-server.ts";
import { demoDayPlan } from "#scripts/demo/plan.ts";
import { openDemoKitchen, type OpenedKitchen } from "#scripts/demo/open-kitchen.ts";
import { openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";

const ZONE = "Asia/Makassar";
/** Just after the first kloter's planned preparation. */
const START_MS = msFromLocal("2026-11-21", "02:05", ZONE);
const serviceDate = serviceDateFromMs(START_MS, ZONE);

let dataDir: string;
let server: KitchenServer;
let kitchen: OpenedKitchen;
let browser: TestBrowser;
let wall: TestPage;
let plan: ReturnType<typeof demoDayPlan>;
/** As the wall's own welcome names it. */
let wallDeviceId = "";

beforeAll(async () => {
  dataDir = mkdtempSync(join(tmpdir(), "wall-night-"));
  server = await startServer();
  kitchen = await openDemoKitchen(server, serviceDate);
  plan = demoDayPlan({ serviceDate, timeZone: ZONE, makeId: kitchen.manager.makeId });
  await send("manager", "nutritionist", "plan-day", plan);
  browser = await openTestBrowser();
  const path = `/wall?inches=75&metres=5#secret=${server.shellSecret}`;
  wall = await browser.open({ origin: server.origin, path, width: 1920, height: 1080 });
  await wall.page.waitForSelector("[data-row]");
});
afterAll(async () => {
  await wall.close();
  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const begunMs = performance.now();

/** The kitchen's clock runs on through a restart. */
function startServer(port = 0): Promise<KitchenServer> {
  return createKitchenServer({
    dataDir,
    host: "127.0.0.1",
    port,
    logLevel: "error",
    ...INSTALLED,
    facesDir: inject("facesDir"),
    demo: { startMs: START_MS + Math.round(performance.now() - begunMs), rate: 1 },
  });
}

type Body = Parameters<OpenedKitchen["manager"]["send"]>[0]["body"];

async function send(
  from: "manager" | keyof OpenedKitchen["tablets"],
  who: keyof OpenedKitchen["people"],
  type: string,
  body: Body,
): Promise<void> {
  const device = from === "manager" ? kitchen.manager : kitchen.tablets[from];
  const answer = await device.send({ type, body, staffId: kitchen.people[who].staffId });
  expect(answer).toMatchObject({ kind: "accepted" });
}

const rowOf = (page: Page, batchNumber: number) =>
  page.locator("[data-row]", { hasText: `Kloter ${batchNumber}` }).first();

/** The number in front of a row, as somebody at the wall reads it. */
async function numberOf(page: Page, batchNumber: number): Promise<string> {
  return (await rowOf(page, batchNumber).textContent())?.slice(0, 1) ?? "";
}

describe("the wall of a real kitchen", () => {
  it("shows the plan, asks nothing of others and tells it is a demo", async () => {
    expect(await wall.page.locator("[data-row]").count()).toBe(plan.batches.length);
    expect(await wall.page.locator("[data-state=demo]").textContent()).toBe("DEMO");
    expect(wall.foreignRequests).toEqual([]);
    expect(wall.errors).toEqual([]);
  });

  it("refuses a stage with the kitchen's own reason, then advances it by two keys, and recalls it", async () => {
    const [batch] = plan.batches;
    const key = `Numpad${await numberOf(wall.page, 1)}`;
    await wall.page.keyboard.press(key);
    await wall.page.keyboard.press(key);
    await wall.page.waitForSelector("text=Belum bisa: belum ada orang");
    await send("manager", "nutritionist", "assign-task", {
      batchId: batch?.batchId,
      staffId: kitchen.people["cook-1"].staffId,
      taskKind: "lead-cook",
    });
    await wall.page.keyboard.press("Escape");
    await wall.page.keyboard.press(`Numpad${await numberOf(wall.page, 1)}`);
    await wall.page.keyboard.press("NumpadEnter");
    await wall.page.waitForSelector("text=Lanjut: Persiapan");
    await wall.page.keyboard.press("NumpadSubtract");
    await wall.page.waitForSelector("text=Dikembalikan");
  });

  it("[UX10.16] shows a reading out of limit within a second of its being recorded", async () => {
    const [batch] = plan.batches;
    const run = batch?.dishRuns.find(({ recipeCode }) => recipeCode !== "ANGGUR");
    const about = { batchId: batch?.batchId, dishRunId: run?.dishRunId };
    await send("prepare", "prepare", "start-preparation", { batchId: batch?.batchId });
    await send("cook", "cook-1", "start-cooking", about);
    await wall.page.waitForSelector("text=Memasak");
    const shown = wall.page.waitForSelector("[data-state=temperature-below]").then(() => performance.now());
    await send("cook", "quality", "record-core-temperature", {
      checkId: kitchen.tablets.cook.makeId("check"),
      ...about,
      readingsC: [71, 72.5, 73],
      action: { actionCode: "cook-on" },
    });
    const recordedAtMs = performance.now();
    expect((await shown) - recordedAtMs).toBeLessThan(1_000);
    expect(await wall.page.locator("[data-state=temperature-below]").textContent()).toBe("71,0 °C");
  });

  it("keeps its rows while the kitchen restarts, and comes back by itself with what was missed", async () => {
    const before = await wall.page.locator("[data-row]").allTextContents();
    const { httpPort } = server;
    wall.page.on("websocket", (socket) =>
      socket.on("framereceived", ({ payload }) => {
        wallDeviceId = /"deviceId":"(device_[0-9a-f]{32})"/.exec(String(payload))?.[1] ?? wallDeviceId;
      }),
    );
    await server.stop();
    expect(await wall.page.locator("[data-row]").count()).toBe(before.length);
    server = await startServer(httpPort);
    await vi.waitFor(() => expect(wallDeviceId).not.toBe(""), { timeout: 10_000 });
    await wall.page.waitForSelector("[data-state=link-live]");
    expect(await wall.page.locator("[data-row]").count()).toBe(before.length);
    expect(wall.errors).toEqual([]);
  });

  it("is put off at once when the kitchen revokes it", async () => {
    const { head } = kitchen.people;
    await kitchen.manager.reconnect();
    const answer = await kitchen.manager.send({
      type: "revoke-device",
      body: { deviceId: wallDeviceId, reason: "uji" },
      staffId: head.staffId,
      pins: [head.pin],
    });
    expect(answer).toMatchObject({ kind: "accepted" });
    await wall.page.waitForSelector("text=Layar ini dicabut");
    expect(await wall.page.locator("[data-row]").count()).toBe(0);
  });
});
