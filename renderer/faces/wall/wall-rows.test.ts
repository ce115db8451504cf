import { describe, expect, it } from "vitest";
import { NO_PORTIONS } from "#kernel/quantity.ts";
import { HOUR_MS, MINUTE_MS } from "#kernel/time.ts";
import { createUnits } from "#renderer/copy/units.ts";
import {
  wallAlert,
  wallBatches,
  wallDepartures,
  wallPortionTotals,
  wallQuality,
  wallTotals,
  WALL_NOW_MS,
} from "#tests/kit/wall-night.ts";
import { wallLayout } from "./legibility.ts";
import { fittingParts, plain } from "./line.ts";
import { rowSpace } from "./row-geometry.ts";
import { alertStrip } from "./wall-alerts.ts";
import { listedRows } from "./wall-list.ts";
import { panelEntries, type PanelFacts } from "./wall-panel.ts";
import { shownRows, wallRows } from "./wall-rows.ts";
import { fittingTotals, totalsOf } from "./wall-totals.ts";
import { createWallCopy, type Wording } from "./words.ts";

const wording: Wording = { copy: createWallCopy(), units: createUnits("id"), timeZone: "Asia/Jakarta" };
const facts: PanelFacts = {
  batches: wallBatches(),
  departures: wallDepartures() as never, // rows as the wire brings them
  quality: wallQuality() as never, // likewise
  readiness: [],
};
const rowsAt = (nowMs: number) => wallRows(wallBatches(), nowMs, wording);
const line = (parts: readonly { readonly text: string }[]) => parts.map(({ text }) => text).join(" · ");

