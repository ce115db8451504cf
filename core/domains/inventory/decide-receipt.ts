import { amountOf, quantityOf, type UnitPrice } from "#kernel/quantity.ts";
import { ok, type Result } from "#kernel/result.ts";
import { inBaseUnit, itemInUse, refuse, whyFrozen, type BodyOf, type Decision } from "./decision.ts";
import type { InventoryEvent } from "./events.ts";
import type { InventoryFacts, ItemFacts } from "./facts.ts";
import { lotIdOfLine } from "./ids.ts";
import type { InventoryRejection } from "./rejections.ts";
import { isExpired, valueAtPriceIdr } from "./rules.ts";
import type { InventoryState, ReceiptLine, ReceiptState } from "./state.ts";
import { createStockBook } from "./stock-book.ts";

/** Goods arriving: a receipt is begun, told line by line, and signed; only then is anything in stock. */

const CODE_DIGIT_COUNT = 2;

/** `RCV-20261121-03`. */
function codeOf(prefix: "RCV" | "LOT", serviceDate: string, number: number): string {
  return `${prefix}-${serviceDate.replaceAll("-", "")}-${String(number).padStart(CODE_DIGIT_COUNT, "0")}`;
}

export function decideStartReceipt(
  state: InventoryState,
  body: BodyOf<"start-receipt">,
  facts: InventoryFacts,
): Decision {
  if (state.receipt !== null) return refuse({ code: "id-already-used", kind: "receipt", id: body.receiptId });
  const receiptCode = codeOf("RCV", facts.serviceDate, facts.receiptCount + 1);
  return ok([{ type: "receipt-started", body: { ...body, receiptCode } }]);
}

export function decideReceiptLine(
  state: InventoryState,
  body: BodyOf<"record-receipt-line">,
  facts: InventoryFacts,
): Decision {
  if (state.receipt === null) return refuse({ code: "not-found", kind: "receipt", id: body.receiptId });
  if (state.receipt.status !== "open") return refuse({ code: "wrong-state", state: state.receipt.status });
  if (facts.isIdUsed) return refuse({ code: "id-already-used", kind: "receipt-line", id: body.lineId });
  const item = itemInUse(createStockBook(facts), body.itemId);
  if (!item.ok) return item;
  if (!facts.isPlaceKnown) return refuse({ code: "not-found", kind: "storage-place", id: body.storagePlaceId });
  const line = lineInBaseUnit(body, item.value);
  if (!line.ok) return line;
  const refused = whyNotLine(line.value, item.value, facts);
  return refused === null ? ok([{ type: "receipt-line-recorded", body: line.value }]) : refuse(refused);
}

function lineInBaseUnit(body: BodyOf<"record-receipt-line">, item: ItemFacts): Result<ReceiptLine, InventoryRejection> {
  const delivered = inBaseUnit(body.delivered, item);
  if (!delivered.ok) return delivered;
  const accepted = inBaseUnit(body.accepted, item);
  if (!accepted.ok) return accepted;
  const rejected = inBaseUnit(body.rejected, item);
  if (!rejected.ok) return rejected;
  const unitPrice = priceInBaseUnit(body, item);
  if (!unitPrice.ok) return unitPrice;
  const quantity = createStockBook({ items: [item], lots: [] }).quantity;
  const { itemId } = body;
  return ok({
    ...body,
    delivered: quantity(itemId, delivered.value),
    accepted: quantity(itemId, accepted.value),
    rejected: quantity(itemId, rejected.value),
    unitPrice: unitPrice.value,
  });
}

/** Rp 350.000 for a sack becomes Rp 350.000 for 25 000 g: exact, nothing is divided. */
function priceInBaseUnit(
  { unitPrice, itemId }: BodyOf<"record-receipt-line">,
  item: ItemFacts,
): Result<UnitPrice, InventoryRejection> {
  const per = inBaseUnit(unitPrice.per, item);
  if (!per.ok) return per;
  if (per.value === 0) {
    return refuse({ code: "out-of-range", field: "unitPrice", min: 1, max: Number.MAX_SAFE_INTEGER });
  }
  const book = createStockBook({ items: [item], lots: [] });
  return ok({ amountIdr: unitPrice.amountIdr, per: book.quantity(itemId, per.value) });
}

function whyNotLine(line: ReceiptLine, { item }: ItemFacts, facts: InventoryFacts): InventoryRejection | null {
  const [delivered, accepted, rejected] = [line.delivered, line.accepted, line.rejected].map(amountOf);
  const sumAmount = (accepted ?? 0) + (rejected ?? 0);
  if (sumAmount !== delivered) {
    const sum = createStockBook(facts).quantity(item.itemId, sumAmount);
    return { code: "quantities-do-not-add-up", delivered: line.delivered, sum };
  }
  if (rejected !== 0 && line.rejectionCode === undefined) return { code: "reason-required" };
  if (accepted === 0) return null;
  if (line.expiryDate === undefined) return item.shelfLifeDayCount === null ? null : { code: "expiry-missing" };
  return isExpired({ expiryDate: line.expiryDate }, facts.localDate)
    ? { code: "already-expired", expiryDate: line.expiryDate }
    : null;
}

