import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, it } from "vitest";
import type { ClientFrame, ServerFrame } from "#contract/lan-protocol.ts";
import { HOUR_MS } from "#kernel/time.ts";
import { cutElements, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { startScriptedKitchen, type ScriptedKitchen } from "#tests/kit/scripted-kitchen.ts";
import { TABLET_BATCH_IDS, TABLET_NOW_MS, tabletBatches, tabletId, tabletStaffNames } from "#tests/kit/tablet-night.ts";
import { touchFaults } from "#tests/kit/touch-targets.ts";
import { setTabletNight, tabletWelcome, visitBatch } from "#tests/kit/tablet-scene.ts";

type Command = Extract<ClientFrame, { kind: "command" }>;

let browser: TestBrowser;
let kitchen: ScriptedKitchen;
let opened: TestPage;
let page: Page;

const { cooking, portioning, ready } = TABLET_BATCH_IDS;
const dishRunId = `dish_run_${"11".padStart(32, "0")}`;
const coreHash = `#/batch/${cooking}/core-temperature/${dishRunId}`;

beforeAll(async () => {
  browser = await openTestBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  kitchen = await startScriptedKitchen({
    facesDir: inject("facesDir"),
    nowMs: TABLET_NOW_MS,
    welcome: tabletWelcome(),
  });
  setTabletNight(kitchen);
  opened = await browser.open({ origin: kitchen.origin, path: "/tablet#secret=x", width: 1280, height: 800 });
  page = opened.page;
  await page.waitForSelector("header");
});
afterEach(async () => {
  expect(opened.errors).toEqual([]);
  await opened.close();
  await kitchen.close();
});

const visit = (hash: string, batchId: string) => visitBatch({ kitchen, page, hash, batchId });
const button = (name: string | RegExp) => page.getByRole("button", { name });
const press = (name: string | RegExp) => button(name).first().click();
/** Types on the tablet's own keypad. */
async function type(keys: string): Promise<void> {
  for (const key of keys) await page.getByRole("button", { name: key, exact: true }).click();
}
const rejected = (command: Command, rejection: { readonly code: string }): ServerFrame => ({
  kind: "rejected",
  commandId: command.commandId,
  rejection: { ...rejection },
});
const commandsOf = (commandType: string) => kitchen.commands.filter(({ type: sent }) => sent === commandType);

describe("what the connection does to the face", () => {
  it("[UX10.7] says nothing, then the age, then since when, then hatches the figures", async () => {
    await expect.poll(() => page.locator("[data-state=link-live]").count()).toBe(1);
    kitchen.setSilent(true);
    await page.locator("[data-state=link-aging]").waitFor({ timeout: 12_000 });
    expect(await page.locator("[data-state=bar-cut]").count()).toBe(0);
  });

  it("[UX10.7] bars the top after 40 s and hatches the figures after five minutes, which stay readable", async () => {
    await page.clock.install();
    await page.reload();
    await page.locator("[data-state=link-live]").waitFor();
    kitchen.setSilent(true);
    await page.clock.fastForward(39_000);
    expect(await page.locator("[data-state=bar-cut]").count()).toBe(0);
    await page.clock.fastForward(3_000);
    await page.locator("[data-state=bar-cut]").waitFor();
    expect(await page.locator("[data-state=bar-cut]").textContent()).toContain("Terputus sejak 04:3");
    expect(await page.locator("main.hatched").count()).toBe(0);
    await page.clock.fastForward(262_000);
    await page.locator("main.hatched").waitFor();
    expect(await page.locator("li button").count()).toBeGreaterThan(1);
  });

  it("shows the last list with its age while it loads from the device, and works on", async () => {
    await page.getByRole("list", { name: /Daftar tugas/ }).waitFor();
    await page.locator("li button").first().waitFor();
    await kitchen.kill();
    await page.locator("[data-state=bar-queue], [data-state=link-aging]").first().waitFor({ timeout: 12_000 });
    expect(await page.locator("ul[aria-label^='Daftar tugas'] li").count()).toBeGreaterThan(1);
    await kitchen.revive();
    await page.locator("[data-state=bar-back]").waitFor({ timeout: 15_000 });
  });
});

describe("a record on its way", () => {
  it("is kept on the tablet while the kitchen is away, and sent once when it is back", async () => {
    await visit(`#/batch/${portioning}/portions`, portioning);
    await kitchen.kill();
    await press(/^\+10/);
    await page.locator("[data-state=bar-queue]").waitFor();
    expect(await page.locator("[data-state=bar-queue]").textContent()).toBe("Tersimpan di tablet: 1 – akan terkirim");
    expect(await page.locator("output").first().textContent()).toBe("422");
    await kitchen.revive();
    await expect.poll(() => commandsOf("record-portions").length, { timeout: 15_000 }).toBe(1);
    await page.locator("[data-state=bar-queue]").waitFor({ state: "detached" });
  });

  it("[UX10.19] goes back visibly when it is refused, with the reason, and what was typed stays", async () => {
    kitchen.answerCommands((command) => rejected(command, { code: "batch-held" }));
    await visit(`#/batch/${portioning}/portions`, portioning);
    await press(/^\+10/);
    await page.getByRole("alert").filter({ hasText: "Kloter ditahan" }).waitFor();
    expect(await page.locator("output").first().textContent()).toBe("412");
    await visit(coreHash, cooking);
    await type("802791783");
    await press(/^Simpan/);
    await page.getByRole("alert").filter({ hasText: "Ditolak: Kloter ditahan – isian Anda tetap di sini" }).waitFor();
    expect(await page.getByRole("button", { name: /Titik/ }).allTextContents()).toEqual([
      expect.stringContaining("80,2 °C"),
      expect.stringContaining("79,1 °C"),
      expect.stringContaining("78,3 °C"),
    ]);
    expect(await page.locator("[data-state=bar-decide]").count()).toBe(0);
  });

  it("that is refused later waits for a decision, and its form opens with what was typed", async () => {
    await visit(coreHash, cooking);
    await kitchen.kill();
    await type("802791783");
    await press(/^Simpan/);
    await page.locator("[data-state=bar-queue]").waitFor();
    kitchen.answerCommands((command) => rejected(command, { code: "batch-held" }));
    await kitchen.revive();
    await page.locator("[data-state=bar-decide]").waitFor({ timeout: 15_000 });
    await page.evaluate(() => location.replace("#/queue"));
    await press(/Suhu inti · 80,2 °C · 79,1 °C · 78,3 °C/);
    await page.getByText("Ditolak: Kloter ditahan").waitFor();
    await press("Buka isian");
    await page.getByRole("heading", { name: "Suhu inti" }).waitFor();
    expect((await page.getByRole("button", { name: /Titik 1/ }).textContent()) ?? "").toContain("80,2 °C");
    expect(await page.locator("[data-state=bar-decide]").count()).toBe(0);
  });

  it("shows both figures when somebody else was faster, and the person chooses", async () => {
    const [batch] = tabletBatches();
    kitchen.answerCommands((command) => rejected(command, { code: "stale-version", ...{ current: 9 } }));
    kitchen.setRows("batch-history", [
      {
        eventId: "event_1",
        batchId: cooking,
        type: "cooking-progressed",
        dishRunId,
        dishName: "Tumis",
        staffId: "staff_2",
        staffName: "Budi",
        deviceId: null,
        occurredAtMs: TABLET_NOW_MS - 60_000,
        recordedAtMs: TABLET_NOW_MS - 60_000,
        isUndone: false,
        isLateEntry: false,
        data: { readyPortionCount: 1_900 },
      },
    ]);
    await visit(`#/batch/${cooking}/progress/${dishRunId}`, cooking);
    await type("1850");
    await press("Simpan 1.850");
    await page.getByText("Sudah diubah Budi 04:31: 1.900. Isian Anda: 1.850.").waitFor();
    expect(await button("Biarkan 1.900").count()).toBe(1);
    kitchen.answerCommands((command) => ({
      kind: "accepted",
      commandId: command.commandId,
      seq: 1,
      streamId: "s",
      streamVersion: 1,
      result: {},
    }));
    await press(/Pakai isian saya/);
    await expect.poll(() => commandsOf("record-cooking-progress").length).toBe(2);
    expect(commandsOf("record-cooking-progress").at(-1)).toMatchObject({
      body: { readyPortionCount: 1_850 },
      expectedVersion: batch?.streamVersion,
    });
  });

  it("asks for the Wi-Fi beyond 500 records, and capture goes on", async () => {
    await kitchen.kill();
    await page.evaluate(async () => {
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open("bergizi-tablet");
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(opening.error ?? new Error("no queue"));
      });
      const write = database.transaction("record", "readwrite");
      for (let ordinal = 1; ordinal <= 512; ordinal += 1) {
        write.objectStore("record").put({
          commandId: `command_${String(ordinal).padStart(32, "0")}`,
          ordinal,
          type: "note-batch",
          body: { batchId: "batch_1", note: "x" },
          staffId: null,
          expectedVersion: null,
          occurredAtMs: 0,
          attemptCount: 0,
          rejection: null,
        });
      }
      await new Promise((resolve) => (write.oncomplete = resolve));
      database.close();
    });
    await kitchen.revive();
    kitchen.setSilent(true);
    await page.reload();
    await page.locator("[data-state=bar-near-wifi]").waitFor({ timeout: 15_000 });
    expect(await page.locator("[data-state=bar-near-wifi]").textContent()).toMatch(
      /Dekatkan ke Wi-Fi dapur – 51\d catatan menunggu/,
    );
  });
});

