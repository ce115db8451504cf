import { afterAll, beforeAll, expect, inject, test } from "vitest";
import type { Page } from "playwright-core";
import { idFromBytes } from "#kernel/ids.ts";
import { openTestBrowser, type TestBrowser, type TestPage } from "#tests/kit/browser.ts";
import { standardOfHub } from "#tests/kit/hub-documents.ts";
import { createRealKitchen, type RealKitchen } from "#tests/kit/real-kitchen.ts";
import { receiveFromHub } from "#tests/kit/receive-from-hub.ts";

/** What headquarters says, as the kitchen head reads and answers it. */
let kitchen: RealKitchen;
let number: string;
let browser: TestBrowser;
let opened: TestPage;
let page: Page;

const message = (at: number, publicationType: string, document: Readonly<Record<string, unknown>>) => ({
  ...{ number: at, publicationId: idFromBytes("publication", new Uint8Array(16).fill(at)) },
  ...{ publicationType, publicationVersion: 1, publishedAtMs: Date.now(), document },
});
const ANNOUNCEMENT = { severity: "critical", needsAcknowledgement: true, untilDate: null } as const;
const RECALL = { supplierNames: [], supplierLotCodes: [], fromDate: null, toDate: null } as const;

beforeAll(async () => {
  kitchen = await createRealKitchen({ facesDir: inject("facesDir") });
  ({ number } = await kitchen.person("Rina", "kitchen-head"));
  await kitchen.server.stop();
  await receiveFromHub(kitchen.dataDir, {
    kind: "deliver",
    hubStreamId: "national",
    messages: [
      message(1, "announcement-published", { ...ANNOUNCEMENT, title: "Air tercemar", text: "Masak air dulu" }),
      message(2, "recall-published", { ...RECALL, title: "Telur Jaya", reason: "Salmonella", foodCodes: ["GR001"] }),
      message(3, "standard-published", {
        ...standardOfHub({ "temperature.core-min": 77, "of.a-newer-version": 1 }, "2026-01-01"),
        documentVersion: 1,
      }),
    ],
  });
  await kitchen.startAgain();
  browser = await openTestBrowser();
  const path = `/manager#secret=${kitchen.server.shellSecret}`;
  opened = await browser.open({ origin: kitchen.url, path, width: 1366, height: 768 });
  ({ page } = opened);
  await page.getByLabel("Nomor 6 angka").fill(number);
  await page.getByRole("navigation", { name: "Menu utama" }).waitFor();
});
afterAll(async () => {
  expect(opened.errors).toEqual([]);
  await opened.close();
  await browser.close();
  await kitchen.stop();
});

test("an announcement is acknowledged, and says so from then on", async () => {
  const panel = page.getByRole("region", { name: "Pengumuman pusat" });
  await panel.getByText("Masak air dulu").waitFor();
  await panel.getByRole("button", { name: "Ketahui pengumuman Air tercemar" }).click();
  await panel.getByText(/ · Diketahui \d{2}:\d{2}$/).waitFor();
});

test("a recall is answered with what was eaten, signed; without the figure nothing is sent", async () => {
  const panel = page.getByRole("region", { name: "Penarikan pusat" });
  await panel.getByText("Tidak ada lot yang cocok di dapur ini.").waitFor();
  await panel.getByRole("button", { name: /Jawab/ }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByText("Isi berapa porsi sudah dimakan, 0 bila tidak ada").first().waitFor();
  await dialog.getByLabel("Porsi yang sudah dimakan").fill("12");
  await dialog.getByRole("button", { name: "Jawab pusat" }).click();
  await page
    .getByRole("dialog")
    .getByLabel(/^Nomor pribadi/)
    .fill(number);
  await panel.getByText("Dijawab: 12 porsi sudah dimakan").waitFor();
});

test("a standard is in force with its source, and names what this version cannot take", async () => {
  await page.goto(`${kitchen.url}/manager/sistem`);
  const panel = page.getByRole("region", { name: "Standar dari pusat" });
  await panel.getByText("77,0 °C").waitFor();
  await panel.getByText("SK Kepala BGN").waitFor();
  await panel.getByText("of.a-newer-version").waitFor();
});
