import { describe, expect, it } from "vitest";
import { dateFromTyped, isDateEntered, typedFromDate } from "./typed-date.ts";

describe("a date as people type it", () => {
  it.each(["21/11/2026", " 21-11-2026 ", "21.11.2026", "21 11 2026", "21112026", "2026-11-21"])("reads %s", (text) => {
    expect(dateFromTyped(text)).toBe("2026-11-21");
  });

  it("reads a single digit, and writes two", () => {
    expect(dateFromTyped("1/2/2026")).toBe("2026-02-01");
    expect(typedFromDate("2026-02-01")).toBe("01/02/2026");
  });

  it.each(["", "21/11", "21/11/26", "11/21/2026", "31/02/2026", "29/02/2027", "0/11/2026", "besok", "2026-13-01"])(
    "takes %j for no date",
    (text) => {
      expect(dateFromTyped(text)).toBeNull();
    },
  );

  it("is entered once it is a real one, by its year first", () => {
    expect(["2026-11-21", "2026-02-31", "21/11/2026", ""].map(isDateEntered)).toEqual([true, false, false, false]);
  });

  it("knows a leap day", () => {
    expect(dateFromTyped("29/02/2028")).toBe("2028-02-29");
  });
});