describe("a tablet whose storage is nearly full", () => {
  it("asks for the Wi-Fi while something waits, and capture goes on", async () => {
    await page.addInitScript(() => {
      navigator.storage.estimate = () => Promise.resolve({ usage: 95, quota: 100 });
    });
    await page.reload();
    await page.waitForSelector("header");
    await visit(`#/batch/${portioning}/portions`, portioning);
    await kitchen.kill();
    await press(/^\+10/);
    await page.locator("[data-state=bar-near-wifi]").waitFor();
    await press(/^\+10/);
    await page.getByText("Dekatkan ke Wi-Fi dapur – 2 catatan menunggu").waitFor();
  });
});

describe("[UX10.16] a reading out of its limit", () => {
  it("has no way to be saved but with an action", async () => {
    await visit(coreHash, cooking);
    await type("748761770");
    await press(/^Simpan/);
    await page.locator("[data-state=out-of-limit]").waitFor();
    const save = button(/^Simpan 74,8/);
    expect(await save.getAttribute("aria-disabled")).toBe("true");
    await save.click({ force: true });
    for (const key of ["Enter", "Escape", " "]) await page.keyboard.press(key);
    expect(commandsOf("record-core-temperature")).toEqual([]);
    await page.getByRole("radio", { name: "Lanjut masak" }).click();
    await save.click();
    await expect.poll(() => commandsOf("record-core-temperature").length).toBe(1);
    expect(commandsOf("record-core-temperature")[0]?.body).toMatchObject({
      readingsC: [74.8, 76.1, 77],
      action: { actionCode: "cook-on" },
    });
    // The notice to measure again stands on the card, whole.
    expect(await cutElements(page)).toEqual([]);
  });

  it("needs words for “Lainnya”", async () => {
    await visit(coreHash, cooking);
    await type("748761770");
    await press(/^Simpan/);
    await page.getByRole("radio", { name: "Lainnya" }).click();
    expect(await button("Lanjut").getAttribute("aria-disabled")).toBe("true");
    await type("aduk");
    await press("Lanjut");
    await press(/^Simpan 74,8/);
    await expect.poll(() => commandsOf("record-core-temperature").length).toBe(1);
    expect(commandsOf("record-core-temperature")[0]?.body).toMatchObject({
      action: { actionCode: "other", reason: "aduk" },
    });
  });

  it("is caught by the kitchen where the tablet does not know the limit yet", async () => {
    kitchen.answerCommands((command) =>
      rejected(command, { code: "corrective-action-missing", ...{ limitC: 80, worstC: 76 } }),
    );
    await visit(coreHash, cooking);
    await type("760771783");
    await press(/^Simpan/);
    await page.getByText("76,0 °C · batas 80,0 °C").waitFor();
  });
});