describe("the rows of the wall", () => {
  it("stand by slack, a dish a row while its kloter cooks, finished ones apart", () => {
    const { open, done } = rowsAt(WALL_NOW_MS);
    expect(open.map(({ name, suffix, block }) => `${name} ${suffix}: ${block.time} ${block.word}`)).toEqual([
      "Kloter 2 SD 4–6: 26 mnt LEWAT",
      "Tumis Kacang Pj K1: 1 mnt SEGERA",
      "Ayam Balado K1: 8 mnt SEGERA",
      "Kloter 3 SMP: 1 j 5 m BERJALAN",
      "Opor Telur K5: 1 j 10 m DITAHAN",
      "Kloter 4 TK: 06:40 LULUS",
      "Kloter 6 SMA: 3 j 48 m BERJALAN",
    ]);
    expect(done.map(({ name, block }) => `${name}: ${block.time} ${block.word}`)).toEqual(["Kloter 7: 04:00 SELESAI"]);
  });

  it("name a group of several by those that fit", () => {
    const suffixOf = (label: string) =>
      wallRows(
        wallBatches().map((batch) => ({ ...batch, label })),
        WALL_NOW_MS,
        wording,
      ).done.map(({ suffix }) => suffix);
    expect(suffixOf("SMP")).toEqual(["SMP"]);
    expect(suffixOf("Balita, bumil, busui")).toEqual(["Balita, bumil…"]);
    expect(suffixOf("Sekolah Dasar Negeri Percontohan 12")).toEqual([""]);
  });

  it("tell stage, portions, temperature and what is wrong with them", () => {
    const parts = Object.fromEntries(rowsAt(WALL_NOW_MS).open.map((row) => [row.name, line(row.parts)]));
    expect(parts).toEqual({
      "Kloter 2": "Pemorsian · 412/1.850 · Sampel · sebelum 09:30",
      "Tumis Kacang Pj": "Memasak · ULANG · 1.850 · 71,0 °C · min 75",
      "Ayam Balado": "Memasak · 1.850 · 78,2 °C",
      "Kloter 3": "Periksa · Suhu · Uji · Sampel · sebelum 10:25",
      "Opor Telur": "Memasak · 1.850",
      "Kloter 4": "Siap · 212 · sebelum 05:20",
      "Kloter 6": "Terjadwal · 1.850 · mulai 05:00",
    });
  });

  it("turn amber before consume-by and red after, and say when a dish takes longer than expected", () => {
    const consumeBy = (nowMs: number) =>
      rowsAt(nowMs)
        .open.find(({ name }) => name === "Kloter 4")
        ?.parts.find(({ text }) => text.startsWith("sebelum"))?.state;
    expect([consumeBy(WALL_NOW_MS - HOUR_MS), consumeBy(WALL_NOW_MS), consumeBy(WALL_NOW_MS + HOUR_MS)]).toEqual([
      null,
      "consume-by-near",
      "consume-by-passed",
    ]);
    const late = rowsAt(WALL_NOW_MS + 30 * MINUTE_MS).open.find(({ name }) => name === "Ayam Balado");
    expect(line(late?.parts ?? [])).toContain("lewat perkiraan");
  });

  it("keep what is far ahead below the work in hand, and mark a start that has passed", () => {
    const batches = wallBatches().map((batch) =>
      batch.kloterNumber === 6 ? { ...batch, neededByAtMs: WALL_NOW_MS + 3 * HOUR_MS } : batch,
    );
    const at = (nowMs: number) => wallRows(batches, nowMs, wording).open;
    const place = (nowMs: number) => at(nowMs).findIndex(({ name }) => name === "Kloter 6");
    const start = (nowMs: number) => at(nowMs)[place(nowMs)]?.parts.find(({ text }) => text.startsWith("mulai"))?.state;
    expect([place(WALL_NOW_MS), start(WALL_NOW_MS)]).toEqual([6, null]);
    const begunLateMs = WALL_NOW_MS + 40 * MINUTE_MS;
    expect(start(begunLateMs)).toBe("start-late");
    expect(place(begunLateMs)).toBeLessThan(6);
  });

  it("turn to SEGERA by the limits the kitchen set", () => {
    const wordAt = (warnMs: number) =>
      wallRows(wallBatches(), WALL_NOW_MS, { ...wording, warning: { warnMs, warnShareBp: 0 } }).open.find(
        ({ name, suffix }) => `${name} ${suffix}`.startsWith("Ayam Balado"),
      )?.block.word;
    expect([wordAt(15 * MINUTE_MS), wordAt(5 * MINUTE_MS)]).toEqual(["SEGERA", "BERJALAN"]);
  });

  it("count allergy packs beside the portions of a kloter, never among them", () => {
    const batches = wallBatches().map((batch) => ({
      ...batch,
      portionCounts: { ...NO_PORTIONS, smallCount: 480 },
      portionedCounts: { ...NO_PORTIONS, smallCount: 412 },
      specialPackCount: 14,
      portionedSpecialPackCount: 3,
    }));
    const row = wallRows(batches, WALL_NOW_MS, wording).open.find(({ name }) => name === "Kloter 2");
    expect(line(row?.parts ?? [])).toContain("412/480 · Alergi 3/14");
  });

  it("name the team by first names, the lead cook first", () => {
    expect(rowsAt(WALL_NOW_MS).open[1]?.team).toBe("Budi, Siti");
    const nobody = wallBatches().map((batch) => ({
      ...batch,
      staff: batch.staff.map((one) => ({ ...one, name: null })),
    }));
    expect(wallRows(nobody, WALL_NOW_MS, wording).open[1]?.team).toBe("Belum ada orang");
  });

  it("fold what has no place: further ones, then finished ones", () => {
    const rows = rowsAt(WALL_NOW_MS);
    expect(shownRows(rows, 5)).toMatchObject({ nextCount: 2, doneCount: 1 });
    expect(shownRows(rows, 8)).toMatchObject({ nextCount: 0, doneCount: 0 });
    expect(shownRows(rows, 8).shown.at(-1)?.name).toBe("Kloter 7");
  });

  it("leave out cancelled kloter and put discarded ones last", () => {
    const batches = wallBatches().map((batch) =>
      batch.kloterNumber === 2
        ? { ...batch, quality: "rejected" as const }
        : batch.kloterNumber === 3
          ? { ...batch, status: "cancelled" as const }
          : batch,
    );
    const names = wallRows(batches, WALL_NOW_MS, wording).open.map(({ name }) => name);
    expect(names).not.toContain("Kloter 3");
    expect(names.at(-1)).toBe("Kloter 2");
  });
});

