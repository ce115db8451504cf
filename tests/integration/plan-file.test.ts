import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { LAN_FRAME_MAX_BYTES } from "#contract/lan-protocol.ts";
import { msFromLocal, type TimeZone } from "#kernel/time.ts";
import { planDayBody } from "#renderer/faces/manager/plan/plan-body.ts";
import { readPlanFile, type PlanFileDeps } from "#renderer/faces/manager/plan-file/read-plan-file.ts";
import { planTemplateCsv, planTemplateXlsx } from "#renderer/faces/manager/plan-file/template.ts";
import { createProductionKitchen, type ProductionKitchen } from "#tests/kit/production-kitchen.ts";
import { PLAN_DATE, PLAN_ZONE } from "#tests/kit/production-plan.ts";

/** A plan file from the bytes a person chose to the batches on the kitchen's board. */

let kitchen: ProductionKitchen;
beforeEach(() => {
  kitchen = createProductionKitchen();
});
afterEach(() => {
  kitchen.rebuildAndCompare();
  kitchen.close();
});

const HEADER =
  "Jenis;Kloter;Kelompok;Gelombang;Mulai persiapan;Kecil;Besar;Masakan;Komponen;Golongan saji;Jenis suhu;" +
  "Lama standar (mnt);Mulai masak;Selesai masak;Nama;Satuan;Kode;Berangkat;Perjalanan (mnt);Nomor;Langkah;Juru masak;Tim";
type Cells = Readonly<Record<string, string>>;
function csv(...rows: readonly Cells[]): Uint8Array<ArrayBuffer> {
  const columns = HEADER.split(";");
  const lines = rows.map((row) => columns.map((column) => row[column] ?? "").join(";"));
  return new TextEncoder().encode(`\uFEFF${[HEADER, ...lines].join("\r\n")}`);
}
const kloter = (name: string, label: string): Cells => ({
  Jenis: "Kloter",
  Kloter: name,
  Kelompok: label,
  Gelombang: "1",
  "Mulai persiapan": "22:00",
});
const rice = (name: string): Cells => ({
  Jenis: "Masakan",
  Kloter: name,
  Masakan: "Nasi Putih",
  Komponen: "pokok",
  "Golongan saji": "nasi",
  "Jenis suhu": "panas",
  "Lama standar (mnt)": "60",
  "Mulai masak": "02:00",
  "Selesai masak": "03:00",
});
const school = (name: string, number: number, smallCount = 100): Cells => ({
  Jenis: "Titik",
  Kloter: name,
  Kode: `SDN-${number}`,
  Nama: `SDN ${number}`,
  Berangkat: "06:40",
  "Perjalanan (mnt)": "20",
  Kecil: String(smallCount),
});

interface Person {
  readonly staffCode: string;
  readonly staffId: string;
}

function read(bytes: Uint8Array<ArrayBuffer>, overrides: Partial<PlanFileDeps> = {}) {
  const planned = kitchen.ask("production-board", { serviceDate: PLAN_DATE }) as unknown as PlanFileDeps["planned"]; // board rows
  const { makeId } = kitchen;
  const day = { serviceDate: PLAN_DATE, timeZone: PLAN_ZONE, boundary: "15:00" } as const;
  const people = kitchen.ask("staff-names", { status: "active" }) as unknown as readonly Person[]; // rows of that query
  const staffIdByCode = new Map(people.map(({ staffCode, staffId }) => [staffCode, staffId]));
  return readPlanFile({ name: "rencana.csv", bytes }, { day, makeId, planned, staffIdByCode, ...overrides });
}

/** What the manager's screen sends for a clean file; null while it has problems. */
async function bodyOf(bytes: Uint8Array<ArrayBuffer>, overrides: Partial<PlanFileDeps> = {}) {
  const reading = await read(bytes, overrides);
  if (!reading.ok || reading.value.kloters === null) return null;
  const { kloters, fileName, sha256 } = reading.value;
  const planSource = { kind: "file", fileName, sha256 } as const;
  return planDayBody(kloters, { serviceDate: PLAN_DATE, planSource, overCapacityReason: "" });
}

