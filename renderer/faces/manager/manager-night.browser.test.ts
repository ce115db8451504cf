import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Page } from "playwright-core";
import { axeFindings, openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { startManagerNight, type ManagerNight } from "#tests/kit/manager-night.ts";
import { signOutAtConsole } from "#tests/kit/console-session.ts";

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let night: ManagerNight;
let browser: TestBrowser;
let console_: TestPage;
let page: Page;
/** What the page's policy refused (a style or script of its own making), and renders that changed another component. */
const complaints: string[] = [];
const COMPLAINTS = ["Content Security Policy", "Cannot update a component"];

beforeAll(async () => {
  night = await startManagerNight(inject("facesDir"));
  browser = await openTestBrowser();
  const server = night.server();
  console_ = await browser.open({
    origin: server.origin,
    path: `/manager#secret=${server.shellSecret}`,
    width: 1366,
    height: 768,
  });
  ({ page } = console_);
  page.on("console", (message) => {
    if (COMPLAINTS.some((words) => message.text().includes(words))) complaints.push(message.text());
  });
  await signIn("head");
});
afterAll(async () => {
  await console_.close();
  await browser.close();
  await night.close();
});

async function signIn(who: keyof ManagerNight["people"]): Promise<void> {
  await page.getByLabel("Nomor 6 angka").fill(night.people[who].pin);
  await page.getByRole("navigation", { name: "Menu utama" }).waitFor();
}

async function signOut(): Promise<void> {
  await signOutAtConsole(page);
}

/** Opens a page by its address, as a link in a message would. */
async function open(path: string): Promise<void> {
  await page.goto(`${night.server().origin}/manager/${path}`);
  await page.getByRole("heading", { level: 1 }).first().waitFor();
}

/** Types a personal number into the dialog that asks for it. */
async function sign(who: keyof ManagerNight["people"]): Promise<void> {
  await page
    .getByRole("dialog")
    .getByLabel(/^Nomor pribadi/)
    .fill(night.people[who].pin);
}

const PICTURES = process.env["PICTURES_DIR"];
async function picture(name: string): Promise<void> {
  if (PICTURES !== undefined) await page.screenshot({ path: join(PICTURES, `${name}.png`) });
}

const reasonOf = async (name: RegExp) => {
  const button = page.getByRole("button", { name });
  expect(await button.getAttribute("aria-disabled")).toBe("true");
  const describedBy = (await button.getAttribute("aria-describedby")) ?? "";
  return page.locator(`[id="${describedBy}"]`).innerText();
};

test("a task is offered to people checked in first, by where they are", async () => {
  await open(`dapur/kloter/${night.batch(2).batchId}`);
  await page.getByRole("combobox", { name: "Orang" }).click();
  const groups = page.locator(".mantine-Select-groupLabel");
  await groups.first().waitFor();
  await picture("batch-team");
  expect(await groups.allTextContents()).toEqual(["Hadir di regunya", "Hadir di regu lain", "Belum absen"]);
  await page.keyboard.press("Escape");
});

describe("release", () => {
  test("[UX10.17] with a gate missing it is off, names the gate, and the same code rejects the command", async () => {
    const batch = night.batch(1);
    await night.prepare(batch);
    await open("mutu?bagian=rilis");
    expect(await reasonOf(/^Rilis K1 /)).toBe("Selesaikan pemorsian dulu");
    await night.cookToReady(batch);
    await page.getByText("Kurang: Suhu saji, Sampel").waitFor();
    expect(await reasonOf(/^Rilis K1 /)).toBe("Kurang: Suhu saji, Sampel");
    const refusal = await night.refusal("manager", "nutritionist", "release-batch", { batchId: batch.batchId }, [
      "nutritionist",
    ]);
    expect(refusal).toMatchObject({
      code: "gate-failed",
      gates: [{ gate: "holding-temperature" }, { gate: "sample" }],
    });
  });

  test("[UX10.22] once every gate passes it is approved with the keyboard alone", async () => {
    const batch = night.batch(1);
    await night.keepSample(batch);
    await night.measureHolding(batch);
    await page
      .getByRole("button", { name: /^Rilis K1 / })
      .and(page.locator(":not([aria-disabled])"))
      .waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("h");
    await page.getByRole("heading", { level: 1, name: "Hari ini" }).waitFor();
    await page.keyboard.press("g");
    await page.keyboard.press("m");
    await page.getByRole("button", { name: /^Rilis K1 / }).waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("a");
    const dialog = page.getByRole("dialog");
    // Keys go where the focus is, and the field has it a moment after it is there.
    const isReady = () =>
      dialog
        .getByLabel(/^Nomor pribadi/)
        .evaluate((field: HTMLInputElement) => field === document.activeElement && field.value === "");
    await expect.poll(isReady, { timeout: 20_000 }).toBe(true);
    await page.keyboard.type("000000");
    await dialog.getByText(/Nomor salah/).waitFor();
    await expect.poll(isReady, { timeout: 20_000 }).toBe(true);
    await page.keyboard.type(night.people.head.pin);
    await page.getByText("K1 Balita, bumil, busui dirilis").first().waitFor();
    await page.getByRole("article", { name: /^K1 / }).getByText("LULUS", { exact: true }).waitFor();
  });
});

describe("a held batch", () => {
  test("a cold dish is held by the kitchen; the alert is known, acted on and verified by another person", async () => {
    const batch = night.batch(2);
    await night.prepare(batch);
    await night.cookToReady(batch);
    await night.measureHolding(batch, 54.2);
    await open("peringatan");
    const alert = page.locator("[data-row]", { hasText: "Kloter ditahan" });
    await alert.waitFor();
    await alert.focus();
    await page.keyboard.press("a");
    await page.locator("[data-row]", { hasText: /Kloter ditahan.*Diketahui Ratna/s }).waitFor();
    await page.locator("[data-row]", { hasText: "Kloter ditahan" }).focus();
    await page.keyboard.press("Enter");
    await page.getByRole("button", { name: "Catat tindakan", exact: true }).click();
    await page.getByText("Diperiksa di tempat · Ratna").waitFor();
    expect(await reasonOf(/^Verifikasi$/)).toBe("Tidak boleh menyetujui pekerjaan sendiri");
  });

  test("who held may not lift; the refusal stays in the dialog in words", async () => {
    const batch = night.batch(3);
    await night.prepare(batch);
    await open("hari-ini");
    await page.getByRole("button", { name: "Tahan K3 SD 1–3" }).click();
    await page.getByRole("dialog").getByLabel("Alasan").click();
    await page.getByRole("option", { name: "Rasa" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Tahan" }).click();
    await page.getByRole("article", { name: "K3 SD 1–3" }).getByText("DITAHAN", { exact: true }).waitFor();
    await open("mutu?bagian=rilis");
    await page.getByRole("button", { name: "Lepas tahan K3 SD 1–3" }).click();
    await page.getByRole("dialog").getByLabel("Keputusan").click();
    await page.getByRole("option", { name: "Pakai seperti adanya" }).click();
    await page.getByRole("dialog").getByLabel("Alasan dengan kata-kata").fill("Sudah dicicipi ulang");
    await page.getByRole("dialog").getByRole("button", { name: "Lepas tahan" }).click();
    await sign("head");
    await page.getByRole("dialog").getByText("Tidak boleh menyetujui pekerjaan sendiri").waitFor();
    await page.keyboard.press("Escape");
  });
});

describe("the plan of a kloter", () => {
  test("changed meanwhile by somebody else, both values are shown and nothing is overwritten in silence", async () => {
    const batch = night.batch(6);
    await open(`dapur/kloter/${batch.batchId}/ubah`);
    await page.getByLabel("Kelompok", { exact: true }).fill("SMA dan SMK");
    await night.act("manager", "nutritionist", "change-batch", {
      batchId: batch.batchId,
      fields: { label: "SMA pagi" },
    });
    await page.getByText(/Diubah Siti .* – lihat bedanya/).waitFor();
    const row = page.getByRole("row", { name: /Kelompok/ });
    expect(await row.getByRole("cell").allInnerTexts()).toEqual(["SMA pagi", "Kelompok", "SMA pagi", "SMA dan SMK"]);
    expect(await reasonOf(/^Simpan$/)).toBe("Pilih dulu nilai mana yang dipakai");
    await page.getByRole("button", { name: "Pakai isian saya" }).click();
    await page.getByRole("button", { name: "Simpan", exact: true }).click();
    await page.getByRole("heading", { level: 1, name: "K6 SMA dan SMK" }).waitFor();
  });

  test("people are assigned with the plan: who leads the kloter, who leads a dish, and the team", async () => {
    await open("dapur/rencana");
    await page.getByRole("combobox", { name: /Salin/ }).click();
    await page.getByRole("option", { name: /^K5 / }).click();
    const kloter = page.getByRole("region", { name: "Kelompok dan waktu" });
    await kloter.getByLabel("Kelompok", { exact: true }).fill("SD sore");
    await kloter.getByLabel("Gelombang").selectOption("2");
    await kloter.getByLabel("Mulai persiapan").fill("22:00");
    await kloter.getByLabel("Juru masak").click();
    await page.getByRole("option", { name: "Budi" }).click();
    await kloter.getByLabel("Tim").click();
    await page.getByRole("option", { name: "Agus" }).click();
    await page.getByRole("option", { name: "Yanti" }).click();
    await page.keyboard.press("Tab");
    await page.getByRole("group").getByLabel("Juru masak").first().click();
    await page.getByRole("option", { name: "Yanti" }).click();
    const point = page.getByRole("group", { name: "Titik 1" });
    await point.getByLabel("Kode").fill("SD-SORE");
    await point.getByLabel("Berangkat").fill("11:30");
    await point.getByLabel("Perjalanan (mnt)").fill("10");
    await point.getByLabel("Kecil").fill("40");
    // Its name becomes that of its group.
    await point.getByLabel("Nama", { exact: true }).fill("SD Sore");
    await page.getByRole("button", { name: "Simpan kloter" }).click();
    await page.getByLabel("Alasan melebihi kapasitas").fill("kelas sore tambahan");
    await page.getByRole("button", { name: "Simpan kloter" }).click();
    await page.getByRole("link", { name: /SD sore/ }).click();
    const team = page.getByRole("region", { name: "Tim kloter" });
    await team.getByRole("listitem").nth(3).waitFor();
    const lines = (await team.getByRole("listitem").allInnerTexts()).map((text) =>
      text.split("\n").slice(0, 2).join(": "),
    );
    expect(lines).toEqual(["Budi: Juru masak", "Agus: Masak", "Yanti: Masak", "Yanti: Juru masak · Nasi Putih"]);
  });

  test("what cannot be is said beside its field and the first such field has the focus", async () => {
    await open("dapur/rencana");
    await page.getByLabel("Mulai persiapan").fill("25:00");
    await page.getByRole("button", { name: "Simpan kloter" }).click();
    await page.getByText("Isi jam, misalnya 02:30").waitFor();
    await expect.poll(() => page.evaluate(() => document.activeElement?.getAttribute("aria-invalid"))).toBe("true");
    expect(
      await page.getByLabel("Kelompok", { exact: true }).evaluate((field) => field === document.activeElement),
    ).toBe(true);
  });
});

describe("who may see what", () => {
  test("an act without the role is off with its reason; a page by its address says whose it is", async () => {
    await signOut();
    await signIn("quality");
    await open("perangkat");
    await page.getByText("Halaman ini untuk Kepala SPPG, Aslap.").waitFor();
    await open("mutu?bagian=rilis");
    expect(await reasonOf(/^Rilis K4 /)).toBe("Perlu Kepala SPPG, Ahli gizi");
    await signOut();
    await signIn("head");
  });
});

describe("keys", () => {
  test("the palette finds a kloter and opens it; the help lists every key", async () => {
    await open("hari-ini");
    await page.keyboard.press("Control+k");
    await page.getByRole("combobox", { name: /Cari halaman/ }).waitFor();
    await page.keyboard.type("paud");
    await page.keyboard.press("Enter");
    await page.getByRole("heading", { level: 1, name: "K2 PAUD–TK" }).waitFor();
    await page.keyboard.press("?");
    await page.getByRole("dialog", { name: "Tombol papan ketik" }).getByText("Setujui baris ini").waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("Tab");
    await open("orang");
    await page.getByText("50 baris", { exact: true }).waitFor();
    await page.keyboard.press("/");
    await page.keyboard.type("ratna");
    await page.getByText("1 dari 50 baris").waitFor();
  });

  test("the first Tab reaches the skip link, which leads to the content", async () => {
    await open("dapur");
    await page.keyboard.press("Tab");
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe("Lewati ke isi");
    await page.keyboard.press("Enter");
    expect(await page.evaluate(() => document.activeElement?.id)).toBe("content");
  });
});

const ROUTES = [
  "hari-ini",
  "dapur",
  "dapur/rencana",
  "dapur/impor",
  "dapur/tutup",
  "kloter",
  "ubah",
  "mutu?bagian=rilis",
  "mutu?bagian=suhu",
  "mutu?bagian=pemeriksaan",
  "mutu?bagian=penyimpangan",
  "mutu?bagian=sampel",
  "mutu?bagian=tren",
  "peringatan",
  "orang",
  "staf",
  "perangkat",
  "sistem",
  "menu",
] as const;

function pathOf(route: (typeof ROUTES)[number]): string {
  if (route === "kloter") return `dapur/kloter/${night.batch(1).batchId}`;
  if (route === "ubah") return `dapur/kloter/${night.batch(5).batchId}/ubah`;
  return route === "staf" ? `orang/${night.people["cook-1"].staffId}` : route;
}

/** Pages used on a phone (UX.md §3.4): there axe looks again, where words give way to icons. */
const PHONE_ROUTES: readonly string[] = ["hari-ini", "peringatan"];

/** A press in the header, as a person changes the look: the page stays, so that only what changes with it is new. */
async function turn(button: string, mark: { readonly name: string; readonly value: string }): Promise<void> {
  await page.getByRole("banner").getByRole("button", { name: button }).click();
  await page.waitForFunction(({ name, value }) => document.documentElement.getAttribute(name) === value, mark);
  // Buttons fade between themes; what axe measures is their last colour.
  await page.waitForFunction(() => document.getAnimations().every((animation) => animation.playState !== "running"));
}

const sidewaysPx = () =>
  page.evaluate(() => {
    const main = document.querySelector("main");
    return Math.max(
      document.documentElement.scrollWidth - innerWidth,
      main === null ? 0 : main.scrollWidth - main.clientWidth,
    );
  });

/** Each page is opened once and then turned through both themes and languages: opening is what takes long. */
test.each(ROUTES)(
  "[UX10.21] [UX10.5] [UX10.2] %s: axe finds nothing serious, every disabled control has a reason, every state an icon and a word, nothing scrolls sideways",
  async (route) => {
    const found: string[] = [];
    const look = async (where: string, rules?: "colours") => {
      for (const finding of await axeFindings(page, axeSource, rules)) found.push(`${where}: ${finding}`);
      for (const fault of await page.evaluate(faultsOfPage)) found.push(`${where}: ${fault}`);
      const overflowPx = await sidewaysPx();
      if (overflowPx > 1) found.push(`${where}: ${overflowPx} px too wide`);
    };
    await open(pathOf(route));
    await page.waitForLoadState("networkidle");
    await look("id, light");
    // A theme changes colours alone, so only what depends on them is asked again.
    await turn("Tampilan malam", { name: "data-theme", value: "dark" });
    await look("id, dark", "colours");
    await turn("English", { name: "lang", value: "en" });
    await look("en, dark");
    await turn("Day colours", { name: "data-theme", value: "light" });
    await look("en, light", "colours");
    await turn("Indonesia", { name: "lang", value: "id" });
    await page.setViewportSize({ width: 360, height: 768 });
    // A chart draws itself anew once it sees its new width.
    await expect
      .poll(sidewaysPx, { timeout: 3_000 })
      .toBeLessThanOrEqual(1)
      .catch(() => undefined);
    const overflowPx = await sidewaysPx();
    if (overflowPx > 1) found.push(`at 360: ${overflowPx} px too wide`);
    if (PHONE_ROUTES.includes(route)) await look("at 360");
    await page.setViewportSize({ width: 1366, height: 768 });
    expect(found).toEqual([]);
  },
);

test("[UX10.23] nothing was asked of another origin, nothing thrown, nothing refused by the page's own policy", () => {
  expect(console_.foreignRequests).toEqual([]);
  expect(console_.errors).toEqual([]);
  expect(complaints).toEqual([]);
});

test("while the server is away the last data stays readable and its age is said; it comes back by itself", async () => {
  // The page's own clock, so that forty seconds of silence need not be waited for.
  await page.clock.install();
  await open("hari-ini");
  await page.getByRole("article", { name: /^K1 / }).waitFor();
  await night.stopServer();
  await page.clock.fastForward(41_000);
  await page.getByText(/Server dapur tidak menjawab\. Data .* Nyalakan ulang PC dapur\./).waitFor();
  await page.getByRole("article", { name: /^K1 / }).waitFor();
  await night.startServer();
  await page.clock.fastForward(10_000);
  await page.getByText("Tersambung", { exact: true }).waitFor();
});

/** Runs in the page: disabled controls without a described reason, states without icon and word, tables without caption. */
function faultsOfPage(): readonly string[] {
  const nameOf = (element: Element) => `${element.tagName.toLowerCase()} "${(element.textContent ?? "").slice(0, 40)}"`;
  const isShown = (element: Element) => element.checkVisibility();
  const faults: string[] = [];
  for (const control of document.querySelectorAll('[aria-disabled="true"], :disabled')) {
    if (!isShown(control) || control.closest('[role="listbox"]') !== null) continue;
    const reasonIds = (control.getAttribute("aria-describedby") ?? "").split(" ");
    const hasReason = reasonIds.some((id) => (document.getElementById(id)?.textContent ?? "").trim() !== "");
    if (!hasReason) faults.push(`no reason: ${nameOf(control)}`);
  }
  for (const state of document.querySelectorAll("[data-state]")) {
    if (!isShown(state)) continue;
    if (state.querySelector("svg") === null || (state.textContent ?? "").trim() === "") {
      faults.push(`state without icon or word: ${nameOf(state)}`);
    }
  }
  for (const table of document.querySelectorAll("table")) {
    if (table.querySelector("caption") === null) faults.push("a table without a caption");
  }
  return faults;
}