describe("[UX10.17] the release", () => {
  it("is off while a gate is missing and names every one", async () => {
    await visit(`#/batch/${ready}/release`, ready);
    const release = page.getByRole("group", { name: "Tindakan" }).getByRole("button", { name: /^Rilis/ });
    expect(await release.getAttribute("aria-disabled")).toBe("true");
    const reasonId = (await release.getAttribute("aria-describedby")) ?? "";
    expect(await page.locator(`[id="${reasonId}"]`).textContent()).toBe(
      "Kurang: Suhu inti, Suhu saji, Uji rasa, Uji cepat, Sampel, Jam konsumsi, Penyimpangan, Paket alergi",
    );
    await release.click({ force: true });
    expect(kitchen.commands).toEqual([]);
  });
});

describe("the device itself", () => {
  it("keeps its queue when it is revoked, and offers it for export", async () => {
    await visit(`#/batch/${portioning}/portions`, portioning);
    await kitchen.kill();
    await press(/^\+10/);
    await press(/^\+1 /);
    await page.locator("[data-state=bar-queue]").waitFor();
    kitchen.refuse("device-revoked-closing");
    await kitchen.revive();
    await page.getByText("Tablet dicabut. 2 catatan disimpan – serahkan ke Kepala SPPG").waitFor({ timeout: 15_000 });
    const download = page.waitForEvent("download");
    await press("Ekspor");
    expect((await download).suggestedFilename()).toBe("bergizi-tablet.json");
  });

  it("locks touch for wiping and opens by itself", async () => {
    await page.evaluate(() => location.replace("#/settings"));
    await press("Lap layar");
    await page.getByText("Silakan lap layar").waitFor();
    await page.keyboard.press("Escape");
    expect(await page.locator("dialog[open]").count()).toBe(1);
    await page.locator("dialog[open]").waitFor({ state: "detached", timeout: 20_000 });
  });

  it("comes back to a half-typed form after a reload", async () => {
    await visit(coreHash, cooking);
    await type("802");
    await page.reload();
    await page.getByRole("button", { name: /Titik 1.*80,2/ }).waitFor();
  });

  it("says so when nobody has paired it, and leads to the pairing page", async () => {
    await page.evaluate(() => localStorage.clear());
    await page.goto(`${kitchen.origin}/tablet`);
    await page.getByText("Layar ini belum dipasangkan").waitFor();
    expect(await button("Pasangkan tablet ini").count()).toBe(1);
  });

  it("says when a station has nothing to do, and when it will", async () => {
    kitchen.setRows("my-tasks", []);
    await page.getByText("Tidak ada tugas di Masak").waitFor();
    kitchen.setRows("production-board", []);
    await page.getByText("Belum ada rencana untuk 21 Nov – isi di Konsol").waitFor();
  });

  it("shows stations of later versions, off and with the reason", async () => {
    const dispatch = button(/Kirim/);
    expect(await dispatch.getAttribute("aria-disabled")).toBe("true");
    expect(await dispatch.textContent()).toContain("Belum tersedia di versi ini");
  });
});

