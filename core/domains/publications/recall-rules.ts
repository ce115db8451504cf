import type { RecallDocument } from "./documents.ts";

/** A lot as a recall looks at it. */
export interface RecallableLot {
  /** Codes of the item and of the food it is. */
  readonly foodCodes: readonly string[];
  /** Null where nobody wrote down from whom it came. */
  readonly supplierName: string | null;
  readonly supplierLotCode: string | null;
  readonly receivedDate: string;
}

/**
 * Whether a recall means a lot: each of its lists that names anything must name it, in whatever case and spacing it was written,
 * and it came within the dates. A lot nobody wrote a supplier or lot code for is not met by those: unknown is not the same as named,
 * and not the same as another.
 */
export function isRecalled(recall: RecallDocument, lot: RecallableLot): boolean {
  const isNamed = (names: readonly string[], values: readonly (string | null)[]) =>
    names.length === 0 || values.some((value) => value !== null && names.some((name) => plain(name) === plain(value)));
  return (
    isNamed(recall.foodCodes, lot.foodCodes) &&
    isNamed(recall.supplierNames, [lot.supplierName]) &&
    isNamed(recall.supplierLotCodes, [lot.supplierLotCode]) &&
    (recall.fromDate === null || lot.receivedDate >= recall.fromDate) &&
    (recall.toDate === null || lot.receivedDate <= recall.toDate)
  );
}

function plain(text: string): string {
  return text.trim().replaceAll(/\s+/g, " ").toUpperCase();
}
