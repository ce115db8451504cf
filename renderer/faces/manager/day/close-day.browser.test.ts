import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { Page } from "playwright-core";
import { addDays } from "#kernel/time.ts";
import { openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { startManagerNight, type ManagerNight } from "#tests/kit/manager-night.ts";

let night: ManagerNight;
let browser: TestBrowser;
let opened: TestPage;
let page: Page;

beforeAll(async () => {
  night = await startManagerNight(inject("facesDir"));
  browser = await openTestBrowser();
  const { origin, shellSecret } = night.server();
  opened = await browser.open({ origin, path: `/manager#secret=${shellSecret}`, width: 1366, height: 768 });
  ({ page } = opened);
  await page.getByLabel("Nomor 6 angka").fill(night.people.head.pin);
  await page.getByRole("navigation", { name: "Menu utama" }).waitFor();
});
afterAll(async () => {
  await opened.close();
  await browser.close();
  await night.close();
});

async function open(path: string): Promise<void> {
  await page.goto(`${night.server().origin}/manager/${path}`);
  await page.getByRole("heading", { level: 1, name: "Tutup hari" }).waitFor();
}

const panel = (name: string) => page.getByRole("region", { name });
const closeButton = () => page.getByRole("button", { name: "Tutup hari", exact: true });

async function reasonOf(button: ReturnType<typeof closeButton>): Promise<string> {
  const describedBy = (await button.getAttribute("aria-describedby")) ?? "";
  return page.locator(`[id="${describedBy}"]`).innerText();
}

async function cancel(number: number): Promise<void> {
  await night.act(
    "manager",
    "head",
    "cancel-batch",
    { batchId: night.batch(number).batchId, reasonCode: "order-changed", reason: "sekolah libur" },
    ["head"],
  );
}

describe("closing the kitchen day", () => {
  test("every open kloter stands in the way by its name, and its link leads to it", async () => {
    await open("dapur/tutup");
    const rows = panel("Yang menghalangi").getByRole("listitem");
    await rows.first().waitFor();
    expect(await rows.count()).toBe(night.plan.batches.length);
    expect(await reasonOf(closeButton())).toBe(
      `Belum bisa ditutup – ${night.plan.batches.length} kloter belum selesai, 0 kurang sampel`,
    );
    await page.getByRole("link", { name: /^Buka kloter K2 / }).click();
    await page.getByRole("heading", { level: 1, name: /^K2 / }).waitFor();
  });

  test("what is done and sampled closes with a number, and the frozen figures stay", async () => {
    const batch = night.batch(1);
    await night.prepare(batch);
    await night.cookToReady(batch);
    await night.keepSample(batch);
    await night.measureHolding(batch);
    await night.act("manager", "head", "release-batch", { batchId: batch.batchId }, ["head"]);
    await night.act("portion", "portion", "complete-batch", { batchId: batch.batchId, isWasteFree: true });
    for (const other of night.plan.batches.slice(1).keys()) await cancel(other + 2);
    await open("dapur/tutup");
    await panel("Yang menghalangi").getByText("Bank sampel hari ini 1 dari 2").waitFor();
    expect(await reasonOf(closeButton())).toBe("Bank sampel hari ini 1 dari 2 – simpan 1 lagi");
    await night.keepSample(batch);
    await panel("Yang menghalangi").getByText("Hari ini bisa ditutup", { exact: false }).waitFor();
    await closeButton().click();
    await page
      .getByRole("dialog")
      .getByLabel(/^Nomor pribadi/)
      .fill(night.people.head.pin);
    await panel("Keadaan hari").getByText("Ditutup", { exact: true }).first().waitFor();
    await panel("Keadaan hari")
      .getByText(/^Ratna, /)
      .waitFor();
    await panel("Angka yang dibekukan")
      .getByText(/^dibekukan /)
      .waitFor();
    expect(await panel("Angka yang dibekukan").getByText(`1/${night.plan.batches.length}`).count()).toBe(1);
  });

  test("it opens again with a reason and a number, and says who did and why", async () => {
    await page.getByRole("button", { name: "Buka lagi" }).click();
    const dialog = page.getByRole("dialog");
    const again = dialog.getByRole("button", { name: "Buka lagi" });
    expect(await again.getAttribute("aria-disabled")).toBe("true");
    await dialog.getByLabel("Alasan dengan kata-kata").fill("Catatan suhu tertinggal");
    await again.click();
    await page
      .getByRole("dialog")
      .getByLabel(/^Nomor pribadi/)
      .fill(night.people.head.pin);
    await panel("Keadaan hari").getByText("Catatan suhu tertinggal").waitFor();
    await panel("Angka yang akan dibekukan")
      .getByText(/^Setelah dibuka lagi/)
      .waitFor();
    await closeButton().waitFor();
  });
});

describe("the kind of a day", () => {
  test("a coming day becomes a day of dry packs with its own floor; a day begun keeps its kind", async () => {
    await open("dapur/tutup");
    const save = page.getByRole("button", { name: "Simpan jenis hari" });
    await save.waitFor();
    expect(await reasonOf(save)).toBe("Pekerjaan hari ini sudah mulai");
    await open(`dapur/tutup?hari=${addDays(night.serviceDate, 3)}`);
    await page.getByLabel("Jenis", { exact: true }).selectOption("dry-pack");
    await page.getByLabel("Masak paling awal (boleh kosong)").fill("25:00");
    expect(await reasonOf(save)).toBe("Isi jam, misalnya 13:00");
    await page.getByLabel("Masak paling awal (boleh kosong)").fill("01:00");
    await save.click();
    await panel("Keadaan hari").getByText("Paket kering").waitFor();
    await panel("Keadaan hari").getByText("01:00").waitFor();
  });
});

test("nothing was thrown and nothing asked of another origin", () => {
  expect(opened.errors).toEqual([]);
  expect(opened.foreignRequests).toEqual([]);
});
