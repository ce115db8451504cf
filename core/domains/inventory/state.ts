import { amountOf } from "#kernel/quantity.ts";
import type { MovedLine, StoredInventoryEvent } from "./events.ts";
import type { AdjustmentId, CountId, ItemId, LotId, StoragePlaceId } from "./ids.ts";
import type { Item } from "./values.ts";
import type { AdjustmentStatus, CountStatus, ReceiptStatus } from "./vocabulary.ts";

type EventOfType<Type extends StoredInventoryEvent["type"]> = Extract<StoredInventoryEvent, { readonly type: Type }>;
export type ReceiptLine = EventOfType<"receipt-line-recorded">["body"];

export interface ReceiptState {
  readonly started: EventOfType<"receipt-started">["body"];
  readonly status: ReceiptStatus;
  readonly lineById: ReadonlyMap<string, ReceiptLine>;
}

/** What of one lot an issue took, and how much of it came back. */
export interface IssuedLot {
  readonly itemId: ItemId;
  readonly leftAmount: number;
  readonly leftValueIdr: number;
}

export interface IssueState {
  readonly issued: EventOfType<"stock-issued">["body"];
  readonly lotById: ReadonlyMap<string, IssuedLot>;
}

export interface AdjustmentState {
  readonly adjustmentId: AdjustmentId;
  readonly status: AdjustmentStatus;
  readonly itemId: ItemId;
  readonly lotId: LotId;
  readonly deltaAmount: number;
  readonly staffId: string | null;
}

export interface CountedLot {
  readonly itemId: ItemId;
  readonly countedAmount: number;
  readonly bookAmount: number;
}

export interface CountState {
  readonly countId: CountId;
  readonly status: CountStatus;
  readonly storagePlaceId: StoragePlaceId;
  /** Everybody who began, counted or submitted: none of them approves. */
  readonly makerStaffIds: readonly (string | null)[];
  readonly lotById: ReadonlyMap<string, CountedLot>;
}

/** Every stream of the domain folds into the part that is its own. */
export interface InventoryState {
  /** Stream `item_…`. */
  readonly item: { readonly item: Item; readonly isArchived: boolean } | null;
  /** Stream `receipt_…`. */
  readonly receipt: ReceiptState | null;
  /** Stream `issue_…`. */
  readonly issue: IssueState | null;
  /** Stream `adjustment_…`. */
  readonly adjustment: AdjustmentState | null;
  /** Stream `count_…`. */
  readonly count: CountState | null;
  /** Stream `stock:<dish run>`: what stands taken by recipe. */
  readonly backflush: readonly MovedLine[] | null;
}

export const initialInventoryState: InventoryState = {
  item: null,
  receipt: null,
  issue: null,
  adjustment: null,
  count: null,
  backflush: null,
};

/** Folds one event into the state of its stream. */
export function evolveInventory(state: InventoryState, event: StoredInventoryEvent): InventoryState {
  switch (event.type) {
    case "item-added":
      return { ...state, item: { item: event.body, isArchived: false } };
    case "item-changed":
      return state.item === null
        ? state
        : { ...state, item: { ...state.item, item: { ...state.item.item, ...given(event.body.fields) } } };
    case "item-archived":
      return state.item === null ? state : { ...state, item: { ...state.item, isArchived: true } };
    case "receipt-started":
      return { ...state, receipt: { started: event.body, status: "open", lineById: new Map() } };
    case "receipt-line-recorded":
    case "goods-received":
      return state.receipt === null ? state : { ...state, receipt: evolveReceipt(state.receipt, event) };
    case "stock-issued":
      return { ...state, issue: { issued: event.body, lotById: issuedLots(event.body.lines) } };
    case "stock-returned":
      return state.issue === null ? state : { ...state, issue: returned(state.issue, event.body.lines) };
    case "adjustment-requested":
    case "stock-adjusted":
    case "adjustment-rejected":
      return { ...state, adjustment: evolveAdjustment(state.adjustment, event) };
    case "count-started":
    case "count-line-recorded":
    case "count-submitted":
    case "count-rejected":
    case "stock-counted":
      return { ...state, count: evolveCount(state.count, event) };
    case "stock-backflushed":
      return { ...state, backflush: event.body.lines };
    case "stock-backflush-reversed":
      return { ...state, backflush: null };
    case "storage-place-defined":
    case "stock-returned-to-supplier":
    case "stock-discarded":
    case "lot-blocked":
    case "lot-unblocked":
      // Where these end up is in the tables: what a lot holds moves by the acts of many streams.
      return state;
  }
}