describe("[UX10.5] without colour", () => {
  it("the deadlines of the task list still differ", async () => {
    await page.locator("li button").first().waitFor();
    const looks = await page.evaluate(() =>
      ["deadline-late", "deadline-soon", "deadline-on-track"].map((state) => {
        const badge = document.querySelector(`[data-state=${state}]`);
        return [badge?.querySelector("svg")?.outerHTML ?? "", badge?.textContent ?? ""].join("");
      }),
    );
    expect(new Set(looks).size).toBe(3);
  });
});

describe("who acts", () => {
  it("is refused by role with the reason, before any tap", async () => {
    await page.goto("about:blank");
    const crew = await startScriptedKitchen({
      facesDir: inject("facesDir"),
      nowMs: TABLET_NOW_MS,
      welcome: {
        ...tabletWelcome(),
        sessions: [
          {
            staffId: `staff_${"2".padStart(32, "0")}`,
            name: "Siti",
            roles: ["kitchen-staff"],
            divisionCode: null,
            expiresAtMs: TABLET_NOW_MS + HOUR_MS,
          },
        ],
      },
    });
    setTabletNight(crew);
    await page.goto(`${crew.origin}/tablet#secret=x`);
    await visitBatch({
      kitchen: crew,
      page,
      hash: `#/batch/${TABLET_BATCH_IDS.checking}`,
      batchId: TABLET_BATCH_IDS.checking,
    });
    const tasting = button(/^Uji rasa/);
    expect(await tasting.getAttribute("aria-disabled")).toBe("true");
    expect(await tasting.textContent()).toContain("Perlu Ahli gizi atau petugas mutu");
    await crew.close();
  });

  it("stands on two pages of large chips for a division of fourteen", async () => {
    kitchen.setRows("station-present", checkedIn(13));
    await page.evaluate(() => location.replace("#/who"));
    await button("Lainnya").waitFor();
    await picture("who-14");
    expect(await touchFaults(page)).toEqual([]);
    expect(await cutElements(page)).toEqual([]);
    const seen = new Set(await chipNames());
    await press("Lainnya");
    await page.getByText("halaman 2 dari 2", { exact: false }).waitFor();
    for (const name of await chipNames()) seen.add(name);
    // The kitchen head, who typed a number here, and everybody checked in.
    expect(seen.size).toBe(14);
    await page.setViewportSize({ width: 600, height: 960 });
    await button("Lainnya").waitFor();
    await picture("who-14-narrow");
    expect(await touchFaults(page, { keyMinPx: 88 })).toEqual([]);
  });

  it("is offered a task first who is here, and told who is not checked in", async () => {
    const names = tabletStaffNames();
    kitchen.setRows(
      "people-present",
      [12, 13].map((number) => presentRow(number)),
    );
    kitchen.setRows(
      "staff-names",
      names.map((row, index) => (index === 12 ? { ...row, divisionCode: "distribusi" } : row)),
    );
    await visit(`#/batch/${cooking}/team`, cooking);
    await button(/Orang 12/).waitFor();
    await picture("team-present");
    const tiles = await page.locator("main button[aria-pressed]").allTextContents();
    expect(tiles[0]).toMatch(/Orang 12.*Hadir$/);
    expect(tiles[1]).toMatch(/Orang 13.*Hadir di regu lain/);
    expect(tiles[2]).toMatch(/Belum absen/);
  });
});

const presentRow = (number: number) => ({
  staffId: tabletId("staff", number),
  sinceAtMs: TABLET_NOW_MS - HOUR_MS,
  untilAtMs: TABLET_NOW_MS + HOUR_MS,
});
const checkedIn = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    staffId: tabletId("staff", index + 2),
    name: index === 3 ? "Muhammad Fauzan" : `Orang ${index + 2}`,
    roles: ["kitchen-staff"],
    divisionCode: "pengolahan",
    sinceAtMs: TABLET_NOW_MS - HOUR_MS,
    expiresAtMs: TABLET_NOW_MS + HOUR_MS,
  }));
const chipNames = () => page.locator("main button[aria-pressed]").allTextContents();
const PICTURES = process.env["PICTURES_DIR"];
async function picture(name: string): Promise<void> {
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}