export function decideFinishReceipt(
  state: InventoryState,
  body: BodyOf<"finish-receipt">,
  facts: InventoryFacts,
): Decision {
  const { receipt } = state;
  if (receipt === null) return refuse({ code: "not-found", kind: "receipt", id: body.receiptId });
  if (receipt.status !== "open") return refuse({ code: "wrong-state", state: receipt.status });
  const lines = [...receipt.lineById.values()].filter((line) => amountOf(line.delivered) > 0);
  if (lines.length === 0) return refuse({ code: "receipt-empty" });
  const refused = whyNotChecked(lines, facts) ?? whyNotShelved(lines, facts);
  return refused === null ? ok([goodsReceived(receipt, lines, facts)]) : refuse(refused);
}

/** Goods of a checked category come in only with a check, and only what passed it. */
function whyNotChecked(lines: readonly ReceiptLine[], facts: InventoryFacts): InventoryRejection | null {
  const book = createStockBook(facts);
  const taken = lines.filter((line) => amountOf(line.accepted) > 0);
  const outcomeOf = (line: ReceiptLine) => facts.incomingChecks.find((one) => one.lineId === line.lineId)?.outcome;
  const isChecked = (line: ReceiptLine) => {
    const item = book.item(line.itemId)?.item;
    return (
      item !== undefined &&
      (facts.checkedCodes.includes(item.category) || facts.checkedCodes.includes(item.storageKind))
    );
  };
  const missing = taken.filter((line) => isChecked(line) && outcomeOf(line) === undefined);
  if (missing.length > 0) return { code: "incoming-check-missing", lineIds: missing.map(({ lineId }) => lineId) };
  const failed = taken.filter((line) => outcomeOf(line) === "fail");
  return failed.length > 0 ? { code: "incoming-check-failed", lineIds: failed.map(({ lineId }) => lineId) } : null;
}

function whyNotShelved(lines: readonly ReceiptLine[], facts: InventoryFacts): InventoryRejection | null {
  for (const line of lines) {
    const frozen = whyFrozen(facts, line);
    if (frozen !== null) return frozen;
    const isTaken = amountOf(line.accepted) > 0;
    // Told yesterday, signed today: what expired in between does not come in.
    if (isTaken && line.expiryDate !== undefined && isExpired({ expiryDate: line.expiryDate }, facts.localDate)) {
      return { code: "already-expired", expiryDate: line.expiryDate };
    }
  }
  return null;
}

/** More than was ordered is taken in and told of, never lost. */
function overOrderLines(taken: readonly ReceiptLine[], facts: InventoryFacts) {
  return facts.orderLines.flatMap(({ orderLineId, itemId, ordered, acceptedBeforeAmount }) => {
    const came = taken.filter((line) => line.itemId === itemId);
    const acceptedAmount = came.reduce((sum, line) => sum + amountOf(line.accepted), acceptedBeforeAmount);
    if (came.length === 0 || acceptedAmount <= amountOf(ordered)) return [];
    return [{ orderLineId, ordered, accepted: quantityOf(ordered.unit, acceptedAmount) }];
  });
}

function goodsReceived(receipt: ReceiptState, lines: readonly ReceiptLine[], facts: InventoryFacts): InventoryEvent {
  const { receiptId, orderId, supplierId } = receipt.started;
  const taken = lines.filter((line) => amountOf(line.accepted) > 0);
  const over = overOrderLines(taken, facts);
  return {
    type: "goods-received",
    body: {
      receiptId,
      ...(orderId !== undefined && { orderId }),
      ...(supplierId !== undefined && { supplierId }),
      lots: taken.map((line, index) => ({
        lotId: lotIdOfLine(line.lineId),
        lotCode: codeOf("LOT", facts.serviceDate, facts.lotCount + index + 1),
        lineId: line.lineId,
        ...(line.orderLineId !== undefined && { orderLineId: line.orderLineId }),
        itemId: line.itemId,
        quantity: line.accepted,
        unitPrice: line.unitPrice,
        valueIdr: valueAtPriceIdr(amountOf(line.accepted), line.unitPrice),
        ...(line.expiryDate !== undefined && { expiryDate: line.expiryDate }),
        storagePlaceId: line.storagePlaceId,
        ...(line.supplierLotCode !== undefined && { supplierLotCode: line.supplierLotCode }),
      })),
      ...(over.length > 0 && { overOrderLines: over }),
      rejectedLines: lines.flatMap((line) =>
        line.rejectionCode === undefined || amountOf(line.rejected) === 0
          ? []
          : [
              {
                lineId: line.lineId,
                ...(line.orderLineId !== undefined && { orderLineId: line.orderLineId }),
                itemId: line.itemId,
                rejected: line.rejected,
                rejectionCode: line.rejectionCode,
              },
            ],
      ),
    },
  };
}