const board = () => kitchen.ask("production-board", { serviceDate: PLAN_DATE });

describe("a clean plan file", () => {
  it("becomes the day's batches, from either form of the template", async () => {
    const xlsx = new Uint8Array(await (await planTemplateXlsx("id")).arrayBuffer());
    for (const bytes of [xlsx, new TextEncoder().encode(planTemplateCsv("id"))]) {
      await kitchen.accepted("plan-day", await bodyOf(bytes));
    }
    expect(board()).toMatchObject([{ batchCode: "BATCH-20261121-01", label: "SD 1–3", kloterNumber: 1 }]);
    expect(kitchen.ask("today", { serviceDate: PLAN_DATE })).toMatchObject([{ planFileName: "rencana.csv" }]);
  });

  it("assigns the people it names, and again only those who are new", async () => {
    await kitchen.addCook("Budi Santoso");
    await kitchen.addCook("Siti Aminah");
    const people = kitchen.ask("staff-names", {}) as unknown as readonly Person[]; // likewise
    const [first, second] = people.map((person) => person.staffCode);
    const named = (team: string) =>
      csv({ ...kloter("A", "SD 1–3"), Tim: team }, { ...rice("A"), "Juru masak": first ?? "" }, school("A", 3));
    await kitchen.accepted("plan-day", await bodyOf(named(second ?? "")));
    const staff = () => (board()[0] as unknown as { readonly staff: readonly object[] }).staff; // a board's row
    const lead = { staffId: people[0]?.staffId, taskKind: "lead-cook", dishRunId: expect.stringMatching(/^dish_run_/) };
    const cook = { staffId: people[1]?.staffId, taskKind: "cook", dishRunId: null };
    expect(staff()).toEqual([expect.objectContaining(cook), expect.objectContaining(lead)]);
    await kitchen.accepted("plan-day", await bodyOf(named(`${second}, ${first}`)));
    expect(staff()).toHaveLength(3);
    expect((await read(named("STAFF-777"))).ok && (await bodyOf(named("STAFF-777")))).toBeNull();
    kitchen.rebuildAndCompare();
  });

  it("sent again with a change changes that batch, and plans nothing twice", async () => {
    await kitchen.accepted("plan-day", await bodyOf(csv(kloter("A", "SD 1–3"), rice("A"), school("A", 3))));
    const again = await bodyOf(csv(kloter("A", "SD 1–3"), rice("A"), school("A", 3, 120)));
    expect((await kitchen.accepted("plan-day", again)).result).toEqual({ batches: [], changedCount: 1 });
    expect(board()).toMatchObject([{ portionCounts: { smallCount: 120 } }]);
  });

  it.each<TimeZone>(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])(
    "means the clock on the wall in %s",
    async (timeZone) => {
      await kitchen.accepted("update-site-profile", { fields: { siteName: "SPPG Contoh", timeZone } });
      const bytes = csv(kloter("A", "SD 1–3"), rice("A"), school("A", 3));
      await kitchen.accepted(
        "plan-day",
        await bodyOf(bytes, { day: { serviceDate: PLAN_DATE, timeZone, boundary: "15:00" } }),
      );
      expect(board()).toMatchObject([
        {
          plannedPreparationAtMs: msFromLocal("2026-11-20", "22:00", timeZone),
          plannedStartAtMs: msFromLocal("2026-11-21", "02:00", timeZone),
          neededByAtMs: msFromLocal("2026-11-21", "06:10", timeZone),
        },
      ]);
    },
  );

  it("of a large kitchen's day fits one frame", async () => {
    const names = ["A", "B", "C", "D", "E", "F", "G", "H", "I", "J"];
    const rows = names.flatMap((name, index) => [
      kloter(name, `Kelompok ${name}`),
      rice(name),
      school(name, index + 1),
    ]);
    const ingredients = Array.from({ length: 30 }, (_, index): Cells => ({
      Jenis: "Bahan",
      Masakan: "Nasi Putih",
      Nama: `Bahan nomor ${index}`,
      Satuan: "g",
      Kecil: "4000",
      Besar: "8000",
    }));
    const body = await bodyOf(csv(...rows, ...ingredients));
    expect(JSON.stringify(body).length).toBeLessThan(LAN_FRAME_MAX_BYTES / 2);
    expect((await kitchen.accepted("plan-day", body)).result["batches"]).toHaveLength(10);
  });
});

