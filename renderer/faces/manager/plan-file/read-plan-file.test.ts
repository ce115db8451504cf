import { expect, test } from "vitest";
import { createIdFactory } from "#kernel/ids.ts";
import { planDay } from "#domains/production/commands.ts";
import { planDayBody } from "#renderer/faces/manager/plan/plan-body.ts";
import { PLAN_FILE_MAX_BYTES } from "./grid.ts";
import { pointIdFromCode, readPlanFile, type PlanFileDeps } from "./read-plan-file.ts";
import { planTemplateCsv, planTemplateXlsx } from "./template.ts";

const deps: PlanFileDeps = {
  day: { serviceDate: "2026-11-21", timeZone: "Asia/Jakarta", boundary: "15:00" },
  makeId: createIdFactory({ nowMs: () => 0, fillRandom: (bytes) => bytes.fill(7) }),
  planned: [],
  staffIdByCode: new Map([["STAFF-006", `staff_${"6".repeat(32)}`]]),
};
const bytesOf = (text: string) => new TextEncoder().encode(text);
const read = (text: string, more: Partial<PlanFileDeps> = {}) =>
  readPlanFile({ name: "rencana.csv", bytes: bytesOf(text) }, { ...deps, ...more });
async function problemsOf(text: string, more: Partial<PlanFileDeps> = {}) {
  const reading = await read(text, more);
  if (!reading.ok) return reading.error;
  return reading.value.problems.map(({ rowNumber, field, code, data }) =>
    [rowNumber, field, code, ...Object.values(data)].join(" "),
  );
}

const HEADER =
  "Jenis,Kloter,Kelompok,Gelombang,Mulai persiapan,Kecil,Besar,Balita,Bumil/busui,Paket alergi,Masakan,Nama layar," +
  "Komponen,Golongan saji,Jenis suhu,Lama standar (mnt),Mulai masak,Selesai masak,Nama,Satuan,Kode,Berangkat,Perjalanan (mnt),Nomor,Langkah";
function plan(...rows: ReadonlyArray<Readonly<Record<string, string>>>): string {
  const columns = HEADER.split(",");
  return [HEADER, ...rows.map((row) => columns.map((column) => row[column] ?? "").join(","))].join("\n");
}
const kloterA = { Jenis: "Kloter", Kloter: "A", Kelompok: "SD 1–3", Gelombang: "1", "Mulai persiapan": "22:00" };
const riceA = {
  Jenis: "Masakan",
  Kloter: "A",
  Masakan: "Nasi Putih",
  Komponen: "pokok",
  "Golongan saji": "nasi",
  "Jenis suhu": "panas",
  "Lama standar (mnt)": "60",
  "Mulai masak": "02:00",
  "Selesai masak": "03:00",
};
const pointA = {
  Jenis: "Titik",
  Kloter: "A",
  Kode: "SDN-03",
  Nama: "SDN 3",
  Berangkat: "06:40",
  "Perjalanan (mnt)": "20",
  Kecil: "200",
};

test("both templates, in both languages, read back as the clean plan they show", async () => {
  for (const language of ["id", "en"] as const) {
    const csv = await read(planTemplateCsv(language));
    const blob = await planTemplateXlsx(language);
    const xlsx = await readPlanFile({ name: "t.xlsx", bytes: new Uint8Array(await blob.arrayBuffer()) }, deps);
    for (const reading of [csv, xlsx]) {
      expect(reading.ok && reading.value.problems).toEqual([]);
      const kloters = (reading.ok ? reading.value.kloters : null) ?? [];
      const body = planDayBody(kloters, {
        serviceDate: "2026-11-21",
        planSource: { kind: "file", fileName: "t", sha256: reading.ok ? reading.value.sha256 : "" },
        overCapacityReason: "",
      });
      expect(planDay.body.safeParse(body).error).toBeUndefined();
      expect(kloters.map((kloter) => [kloter.label, kloter.portionCounts.smallCount, kloter.specialPackCount])).toEqual(
        [["SD 1–3", 200, 2]],
      );
    }
  }
});

test("every bad row is named by its number, and nothing is imported", async () => {
  const text = plan(
    kloterA,
    { ...kloterA, Kelompok: "SD 4–6" },
    { ...riceA, Komponen: "lauk laut", "Selesai masak": "26:00" },
    { ...riceA, Kloter: "C" },
    { ...pointA, Kecil: "-200" },
    { Jenis: "Bahan", Masakan: "Sayur Lodeh", Nama: "Labu", Satuan: "g", Kecil: "=2*2", Besar: "10" },
    { Jenis: "Saran", Kloter: "A" },
  );
  expect(await problemsOf(text)).toEqual([
    "3 kloter kloter-repeated A",
    "3 small portions-zero",
    "3  no-dishes",
    "3  no-points",
    "4 finish not-a-time",
    "4 component not-a-choice",
    "5 kloter kloter-unknown C",
    "6 small out-of-range 0 100000",
    "7 dishName dish-unknown Sayur Lodeh",
    "8  row-kind-unknown Saran",
  ]);
  const reading = await read(text);
  expect(reading.ok && reading.value.kloters).toBeNull();
});

