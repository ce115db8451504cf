import { idrOfQuantity } from "#kernel/money.ts";
import { amountOf, quantityOf, type BaseUnit, type Quantity, type UnitPrice } from "#kernel/quantity.ts";
import type { OrderLine } from "#domains/procurement/values.ts";
import { rupiahFromText } from "#renderer/faces/manager/honor/draft-form.ts";
import { PER_OF_UNIT } from "./buying-words.ts";

/** A thing that may be ordered, as the price sheet knows it. */
export interface OrderableItem {
  readonly itemId: string;
  readonly itemName: string;
  readonly baseUnit: BaseUnit;
  readonly purchaseUnits: ReadonlyArray<{ readonly code: string; readonly label: string; readonly quantity: Quantity }>;
}

/** A line as it is typed. `unitCode` is a purchase unit's, or empty for the kilogram, litre or piece. */
export interface TypedLine {
  readonly lineId: string;
  readonly itemId: string;
  readonly unitCode: string;
  readonly count: string;
  readonly price: string;
  readonly neededForDate: string;
}

export type LineProblem = "item-needed" | "count-needed" | "price-needed" | "twice";

/** “4”, “12,5”, “1.250”: an amount in thousandths; null for anything else or nothing. */
export function thousandthsFromText(text: string): number | null {
  const trimmed = text.trim();
  if (!/^\d{1,3}(\.?\d{3})*(,\d{1,3})?$/.test(trimmed)) return null;
  const [whole = "", part = ""] = trimmed.replaceAll(".", "").split(",");
  const thousandthCount = Number(whole) * 1_000 + Number(part.padEnd(3, "0"));
  return Number.isSafeInteger(thousandthCount) && thousandthCount > 0 ? thousandthCount : null;
}

/** The whole number as it is typed: thousandths become “12,5”. */
export function textFromThousandths(thousandthCount: number): string {
  const whole = Math.floor(thousandthCount / 1_000);
  const part = String(thousandthCount % 1_000)
    .padStart(3, "0")
    .replace(/0+$/, "");
  return part === "" ? String(whole) : `${String(whole)},${part}`;
}

/** How much of its base unit one of a line's unit is. */
export function perOf(item: OrderableItem, unitCode: string): Quantity {
  const bought = item.purchaseUnits.find(({ code }) => code === unitCode);
  return bought?.quantity ?? quantityOf(item.baseUnit, PER_OF_UNIT[item.baseUnit]);
}

/** The line as it is sent; null while something of it is missing. */
export function orderLineFrom(line: TypedLine, items: readonly OrderableItem[]): OrderLine | null {
  const item = items.find(({ itemId }) => itemId === line.itemId);
  const thousandthCount = thousandthsFromText(line.count);
  const amountIdr = rupiahFromText(line.price);
  if (item === undefined || thousandthCount === null || amountIdr === null) return null;
  const per = perOf(item, line.unitCode);
  const amount = (amountOf(per) * thousandthCount) / 1_000;
  if (!Number.isSafeInteger(amount) || amount === 0) return null;
  const isBoughtWhole = item.purchaseUnits.some(({ code }) => code === line.unitCode);
  if (isBoughtWhole && thousandthCount % 1_000 !== 0) return null;
  return {
    lineId: line.lineId as OrderLine["lineId"], // made by the id factory, or the kitchen's own
    itemId: line.itemId as OrderLine["itemId"], // the kitchen's own row
    quantity: quantityOf(item.baseUnit, amount),
    ...(isBoughtWhole && { purchaseUnitCode: line.unitCode }),
    unitPrice: { amountIdr, per },
    ...(line.neededForDate !== "" && { neededForDate: line.neededForDate }),
  };
}

/** What is wrong with a line first. */
export function lineProblem(
  line: TypedLine,
  lines: readonly TypedLine[],
  items: readonly OrderableItem[],
): LineProblem | null {
  if (!items.some(({ itemId }) => itemId === line.itemId)) return "item-needed";
  if (lines.some((other) => other.lineId !== line.lineId && other.itemId === line.itemId)) return "twice";
  if (rupiahFromText(line.price) === null) return "price-needed";
  return orderLineFrom(line, items) === null ? "count-needed" : null;
}

/** A line the kitchen has, as it is typed again. */
export function typedFromLine(
  line: {
    readonly lineId: string;
    readonly itemId: string;
    readonly quantity: Quantity;
    readonly purchaseUnitCode: string | null;
    readonly unitPrice: UnitPrice;
    readonly neededForDate: string | null;
  },
  item: OrderableItem | undefined,
): TypedLine {
  const unitCode = line.purchaseUnitCode ?? "";
  const per =
    item === undefined ? quantityOf(line.quantity.unit, PER_OF_UNIT[line.quantity.unit]) : perOf(item, unitCode);
  return {
    lineId: line.lineId,
    itemId: line.itemId,
    unitCode,
    count: textFromThousandths(Math.round((amountOf(line.quantity) * 1_000) / amountOf(per))),
    price: String(idrOfQuantity(per, line.unitPrice)),
    neededForDate: line.neededForDate ?? "",
  };
}

/** What the lines come to, whole rupiah; unfinished ones count nothing. */
export function linesTotalIdr(lines: readonly TypedLine[], items: readonly OrderableItem[]): number {
  return lines.reduce((sum, line) => {
    const read = orderLineFrom(line, items);
    return read === null ? sum : sum + idrOfQuantity(read.quantity, read.unitPrice);
  }, 0);
}