/** The members of a change that were given. */
function given(fields: EventOfType<"item-changed">["body"]["fields"]): Partial<Item> {
  // A member left out of the change is left out here: parsed JSON has no undefined.
  return fields as Partial<Item>;
}

function evolveReceipt(
  receipt: ReceiptState,
  event: EventOfType<"receipt-line-recorded"> | EventOfType<"goods-received">,
): ReceiptState {
  if (event.type === "goods-received") return { ...receipt, status: "finished" };
  return { ...receipt, lineById: new Map(receipt.lineById).set(event.body.lineId, event.body) };
}

function issuedLots(lines: readonly MovedLine[]): ReadonlyMap<string, IssuedLot> {
  const lotById = new Map<string, IssuedLot>();
  for (const { itemId, lotId, quantity, valueIdr } of lines) {
    const known = lotById.get(lotId);
    lotById.set(lotId, {
      itemId,
      leftAmount: (known?.leftAmount ?? 0) + amountOf(quantity),
      leftValueIdr: (known?.leftValueIdr ?? 0) + valueIdr,
    });
  }
  return lotById;
}

function returned(issue: IssueState, lines: readonly MovedLine[]): IssueState {
  const lotById = new Map(issue.lotById);
  for (const { lotId, quantity, valueIdr } of lines) {
    const known = lotById.get(lotId);
    if (known === undefined) continue;
    lotById.set(lotId, {
      ...known,
      leftAmount: known.leftAmount - amountOf(quantity),
      leftValueIdr: known.leftValueIdr - valueIdr,
    });
  }
  return { ...issue, lotById };
}

function evolveAdjustment(
  state: AdjustmentState | null,
  event: EventOfType<"adjustment-requested" | "stock-adjusted" | "adjustment-rejected">,
): AdjustmentState | null {
  if (event.type === "adjustment-requested") {
    const { adjustmentId, itemId, lotId, delta } = event.body;
    return { adjustmentId, status: "asked", itemId, lotId, deltaAmount: amountOf(delta), staffId: event.staffId };
  }
  if (state === null) return null;
  return { ...state, status: event.type === "stock-adjusted" ? "applied" : "refused" };
}

function evolveCount(
  state: CountState | null,
  event: EventOfType<"count-started" | "count-line-recorded" | "count-submitted" | "count-rejected" | "stock-counted">,
): CountState | null {
  if (event.type === "count-started") {
    const { countId, storagePlaceId } = event.body;
    return { countId, status: "open", storagePlaceId, makerStaffIds: [event.staffId], lotById: new Map() };
  }
  if (state === null) return null;
  const makerStaffIds = [...state.makerStaffIds, event.staffId];
  switch (event.type) {
    case "count-line-recorded": {
      const { itemId, lotId, counted, bookAtLine } = event.body;
      const line = { itemId, countedAmount: amountOf(counted), bookAmount: amountOf(bookAtLine) };
      return { ...state, makerStaffIds, lotById: new Map(state.lotById).set(lotId, line) };
    }
    case "count-submitted":
      return { ...state, makerStaffIds, status: "submitted" };
    case "count-rejected":
      return { ...state, status: "refused" };
    case "stock-counted":
      return { ...state, status: "applied" };
  }
}