test("a formula in a cell is refused where it stands", async () => {
  expect(await problemsOf(plan(kloterA, riceA, { ...pointA, Nama: "=HYPERLINK(1)" }))).toEqual(["4 name formula"]);
});

test("two kloter of one group in one wave, and one point twice, are refused", async () => {
  const kloterB = { ...kloterA, Kloter: "B" };
  const text = plan(kloterA, kloterB, riceA, { ...riceA, Kloter: "B" }, pointA, { ...pointA, Kloter: "B" });
  expect(await problemsOf(text)).toEqual([
    "3 label kloter-repeated SD 1–3",
    "7 code point-in-two-kloter SDN-03 SD 1–3",
  ]);
});

test("a dish is described once; its ingredients stand under every mention and are refused once", async () => {
  const kloterB = { ...kloterA, Kloter: "B", Kelompok: "SMP", Gelombang: "2" };
  const riceB = {
    Jenis: "Masakan",
    Kloter: "B",
    Masakan: "nasi putih",
    "Mulai masak": "06:00",
    "Selesai masak": "07:00",
  };
  const pointB = { ...pointA, Kloter: "B", Berangkat: "10:30" };
  const rice = { Jenis: "Bahan", Masakan: "Nasi Putih", Nama: "Beras", Satuan: "g", Kecil: "4000", Besar: "" };
  expect(await problemsOf(plan(kloterA, kloterB, riceA, riceB, pointA, pointB, rice))).toEqual(["8 large required"]);
  const reading = await read(plan(kloterA, kloterB, riceA, riceB, pointA, pointB, { ...rice, Besar: "8000" }));
  const kloters = reading.ok ? reading.value.kloters : null;
  expect(kloters?.map((kloter) => kloter.runs[0]?.dish.ingredients.length)).toEqual([1, 1]);
  expect(kloters?.[1]?.runs[0]?.dish).toEqual(kloters?.[0]?.runs[0]?.dish);
});

test("a column that is missing or unknown is named at the heading", async () => {
  const text = ["Jenis,Kloter,Kelompok,Gelombang,Catatan", "Kloter,A,SD 1–3,1,besok"].join("\n");
  const problems = await problemsOf(text);
  expect(problems).toContain("1  column-unknown Catatan");
  expect(problems).toContain("1 preparation column-missing");
});

test("planning a group again changes its batch; a batch that has begun is refused", async () => {
  const planned = {
    batchId: `batch_${"a".repeat(32)}`,
    batchCode: "BATCH-20261121-01",
    wave: "early",
    label: "sd 1–3",
    status: "planned",
    dishRuns: [{ dishRunId: `dish_run_${"d".repeat(32)}`, dishName: "Nasi putih" }],
  } as const;
  const again = await read(plan(kloterA, riceA, pointA), { planned: [planned] });
  const [kloter] = (again.ok ? again.value.kloters : null) ?? [];
  expect([kloter?.batchId, kloter?.runs[0]?.dishRunId]).toEqual([planned.batchId, planned.dishRuns[0].dishRunId]);
  expect(again.ok && [...again.value.changedBatchIds]).toEqual([planned.batchId]);
  expect(await problemsOf(plan(kloterA, riceA, pointA), { planned: [{ ...planned, status: "cooking" }] })).toEqual([
    "2 label kloter-started BATCH-20261121-01",
  ]);
});

test("files that are no plan are refused whole", async () => {
  const fault = async (bytes: Uint8Array<ArrayBuffer>) => {
    const reading = await readPlanFile({ name: "x", bytes }, deps);
    return reading.ok ? null : reading.error.code;
  };
  expect(await fault(new Uint8Array(0))).toBe("file-empty");
  expect(await fault(new Uint8Array(PLAN_FILE_MAX_BYTES + 1))).toBe("file-too-large");
  expect(await fault(Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0]))).toBe("file-old-excel");
  expect(await fault(Uint8Array.from([0x89, 0x50, 0, 0, 1, 2]))).toBe("file-kind-unknown");
  expect(await fault(bytesOf(HEADER))).toBe("file-empty");
});

test("a point has the same id in every plan", () => {
  expect(pointIdFromCode("SDN-03")).toBe(pointIdFromCode("SDN-03"));
  expect(pointIdFromCode("SDN-03")).not.toBe(pointIdFromCode("SDN-04"));
});

test("an ingredient may be named before anybody knows how much of it", async () => {
  const chilli = { Jenis: "Bahan", Masakan: "Nasi Putih", Nama: "Daun salam", Satuan: "" };
  const reading = await read(plan(kloterA, riceA, chilli, pointA));
  const runs = reading.ok ? (reading.value.kloters?.[0]?.runs ?? []) : [];
  expect(runs.map((run) => run.dish.ingredients)).toEqual([[{ name: "Daun salam", quantities: null }]]);
});
