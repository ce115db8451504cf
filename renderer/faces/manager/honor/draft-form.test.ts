import { expect, test } from "vitest";
import { areDatesEntered, rupiahFromText } from "./draft-form.ts";

test("rupiah are read as people type them", () => {
  expect(["50000", "50.000", "Rp 50.000", "rp. 1 000 000"].map(rupiahFromText)).toEqual([
    50_000, 50_000, 50_000, 1_000_000,
  ]);
  expect(["", "0", "-5", "12,5", "lima", "9999999999"].map(rupiahFromText)).toEqual([
    null,
    null,
    null,
    null,
    null,
    null,
  ]);
});

test("a list needs two dates in order", () => {
  expect(areDatesEntered({ fromDate: "2026-11-09", toDate: "2026-11-20" })).toBe(true);
  expect(areDatesEntered({ fromDate: "2026-11-21", toDate: "2026-11-20" })).toBe(false);
  expect(areDatesEntered({ fromDate: "", toDate: "2026-11-20" })).toBe(false);
});
