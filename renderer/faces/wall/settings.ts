import type { DayPhase } from "#domains/production/timing.ts";
import { clockTimeFromMs, type TimeZone } from "#kernel/time.ts";
import type { ThemeName } from "#renderer/ui/tokens.ts";
import { tooSmallAdvice, type TooSmallAdvice, type WallScreen } from "./legibility.ts";

/** What a wall is told about itself; kept on the device, changed by its address (`?inches=55&metres=5&theme=dark`). */
export interface WallSettings extends WallScreen {
  readonly theme: ThemeName | "hours";
  /** “Gelap 18:00–05:00”; may cross midnight. */
  readonly darkFrom: string;
  readonly darkTo: string;
  readonly volumeDayBp: number;
  /** Phases before 06:00 sound softer. */
  readonly volumeNightBp: number;
  /** Whether a new plan sounds (off by default). */
  readonly isPlanSounding: boolean;
  readonly pinnedPhase: DayPhase | null;
}

export const WALL_SETTINGS_DEFAULT: WallSettings = {
  diagonalInches: 55,
  viewingMetres: 5,
  theme: "light",
  darkFrom: "18:00",
  darkTo: "05:00",
  volumeDayBp: 7_000,
  volumeNightBp: 5_000,
  isPlanSounding: false,
  pinnedPhase: null,
};

const DIAGONAL_INCHES = { min: 10, max: 120 };
const VIEWING_METRES = { min: 0.5, max: 20 };
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/;
const PHASES: readonly DayPhase[] = ["receive", "prepare", "cook", "portion", "dispatch", "wash"];

/**
 * The settings in force: the address over what was kept over the defaults. A screen too small for its viewers is refused:
 * the size and distance of before stay, with the advice.
 */
export function wallSettings(sources: { readonly search: string; readonly stored: string | null }): {
  readonly settings: WallSettings;
  readonly advice: TooSmallAdvice | null;
} {
  const before = settingsFromStored(sources.stored);
  const asked = settingsFromSearch(new URLSearchParams(sources.search), before);
  const advice = tooSmallAdvice(asked);
  if (advice === null) return { settings: asked, advice: null };
  const { diagonalInches, viewingMetres } = before;
  return { settings: { ...asked, diagonalInches, viewingMetres }, advice };
}

/** The theme now: fixed, or by hours that may cross midnight. */
export function themeAt(settings: WallSettings, nowMs: number, timeZone: TimeZone): ThemeName {
  if (settings.theme !== "hours") return settings.theme;
  const clock = clockTimeFromMs(nowMs, timeZone);
  const { darkFrom, darkTo } = settings;
  const isDark = darkFrom <= darkTo ? clock >= darkFrom && clock < darkTo : clock >= darkFrom || clock < darkTo;
  return isDark ? "dark" : "light";
}

function settingsFromSearch(search: URLSearchParams, before: WallSettings): WallSettings {
  const theme = search.get("theme");
  const dark = /^(\d\d:\d\d)-(\d\d:\d\d)$/.exec(search.get("dark") ?? "");
  const phase = PHASES.find((one) => one === search.get("phase"));
  const percent = (name: string, otherwiseBp: number) =>
    within(search.get(name), { min: 0, max: 100 }, otherwiseBp / 100) * 100;
  return {
    diagonalInches: within(search.get("inches"), DIAGONAL_INCHES, before.diagonalInches),
    viewingMetres: within(search.get("metres"), VIEWING_METRES, before.viewingMetres),
    theme: theme === "light" || theme === "dark" || theme === "hours" ? theme : before.theme,
    darkFrom: dark?.[1] !== undefined && CLOCK.test(dark[1]) ? dark[1] : before.darkFrom,
    darkTo: dark?.[2] !== undefined && CLOCK.test(dark[2]) ? dark[2] : before.darkTo,
    volumeDayBp: percent("volume", before.volumeDayBp),
    volumeNightBp: percent("nightVolume", before.volumeNightBp),
    isPlanSounding: search.has("planSound") ? search.get("planSound") === "on" : before.isPlanSounding,
    pinnedPhase: search.get("phase") === "auto" ? null : (phase ?? before.pinnedPhase),
  };
}

function settingsFromStored(stored: string | null): WallSettings {
  const kept = parsed(stored);
  const number = (
    name: keyof WallSettings,
    bounds: { readonly min: number; readonly max: number },
    otherwise: number,
  ) => {
    const value = kept[name];
    return typeof value === "number" ? within(String(value), bounds, otherwise) : otherwise;
  };
  const base = WALL_SETTINGS_DEFAULT;
  const text = (name: keyof WallSettings) => (typeof kept[name] === "string" ? kept[name] : "");
  const theme = text("theme");
  return {
    diagonalInches: number("diagonalInches", DIAGONAL_INCHES, base.diagonalInches),
    viewingMetres: number("viewingMetres", VIEWING_METRES, base.viewingMetres),
    theme: theme === "light" || theme === "dark" || theme === "hours" ? theme : base.theme,
    darkFrom: CLOCK.test(text("darkFrom")) ? text("darkFrom") : base.darkFrom,
    darkTo: CLOCK.test(text("darkTo")) ? text("darkTo") : base.darkTo,
    volumeDayBp: number("volumeDayBp", { min: 0, max: 10_000 }, base.volumeDayBp),
    volumeNightBp: number("volumeNightBp", { min: 0, max: 10_000 }, base.volumeNightBp),
    isPlanSounding: kept["isPlanSounding"] === true,
    pinnedPhase: PHASES.find((one) => one === text("pinnedPhase")) ?? null,
  };
}

function parsed(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text ?? "{}");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch {
    return {};
  }
}

function within(
  text: string | null,
  bounds: { readonly min: number; readonly max: number },
  otherwise: number,
): number {
  const value = text === null || text.trim() === "" ? Number.NaN : Number(text);
  return value >= bounds.min && value <= bounds.max ? value : otherwise;
}
