import { describe, expect, it } from "vitest";
import {
  EMPTY_TEMPERATURE,
  pressTemperatureKey,
  temperatureFromEntry,
  textFromTemperatureEntry,
  type TemperatureKey,
} from "./temperature-entry.ts";

const typed = (...keys: readonly TemperatureKey[]) => keys.reduce(pressTemperatureKey, EMPTY_TEMPERATURE);

describe("the temperature keypad", () => {
  it.each([
    [["7", "5", "3"], "75,3", 75.3],
    [["7", "5"], "75", 75],
    [["7", "5", "decimal", "3"], "75,3", 75.3],
    [["1", "0", "0"], "100", 100],
    [["1", "0", "0", "2"], "100,2", 100.2],
    [["1", "0", "5"], "10,5", 10.5],
    [["4", "decimal", "8"], "4,8", 4.8],
    [["0", "5"], "5", 5],
    [["minus", "1", "8"], "−18", -18],
    [["7", "5", "3", "9"], "75,3", 75.3],
  ] as const)("reads %j as %s", (keys, text, temperatureC) => {
    const entry = typed(...keys);
    expect(textFromTemperatureEntry(entry, ",")).toBe(text);
    expect(temperatureFromEntry(entry)).toBe(temperatureC);
  });

  it("has no value before a digit, and takes no comma first", () => {
    expect(temperatureFromEntry(typed("decimal"))).toBeNull();
    expect(textFromTemperatureEntry(typed("decimal"), ",")).toBe("");
    expect(temperatureFromEntry(typed("minus"))).toBeNull();
  });

  it("erases one key at a time, back to nothing", () => {
    expect(textFromTemperatureEntry(typed("7", "5", "3", "backspace"), ",")).toBe("75,");
    expect(textFromTemperatureEntry(typed("7", "5", "3", "backspace", "backspace"), ",")).toBe("75");
    expect(typed("minus", "7", "backspace", "backspace")).toEqual(EMPTY_TEMPERATURE);
    expect(typed("7", "5", "3", "clear")).toEqual(EMPTY_TEMPERATURE);
  });

  it("refuses what no probe reads", () => {
    expect(temperatureFromEntry(typed("minus", "4", "1"))).toBeNull();
    expect(temperatureFromEntry(typed("minus", "4", "0"))).toBe(-40);
  });

  it("reads minus nought as nought", () => {
    expect(Object.is(temperatureFromEntry(typed("minus", "0")), 0)).toBe(true);
  });
});
