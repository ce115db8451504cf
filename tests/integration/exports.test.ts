import readXlsxFile from "read-excel-file/node";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { LanClient } from "#tests/kit/lan-client.ts";
import { createRealKitchen, resultOf, type RealDevice, type RealKitchen } from "#tests/kit/real-kitchen.ts";

/** The kitchen as `npm start` runs it: the file is made in a worker thread from the store's own file. */
let kitchen: RealKitchen;
let manager: RealDevice;
let client: LanClient;
let accountant: { readonly staffId: string; readonly number: string };
beforeAll(async () => {
  kitchen = await createRealKitchen();
  await kitchen.person("Ibu Kepala", "kitchen-head");
  accountant = await kitchen.person("=Rina Akuntan", "accountant");
  manager = await kitchen.device("manager", "Konsol");
  client = await kitchen.connect(manager);
  await client.signIn({ pin: accountant.number, staffId: accountant.staffId });
});
afterAll(() => kitchen.stop());

const ask = (pin: string) => {
  const exportId = kitchen.makeId("export");
  const request = { report: "hours", fromDate: "2026-11-01", toDate: "2026-11-30" };
  const body = { exportId, format: "xlsx", request };
  const { staffId } = accountant;
  return client
    .command({ type: "export-report", body, staffId, signatures: [{ pin }] })
    .then((answer) => ({ exportId, answer }));
};
const fetchFile = (exportId: string, device: RealDevice = manager) =>
  fetch(`${kitchen.url}/exports/${exportId}`, { headers: { authorization: `Bearer ${device.deviceToken}` } });

test("a signed file comes once, whole, to the console that asked, with names opened and text kept text", async () => {
  const { exportId, answer } = await ask(accountant.number);
  expect(resultOf(answer)["fileName"]).toBe("dapur_jam-kerja_2026-11-30.xlsx");
  const other = await kitchen.device("manager", "Laptop");
  expect((await fetchFile(exportId, other)).status).toBe(404);
  const file = await fetchFile(exportId);
  expect(file.status).toBe(200);
  const [info, hours] = await readXlsxFile(Buffer.from(await file.arrayBuffer()));
  expect(info?.data.find(([name]) => name === "Dicetak oleh")?.[1]).toBe("=Rina Akuntan");
  expect(hours?.data.slice(0, 3).map((row) => row[1])).toEqual(["Nama", "Ibu Kepala", "=Rina Akuntan"]);
  const again = await fetchFile(exportId);
  expect([again.status, await again.json()]).toEqual([410, { code: "export-gone" }]);
});

test("a wrong number makes no file", async () => {
  const { exportId, answer } = await ask("000000");
  expect(answer).toMatchObject({ kind: "rejected", rejection: { code: "signature-wrong" } });
  expect((await fetchFile(exportId)).status).toBe(404);
});