describe("a plan file with mistakes", () => {
  const clean = [kloter("A", "SD 1–3"), rice("A"), school("A", 3)];

  it.each<readonly [string, Uint8Array<ArrayBuffer>, string]>([
    ["the same kloter twice", csv(...clean, kloter("A", "SD 4–6")), "kloter-repeated"],
    ["negative portions", csv(kloter("A", "SD 1–3"), rice("A"), school("A", 3, -100)), "out-of-range"],
    [
      "a finish before its start",
      csv(kloter("A", "SD 1–3"), { ...rice("A"), "Selesai masak": "01:00" }, school("A", 3)),
      "finish-before-start",
    ],
    [
      "a time that is none",
      csv(kloter("A", "SD 1–3"), { ...rice("A"), "Mulai masak": "25:00" }, school("A", 3)),
      "not-a-time",
    ],
    ["a formula", csv(kloter("A", "SD 1–3"), rice("A"), { ...school("A", 3), Nama: "=1+1" }), "formula"],
    ["a column nobody knows", new TextEncoder().encode(`${HEADER};Rahasia\n`), "column-unknown"],
  ])("%s is reported by its row, and nothing is planned", async (_what, bytes, code) => {
    const reading = await read(bytes);
    expect(reading.ok && reading.value.problems.map((problem) => problem.code)).toContain(code);
    expect(await bodyOf(bytes)).toBeNull();
    expect(board()).toEqual([]);
  });

  it.each<readonly [string, Uint8Array<ArrayBuffer>, string]>([
    ["in Windows-1252", Uint8Array.from([...csv(...clean), 0x0a, 0xe9, 0x3b]), "file-encoding-wrong"],
    ["of 50,000 rows", csv(...Array.from({ length: 50_000 }, () => rice("A"))), "file-too-many-rows"],
    ["that is a picture", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), "file-kind-unknown"],
    ["of nothing", new Uint8Array(0), "file-empty"],
  ])("%s is refused whole", async (_what, bytes, code) => {
    const reading = await read(bytes);
    expect(!reading.ok && reading.error.code).toBe(code);
  });

  it("that only the kitchen can see is refused by the kitchen, whole", async () => {
    await kitchen.accepted("plan-day", await bodyOf(csv(...clean)));
    // Another group of the same wave claims the school; a third is fine. Neither is planned.
    const bytes = csv(kloter("B", "SD 4–6"), rice("B"), school("B", 3), kloter("C", "SMP"), rice("C"), school("C", 9));
    const refused = await kitchen.submit("plan-day", await bodyOf(bytes));
    expect(refused).toMatchObject({
      kind: "rejected",
      rejection: { code: "point-already-planned", pointCode: "SDN-3", batchCode: "BATCH-20261121-01" },
    });
    expect(board()).toHaveLength(1);
    const early = csv(
      kloter("D", "TK"),
      { ...rice("D"), "Mulai masak": "23:30", "Selesai masak": "00:30" },
      school("D", 8),
    );
    expect(await kitchen.submit("plan-day", await bodyOf(early))).toMatchObject({
      rejection: { code: "too-early-to-cook" },
    });
    const large = csv(kloter("E", "SMA"), rice("E"), school("E", 7, 2_500));
    expect(await kitchen.submit("plan-day", await bodyOf(large))).toMatchObject({
      rejection: { code: "over-capacity", maxCount: 2_500, plannedCount: 2_600 },
    });
    expect(board()).toHaveLength(1);
  });
});
