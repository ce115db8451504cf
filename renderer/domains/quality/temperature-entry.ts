import type { KeypadKey } from "#renderer/ui/keypad.tsx";

/** Keys of the temperature keypad; `minus` stands beside it where food is kept cold. */
export type TemperatureKey = KeypadKey | "minus";

/** What has been typed, as it is shown: at most three whole digits, one decimal, an optional minus. */
export interface TemperatureEntry {
  readonly isNegative: boolean;
  readonly wholeDigits: string;
  /** `null`: no comma yet. Empty: the comma stands, the decimal is awaited. */
  readonly decimalDigit: string | null;
}

export const EMPTY_TEMPERATURE: TemperatureEntry = { isNegative: false, wholeDigits: "", decimalDigit: null };

/** A hand-held probe reads between these (the range of the checks' own schema); anything else is a slip of the finger. */
export const TEMPERATURE_ENTRY_MIN_C = -40;
export const TEMPERATURE_ENTRY_MAX_C = 300;

/**
 * One key pressed. A third digit becomes the decimal ("7" "5" "3" is 75,3), because no cooked food reads above 100 °C
 * but "1" "0" "0" itself, which stays one hundred. A key that cannot continue the figure changes nothing.
 */
export function pressTemperatureKey(entry: TemperatureEntry, key: TemperatureKey): TemperatureEntry {
  switch (key) {
    case "backspace":
      return eraseLast(entry);
    case "clear":
      return EMPTY_TEMPERATURE;
    case "minus":
      return { ...entry, isNegative: !entry.isNegative };
    case "decimal":
      return entry.decimalDigit === null && entry.wholeDigits !== "" ? { ...entry, decimalDigit: "" } : entry;
    case "0":
    case "1":
    case "2":
    case "3":
    case "4":
    case "5":
    case "6":
    case "7":
    case "8":
    case "9":
      return appendDigit(entry, key);
  }
}

/** The reading in °C, or `null` while nothing usable is typed. */
export function temperatureFromEntry(entry: TemperatureEntry): number | null {
  if (entry.wholeDigits === "") return null;
  const tenths = Number(entry.wholeDigits) * 10 + Number(entry.decimalDigit ?? "0");
  const temperatureC = (entry.isNegative ? -tenths : tenths) / 10;
  if (temperatureC < TEMPERATURE_ENTRY_MIN_C || temperatureC > TEMPERATURE_ENTRY_MAX_C) return null;
  return temperatureC === 0 ? 0 : temperatureC;
}

/** Whether a figure is typed far enough to be judged: a first digit alone says nothing. */
export function isJudgeable(entry: TemperatureEntry): boolean {
  return entry.decimalDigit !== null || entry.wholeDigits.length >= 2;
}

/** The figure as typed so far; empty while nothing is typed. */
export function textFromTemperatureEntry(entry: TemperatureEntry, decimalMark: string): string {
  const decimals = entry.decimalDigit === null ? "" : `${decimalMark}${entry.decimalDigit}`;
  return `${entry.isNegative ? "−" : ""}${entry.wholeDigits}${decimals}`;
}

function appendDigit(entry: TemperatureEntry, digit: string): TemperatureEntry {
  if (entry.decimalDigit !== null) return entry.decimalDigit === "" ? { ...entry, decimalDigit: digit } : entry;
  if (entry.wholeDigits === "0") return { ...entry, wholeDigits: digit };
  if (entry.wholeDigits.length < 2) return { ...entry, wholeDigits: entry.wholeDigits + digit };
  if (entry.wholeDigits === "10" && digit === "0") return { ...entry, wholeDigits: "100" };
  return { ...entry, decimalDigit: digit };
}

function eraseLast(entry: TemperatureEntry): TemperatureEntry {
  if (entry.decimalDigit !== null) return { ...entry, decimalDigit: entry.decimalDigit === "" ? null : "" };
  if (entry.wholeDigits !== "") return { ...entry, wholeDigits: entry.wholeDigits.slice(0, -1) };
  return EMPTY_TEMPERATURE;
}
