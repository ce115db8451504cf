import { expect, it } from "vitest";
import { expiryAfter, expiryDigits, expiryFrom, expiryShown } from "./expiry-entry.ts";

it("an expiry is typed as the pack prints it", () => {
  expect(expiryFrom("051226")).toBe("2026-12-05");
  expect(expiryFrom(expiryDigits("2027-02-28"))).toBe("2027-02-28");
  expect(expiryShown("0512")).toBe("05/12/––");
});

it("a day the calendar does not have is none", () => {
  expect(["310226", "001226", "051326", "050026", "0512", ""].map(expiryFrom)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
});

it("takes six digits and no mark", () => {
  expect(expiryAfter("051226", "7")).toBe("051226");
  expect(expiryAfter("05", "decimal")).toBe("05");
  expect(expiryAfter("05", "backspace")).toBe("0");
  expect(expiryAfter("05", "clear")).toBe("");
});
