import { describe, expect, it } from "vitest";
import { isWithinClockSpan, preferencesFromText } from "./preferences.tsx";

describe("the choices of a tablet", () => {
  it("are dark from evening to morning, across midnight", () => {
    const night = (clock: string) => isWithinClockSpan(clock, "18:00", "05:00");
    expect(["17:59", "18:00", "23:59", "00:00", "04:59", "05:00", "12:00"].map(night)).toEqual([
      false,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect(isWithinClockSpan("08:00", "07:00", "09:00")).toBe(true);
  });

  it("fall back to light, right-handed Indonesian where nothing readable was kept", () => {
    const first = { language: "id", themeChoice: "light", hand: "right" };
    expect(preferencesFromText(null)).toEqual(first);
    expect(preferencesFromText("{")).toEqual(first);
    expect(preferencesFromText('{"language":"fr","hand":7}')).toEqual(first);
    expect(preferencesFromText('{"language":"en","themeChoice":"night","hand":"left"}')).toEqual({
      language: "en",
      themeChoice: "night",
      hand: "left",
    });
  });
});