describe("what fits on a line", () => {
  it("keeps what matters most and never cuts", () => {
    const parts = [
      plain("Memasak", 3),
      plain("1.850", 1),
      { ...plain("71,0 °C", 6), token: "crit" as const },
      plain("min 75", 4),
    ];
    expect(line(fittingParts(parts, 100))).toBe("Memasak · 1.850 · 71,0 °C · min 75");
    expect(line(fittingParts(parts, 14.5))).toBe("Memasak · 71,0 °C · min 75");
    expect(line(fittingParts(parts, 4))).toBe("71,0 °C");
    expect(line(fittingParts(parts, 0))).toBe("71,0 °C");
  });

  it("leaves room for the longest dish beside its kloter in every wide set-up", () => {
    for (const [diagonalInches, viewingMetres] of [
      [55, 4],
      [55, 5],
      [43, 3],
      [65, 5],
      [75, 5],
    ] as const) {
      const layout = wallLayout({ diagonalInches, viewingMetres }, { hasBar: false });
      if (layout === null) throw new Error("a set-up of the table");
      expect(rowSpace(layout).namePx).toBeGreaterThanOrEqual(10.6 * layout.f20Px);
    }
  });
});

describe("the panel beside the rows", () => {
  const words = (phase: "cook" | "portion", nowMs = WALL_NOW_MS) =>
    panelEntries(phase, facts, nowMs, wording).map(({ clock, name, word, detail }) =>
      `${clock} ${name}: ${word} ${detail}`.trim(),
    );

  it("lists due checks before departures while cooking", () => {
    expect(words("cook").slice(0, 4)).toEqual([
      "04:27 Uji rasa K3: BELUM lewat 5 mnt",
      "04:40 Suhu inti K1: SEGERA",
      "05:30 Suhu saji K2: BELUM",
      "06:10 SDN Cimahi9: LEWAT 412/480",
    ]);
  });

  it("lists what the store room is known to lack before departures while food is prepared, and nothing that nobody knows", () => {
    const grams = (massG: number) => ({ unit: "g" as const, massG });
    const row = (name: string, shortG: number | null, availableG: number | null) => ({
      ingredientId: `ingredient_${name}` as never, // only told apart by it
      ingredientName: name,
      isKept: availableG !== null,
      itemIds: [],
      needed: grams(10_000),
      used: grams(0),
      available: availableG === null ? null : grams(availableG),
      short: shortG === null ? null : grams(shortG),
      source: "batches" as const,
    });
    const readiness = [
      row("Wortel", 4_000, 6_000),
      row("Ayam", 10_000, 0),
      row("Beras", 0, 90_000),
      row("Cabai", null, null),
    ];
    const told = (phase: "prepare" | "portion") =>
      panelEntries(phase, { ...facts, readiness }, WALL_NOW_MS, wording).map(({ name, word, detail }) =>
        `${name}: ${word} ${detail}`.trim(),
      );
    expect(told("prepare").slice(0, 3)).toEqual([
      "Ayam: HABIS 10 kg",
      "Wortel: Kurang 4 kg",
      "SDN Cimahi9: LEWAT 412/480",
    ]);
    expect(told("portion")[0]).toBe("SDN Cimahi9: LEWAT 412/480");
  });

  it("lists departures by time, each with how its food stands", () => {
    expect(words("portion")).toEqual([
      "06:10 SDN Cimahi9: LEWAT 412/480",
      "06:40 TK Melati: Siap 212",
      "07:00 SDN Pasirkal: Terjadwal 0/480",
      "07:10 SMPN 2: DITAHAN 0/480",
      "07:15 SDN 7: Terjadwal 0/480",
      "10:30 SMAN 1: Terjadwal 0/480",
    ]);
  });

  it("names the allergy packs a school still waits for once its portions are there", () => {
    const departures = facts.departures.map((row) => ({ ...row, readyPortionCount: 480, readySpecialPackCount: 1 }));
    const [first] = panelEntries("portion", { ...facts, departures }, WALL_NOW_MS, wording);
    expect(first?.detail).toBe("Alergi 1/3");
  });

  it("lets what is ready go after its time, and keeps what is not", () => {
    const names = words("portion", WALL_NOW_MS + 3 * HOUR_MS).join();
    expect(names).not.toContain("TK Melati");
    expect(names).toContain("SDN Cimahi9");
  });

  it("joins the rows of a stacked wall, by slack", () => {
    const layout = wallLayout({ diagonalInches: 43, viewingMetres: 5 }, { hasBar: false });
    const list = listedRows({ ...facts, nowMs: WALL_NOW_MS }, { phase: "cook", layout, wording });
    expect(list.entries).toEqual([]);
    expect(list.rows.shown.map(({ name }) => name)).toEqual([
      "Kloter 2",
      "06:10 SDN Cimahi9",
      "Tumis Kacang Pj",
      "Ayam Balado",
    ]);
  });
});

