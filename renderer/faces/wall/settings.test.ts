import { describe, expect, it } from "vitest";
import { msFromLocal } from "#kernel/time.ts";
import { themeAt, WALL_SETTINGS_DEFAULT, wallSettings } from "./settings.ts";

describe("what a wall is told about itself", () => {
  it("comes from its address, then from before, then from the defaults", () => {
    expect(wallSettings({ search: "", stored: null })).toEqual({ settings: WALL_SETTINGS_DEFAULT, advice: null });
    const stored = JSON.stringify({ diagonalInches: 43, viewingMetres: 3, theme: "hours", pinnedPhase: "cook" });
    const { settings } = wallSettings({ search: "?metres=2&dark=19:00-04:30&volume=30&phase=auto", stored });
    expect(settings).toEqual({
      ...WALL_SETTINGS_DEFAULT,
      diagonalInches: 43,
      viewingMetres: 2,
      theme: "hours",
      darkFrom: "19:00",
      darkTo: "04:30",
      volumeDayBp: 3_000,
      pinnedPhase: null,
    });
  });

  it("ignores nonsense, in the address and on the disk", () => {
    const search = "?inches=-3&metres=far&theme=pink&dark=25:00-xx:00&volume=900&phase=party";
    expect(wallSettings({ search, stored: "{half" }).settings).toEqual(WALL_SETTINGS_DEFAULT);
    expect(wallSettings({ search: "?inches=&metres=", stored: '{"diagonalInches":1e9}' }).settings).toEqual(
      WALL_SETTINGS_DEFAULT,
    );
  });

  it("refuses a screen too small for its viewers and keeps the one of before", () => {
    const { settings, advice } = wallSettings({ search: "?inches=32&metres=5&theme=dark", stored: null });
    expect(settings).toEqual({ ...WALL_SETTINGS_DEFAULT, theme: "dark" });
    expect(advice).toEqual({ diagonalInches: 32, viewingMetres: 5, largerInches: 43, closerMetres: 4 });
  });
});

describe("dark hours", () => {
  const at = (clock: string) => msFromLocal("2026-11-21", clock, "Asia/Makassar");
  const hours = { ...WALL_SETTINGS_DEFAULT, theme: "hours" as const };

  it("may cross midnight", () => {
    expect(
      ["17:59", "18:00", "23:59", "00:00", "04:59", "05:00"].map((clock) => themeAt(hours, at(clock), "Asia/Makassar")),
    ).toEqual(["light", "dark", "dark", "dark", "dark", "light"]);
    const noon = { ...hours, darkFrom: "12:00", darkTo: "13:00" };
    expect(["11:59", "12:00", "13:00"].map((clock) => themeAt(noon, at(clock), "Asia/Makassar"))).toEqual([
      "light",
      "dark",
      "light",
    ]);
  });
});
