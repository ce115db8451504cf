import { afterAll, beforeAll, expect, test } from "vitest";
import { msFromLocal } from "#kernel/time.ts";
import type { LanClient } from "#tests/kit/lan-client.ts";
import { printedQrCodes } from "#tests/kit/read-pdf.ts";
import { createRealKitchen, resultOf, type RealDevice, type RealKitchen } from "#tests/kit/real-kitchen.ts";

const NOW_MS = msFromLocal("2026-11-21", "00:30", "Asia/Jakarta");

interface Stand {
  readonly kitchen: RealKitchen;
  readonly head: { readonly staffId: string; readonly number: string };
  readonly cook: { readonly staffId: string; readonly number: string };
  readonly desk: RealDevice;
  readonly manager: LanClient;
  readonly door: LanClient;
}
let here: Stand;
let elsewhere: Stand;
beforeAll(async () => {
  here = await startKitchen();
  elsewhere = await startKitchen();
});
afterAll(async () => {
  await here.kitchen.stop();
  await elsewhere.kitchen.stop();
});

async function startKitchen(): Promise<Stand> {
  const kitchen = await createRealKitchen({ demo: { startMs: NOW_MS, rate: 1 } });
  const head = await kitchen.person("Rina Hartati", "kitchen-head");
  const cook = await kitchen.person("Budi Santoso", "kitchen-staff");
  const desk = await kitchen.device("manager", "Konsol");
  const manager = await kitchen.connect(desk);
  await manager.signIn({ pin: head.number });
  const door = await kitchen.connect(await kitchen.device("attendance", "Absensi"));
  const stand = { kitchen, head, cook, desk, manager, door };
  const badge = { staffId: cook.staffId, badgeId: kitchen.makeId("badge"), badge: { badgeKind: "qr" } };
  resultOf(await signed(stand, "issue-badge", badge));
  return stand;
}
const signed = ({ manager, head }: Stand, type: string, body: Readonly<Record<string, unknown>>) =>
  manager.command({ type, body, staffId: head.staffId, signatures: [{ pin: head.number }] });
const scan = (badge: string) =>
  here.door.command({ type: "record-punch", body: { punchId: here.kitchen.makeId("punch"), badge } });

/** The QR text of the cook's card, read off the sheet the kitchen's worker drew. */
async function printedText(stand: Stand): Promise<string> {
  const { kitchen, desk, cook } = stand;
  const exportId = kitchen.makeId("export");
  const request = { report: "badge-sheet", staffIds: [cook.staffId] };
  resultOf(await signed(stand, "export-report", { exportId, format: "pdf", request }));
  const file = await fetch(`${kitchen.url}/exports/${exportId}`, {
    headers: { authorization: `Bearer ${desk.deviceToken}` },
  });
  expect(file.headers.get("content-type")).toBe("application/pdf");
  const codes = await printedQrCodes(new Uint8Array(await file.arrayBuffer()));
  expect(codes).toHaveLength(1);
  return codes[0]?.text ?? "";
}

test("the printed card lets its owner in; a forged one and another kitchen's are refused by what they are", async () => {
  const text = await printedText(here);
  const foreign = await printedText(elsewhere);
  const forged = text.slice(0, -1) + (text.endsWith("0") ? "1" : "0");
  expect(await scan(forged)).toMatchObject({ kind: "rejected", rejection: { code: "badge-forged" } });
  expect(await scan(foreign)).toMatchObject({ kind: "rejected", rejection: { code: "badge-of-other-kitchen" } });
  // A key of this kitchen's own, signed by nobody here.
  const otherKey = text.replace(/\.P\.(.)/, (_all, first: string) => `.P.${first === "0" ? "1" : "0"}`);
  expect(await scan(otherKey)).toMatchObject({ kind: "rejected", rejection: { code: "badge-forged" } });
  expect(resultOf(await scan(text))).toMatchObject({ staffId: here.cook.staffId, direction: "in" });
});
