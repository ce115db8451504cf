import { expect, it } from "vitest";
import { recallDocument, type RecallDocument } from "./documents.ts";
import { isRecalled, type RecallableLot } from "./recall-rules.ts";

const recall = (changes: Partial<RecallDocument>): RecallDocument => ({
  ...{ title: "Telur", reason: "Salmonella", foodCodes: [], supplierNames: [], supplierLotCodes: [] },
  ...{ fromDate: null, toDate: null },
  ...changes,
});
const lot: RecallableLot = {
  ...{ foodCodes: ["BRG-7", "GR001"], supplierName: "CV Sumber  Pangan", supplierLotCode: "lot 12a" },
  receivedDate: "2026-11-20",
};

it("means a lot when every list that names anything names it", () => {
  const means = (changes: Partial<RecallDocument>) => isRecalled(recall(changes), lot);
  expect(means({ foodCodes: ["gr001"] })).toBe(true);
  expect(means({ foodCodes: ["GR002", "BRG-7"] })).toBe(true);
  expect(means({ supplierNames: ["cv sumber pangan"] })).toBe(true);
  expect(means({ supplierLotCodes: ["LOT 12A"] })).toBe(true);
  expect(means({ foodCodes: ["GR001"], supplierNames: ["UD Lain"] })).toBe(false);
  expect(means({ foodCodes: ["GR00"] })).toBe(false);
});

it("keeps to the days of receipt, both ends included", () => {
  const on = (fromDate: string | null, toDate: string | null) =>
    isRecalled(recall({ foodCodes: ["GR001"], fromDate, toDate }), lot);
  expect([on("2026-11-20", "2026-11-20"), on("2026-11-21", null), on(null, "2026-11-19")]).toEqual([
    true,
    false,
    false,
  ]);
});

it("does not meet a lot by what nobody wrote down of it", () => {
  const bare = { ...lot, supplierName: null, supplierLotCode: null };
  expect(isRecalled(recall({ supplierNames: ["CV Sumber Pangan"] }), bare)).toBe(false);
  expect(isRecalled(recall({ supplierLotCodes: [" "] }), bare)).toBe(false);
});

it("must name something", () => {
  expect(recallDocument.safeParse(recall({})).success).toBe(false);
  expect(recallDocument.safeParse(recall({ supplierLotCodes: ["A"] })).success).toBe(true);
});