describe("the totals of the day", () => {
  const figures = (phase: "cook" | "portion") =>
    totalsOf(phase, { totals: wallTotals() as never, portions: wallPortionTotals() as never }, wording); // rows as the wire brings them

  it("are dishes, and while portioning sizes with what is left", () => {
    const written = (phase: "cook" | "portion") => figures(phase).map(({ label, figure }) => `${label} ${figure}`);
    expect(written("cook")).toEqual(["Nasi 1.850", "Lauk 1.700", "Nabati 1.250", "Sayur 900", "Buah 3.000"]);
    expect(written("portion")).toEqual(["Kecil 1.120", "Besar 1.880", "Alergi 14", "Sisa 1.150"]);
  });

  it("leave from the end when the bar is full, but never what is left to do", () => {
    const space = { widthPx: 700, f20Px: 64, f16Px: 51 };
    expect(fittingTotals(figures("cook"), space).map(({ key }) => key)).toEqual(["staple", "animal-protein"]);
    expect(fittingTotals(figures("portion"), space).map(({ key }) => key)).toEqual(["small", "left"]);
  });
});

describe("the alert strip", () => {
  const strip = (alerts: readonly Record<string, unknown>[], widthEm = 100) =>
    alertStrip({
      alerts: alerts as never, // rows as the wire brings them
      nowMs: WALL_NOW_MS,
      widthEm,
      kloterByBatchId: new Map(wallBatches().map(({ batchId, kloterNumber }) => [batchId, kloterNumber])),
      wording,
    });

  it("is the proof of life when nothing is wrong", () => {
    expect(strip([])).toMatchObject({
      state: "none",
      pieces: ["Tidak ada masalah"],
      moreCount: 0,
      isUnacknowledged: false,
    });
    expect(strip([wallAlert(1, { status: "resolved" })]).state).toBe("none");
  });

  it("shows the worst alert nobody answered, then the worst", () => {
    const high = wallAlert(1, { severity: "high", alertKind: "batch-late" });
    const known = wallAlert(2, {
      status: "acknowledged",
      acknowledgedAtMs: WALL_NOW_MS - MINUTE_MS,
      acknowledgedByStaffId: "staff_1",
      nameByStaffId: { staff_1: "Budi Santoso" },
    });
    expect(strip([high, known])).toMatchObject({ state: "high", moreCount: 1, isUnacknowledged: true });
    expect(strip([known]).pieces.at(-1)).toBe("Diketahui Budi 04:31");
  });

  it("drops what matters least when it is short of room", () => {
    expect(strip([wallAlert(1)]).pieces).toEqual([
      "KRITIS",
      "Suhu saji salah",
      "K2",
      "54,0 °C",
      "min 60",
      "3 mnt",
      "Ahli gizi",
    ]);
    expect(strip([wallAlert(1)], 25).pieces).toEqual(["KRITIS", "Suhu saji salah", "K2", "54,0 °C", "3 mnt"]);
    expect(strip([wallAlert(1)], 9).pieces).toEqual(["Suhu saji salah"]);
    expect(strip([wallAlert(1, { escalatedToRoles: ["kitchen-head"] })]).pieces.at(-1)).toBe("Kepala SPPG");
  });

  it("names a kloter of another day by its code, however long its dish is called", () => {
    const data = {
      batchId: "batch_of_yesterday",
      batchCode: "BATCH-20261120-03",
      dishName: "Ayam panggang bumbu kuning dengan daun jeruk dan kemangi",
      temperatureC: 54,
    };
    const { pieces } = strip([wallAlert(1, { data })], 34);
    expect(pieces).toEqual(["KRITIS", "Suhu saji salah", "BATCH-20261120-03", "54,0 °C", "3 mnt"]);
  });
});
