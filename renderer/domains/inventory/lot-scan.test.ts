import { expect, it } from "vitest";
import { lotCodeFromScan } from "./lot-scan.ts";

it("what a scanner read is a lot by its code, however the wedge writes letters", () => {
  expect(lotCodeFromScan(" lot-20261120-03\n")).toBe("LOT-20261120-03");
  expect(lotCodeFromScan("LOT-20261120-1234")).toBe("LOT-20261120-1234");
  expect(lotCodeFromScan("S:0417.P.AB12.99")).toBeNull();
  expect(lotCodeFromScan("8991002101234")).toBeNull();
});
