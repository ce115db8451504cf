import { describe, expect, it } from "vitest";
import { canonicalJson, CanonicalJsonError } from "./json.ts";

describe("canonical JSON", () => {
  it("writes these values in exactly these bytes, for ever", () => {
    const golden: readonly (readonly [unknown, string])[] = [
      [{ b: 1, a: [true, null, "x"] }, '{"a":[true,null,"x"],"b":1}'],
      [{ temperatureC: 75.3 }, '{"temperatureC":{"m":75300}}'],
      [{ temperatureC: 75 }, '{"temperatureC":75}'],
      [{ a: undefined, B: "é", a1: "e\u0301" }, '{"B":"é","a1":"é"}'],
      [{ zero: -0, line: "\n\u2028" }, '{"line":"\\n\u2028","zero":0}'],
      [{ c: -0.05 }, '{"c":{"m":-50}}'],
    ];
    for (const [value, text] of golden) expect(canonicalJson(value)).toBe(text);
  });

  it("refuses what has no single byte form", () => {
    for (const value of [Number.NaN, Infinity, 0.00005, 1n, () => 1]) {
      expect(() => canonicalJson(value)).toThrow(CanonicalJsonError);
    }
  });
});
