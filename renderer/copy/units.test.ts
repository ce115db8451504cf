import { describe, expect, it } from "vitest";
import { HOUR_MS, MINUTE_MS, msFromLocal, SECOND_MS } from "#kernel/time.ts";
import { createUnits } from "./units.ts";

const id = createUnits("id");
const en = createUnits("en");
const atMs = msFromLocal("2026-11-21", "04:32", "Asia/Jakarta");

describe("[UX10.25] figures and times in Bahasa Indonesia", () => {
  it.each([
    ["clock", id.clock(atMs, "Asia/Jakarta"), "04:32"],
    ["clock in the east", id.clock(atMs, "Asia/Jayapura"), "06:32"],
    ["clock with seconds", id.clockSeconds(atMs + 7 * SECOND_MS, "Asia/Jakarta"), "04:32:07"],
    [
      "zones",
      ["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"].map((zone) => id.zone(zone as "Asia/Jakarta")).join("/"),
      "WIB/WITA/WIT",
    ], // the three zones of the list
    ["date", id.date("2026-11-21"), "Sab, 21 Nov 2026"],
    ["long date", id.dateLong("2026-11-21"), "Sabtu, 21 November 2026"],
    ["first of a month", id.date("2026-03-01"), "Min, 1 Mar 2026"],
    ["kitchen day", id.kitchenDay("2026-11-21"), "hari dapur Sab, 21 Nov"],
    ["count", id.count(1850), "1.850"],
    ["large count", id.count(1234567), "1.234.567"],
    ["small count", id.count(850), "850"],
    ["temperature", id.temperature(75.3), "75,3 °C"],
    ["whole temperature", id.temperature(75), "75,0 °C"],
    ["frost", id.temperature(-18), "-18,0 °C"],
    ["just below zero", id.temperature(-0.04), "0,0 °C"],
    ["mass in kilograms", id.mass(12_500), "12,5 kg"],
    ["mass under ten kilograms", id.mass(1_250), "1,25 kg"],
    ["round mass", id.mass(20_000), "20 kg"],
    ["tonnes of rice", id.mass(1_250_000), "1.250 kg"],
    ["mass in grams", id.mass(850), "850 g"],
    ["volume", id.volume(2_500), "2,5 l"],
    ["pieces", id.quantity({ unit: "pcs", pieceCount: 3_000 }), "3.000 buah"],
    ["an amount nobody knows", id.quantity(null), "takaran belum ada data"],
    ["an ingredient", id.ingredient("Beras", { unit: "g", massG: 12_000 }), `${id.mass(12_000)} Beras`],
    ["an ingredient without an amount", id.ingredient("Cabai", null), "Cabai – takaran belum ada data"],
    ["money", id.money(12_500), "Rp 12.500"],
    ["money owed", id.money(-500), "-Rp 500"],
    ["percent", id.percent(6_200), "62%"],
    ["portions", id.outOf(412, 480), "412/480"],
    ["minutes", id.duration(42 * MINUTE_MS), "42 mnt"],
    ["an hour and more", id.duration(72 * MINUTE_MS), "1 j 12 m"],
    ["a full hour", id.duration(HOUR_MS), "1 j 0 m"],
    ["seconds", id.duration(12_900), "12 dtk"],
    ["days", id.duration(72 * HOUR_MS), "3 hari"],
    ["age", id.ago(18 * MINUTE_MS), "18 mnt lalu"],
  ])("writes a %s", (_what, written, expected) => {
    expect(written).toBe(expected);
  });
});

describe("[UX10.25] figures and times in English", () => {
  it.each([
    [en.date("2026-11-21"), "Sat, 21 Nov 2026"],
    [en.count(1850), "1,850"],
    [en.temperature(75.3), "75.3 °C"],
    [en.mass(12_500), "12.5 kg"],
    [en.duration(72 * MINUTE_MS), "1 h 12 m"],
    [en.ago(18 * MINUTE_MS), "18 min ago"],
    [en.money(12_500), "Rp 12,500"],
  ])("writes %s", (written, expected) => {
    expect(written).toBe(expected);
  });
});
