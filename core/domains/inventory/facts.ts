import type { IngredientId } from "#domains/menu/ids.ts";
import type { BatchId, DishRunId } from "#domains/production/ids.ts";
import type { Quantity, UnitPrice } from "#kernel/quantity.ts";
import type { SettingInForce } from "#kernel/setting.ts";
import type { MovedLine } from "./events.ts";
import type { ItemId, LotId, ReceiptId, StoragePlaceId } from "./ids.ts";
import type { LotView } from "./rules.ts";
import type { Item, OrderLineId, SupplierId } from "./values.ts";
import type { LotBlockReason } from "./vocabulary.ts";

/** What `decide` must know beside its own stream, read in the transaction that writes. */
export interface InventoryFacts {
  /** The kitchen's calendar date of the moment the command is judged by: expiry is a calendar date. */
  readonly localDate: string;
  /** The service day the command's events belong to; the number of codes counts within it. */
  readonly serviceDate: string;
  /** Items the command names. */
  readonly items: readonly ItemFacts[];
  /** Every lot of those items that holds anything, and the lots the command names. */
  readonly lots: readonly LotFacts[];
  /** Places that are being counted and frozen. */
  readonly frozenPlaceIds: readonly StoragePlaceId[];
  /** Places with an open count. */
  readonly countedPlaceIds: readonly StoragePlaceId[];
  /** Whether the storage place the command names exists. */
  readonly isPlaceKnown: boolean;
  /** The id a command brings for a new thing is somebody else's. */
  readonly isIdUsed: boolean;
  /** Whose item code it is that the command gives; null when nobody's. */
  readonly itemIdOfCode: ItemId | null;
  /** Whether the food an item is said to be is one of the kitchen's; true where none is said. */
  readonly isIngredientKnown: boolean;
  /** Whether the person stock is handed to is one of the kitchen. */
  readonly isReceiverKnown: boolean;
  /** Receipts and lots of the service day so far. */
  readonly receiptCount: number;
  readonly lotCount: number;
  /** For `finish-receipt`: categories and storage kinds whose goods are checked, and how each line's newest check ended. */
  readonly checkedCodes: readonly string[];
  readonly incomingChecks: readonly { readonly lineId: string; readonly outcome: "pass" | "fail" }[];
  /** For `finish-receipt` of an order: its lines, with what earlier receipts of it took in. */
  readonly orderLines: readonly OrderLineFacts[];
  readonly batch: BatchFacts | null;
  /** Backflushes that stand, of the batch the command names. */
  readonly backflushes: readonly StandingBackflush[];
  /** For `backflush-dish`: what the dish takes by its recipe. */
  readonly needs: readonly IngredientNeed[];
  readonly witnessAbove: SettingInForce<number>;
}

export interface OrderLineFacts {
  readonly orderLineId: OrderLineId;
  /** An order names each item once: what comes of the item came of the line. */
  readonly itemId: ItemId;
  readonly ordered: Quantity;
  readonly acceptedBeforeAmount: number;
}

export interface ItemFacts {
  readonly item: Item;
  readonly isArchived: boolean;
  readonly onHandAmount: number;
  readonly valueIdr: number;
}

export interface LotFacts extends LotView {
  readonly lotId: LotId;
  readonly itemId: ItemId;
  readonly storagePlaceId: StoragePlaceId;
  readonly receiptId: ReceiptId;
  readonly supplierId: SupplierId | null;
  readonly unitPrice: UnitPrice;
  readonly blockReasonCode: LotBlockReason | null;
}

export interface BatchFacts {
  readonly batchId: BatchId;
  readonly status: string;
  readonly dayStatus: "planned" | "open" | "closed" | "reopened";
}

export interface StandingBackflush {
  readonly batchId: BatchId;
  readonly dishRunId: DishRunId;
  readonly lines: readonly MovedLine[];
  /** Items its lines or its issued part are about. */
  readonly itemIds: readonly ItemId[];
}

/** One ingredient a dish takes, that the kitchen keeps as an item. */
export interface IngredientNeed {
  readonly ingredientId: IngredientId;
  /** In the base unit of its items. */
  readonly gross: Quantity;
  /** Issued to the batch, less what came back and what other dishes of it were given. */
  readonly issuedFreeAmount: number;
  readonly itemIds: readonly ItemId[];
}
