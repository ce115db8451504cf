import type { FoodCategory, StorageKind } from "#kernel/food-words.ts";
import type { BaseUnit, PortionCounts, Quantity, UnitPrice } from "#kernel/quantity.ts";
import type { LocalDate } from "#kernel/time.ts";
import type { ItemId, ReceiptId } from "#domains/inventory/ids.ts";
import type { InvoiceId, PlanId, SupplierId } from "./ids.ts";
import type { Certificate, OrderLine } from "./values.ts";
import type { OrderStatus, SupplierStatus } from "./vocabulary.ts";

/** The figures in force (`settings.ts`). */
export interface ProcurementFigures {
  readonly priceToleranceBp: number;
  readonly surveyQuotesMinCount: number;
  readonly suppliersMinCount: number;
  readonly supplierShareMaxBp: number;
  readonly purchaseEarlyMaxCount: number;
  readonly invoiceToleranceBp: number;
}

/** A thing of the store room, as buying needs it. */
export interface ItemFacts {
  readonly itemId: ItemId;
  readonly category: FoodCategory;
  readonly storageKind: StorageKind;
  readonly baseUnit: BaseUnit;
  readonly purchaseUnits: ReadonlyArray<{ readonly code: string; readonly quantity: Quantity }>;
  readonly isArchived: boolean;
  /** What it should cost: of the kitchen's reference list, and the lowest of the newest survey. Null where nobody knows. */
  readonly referencePrice: UnitPrice | null;
  readonly surveyPrice: UnitPrice | null;
  /** HET of headquarters in force, where it is by the unit the item is kept in. */
  readonly ceilingPrice: UnitPrice | null;
  /** Who the item was last ordered from, this order left out; null where it never was. */
  readonly lastSupplierId: SupplierId | null;
  /** Whether the supplier at hand ever delivered it. */
  readonly isKnownFromSupplier: boolean;
}

export interface SupplierFacts {
  readonly supplierId: SupplierId;
  readonly status: SupplierStatus;
  readonly certificates: readonly Certificate[];
}

/** What arrived of one item of an order, finished receipts only. `returned`: accepted first, sent back later. */
export interface ReceivedItem {
  readonly itemId: ItemId;
  readonly accepted: Quantity;
  readonly rejected: Quantity;
  readonly returned: Quantity;
}

/** One delivery, as an invoice is held against it. */
export interface ReceiptFacts {
  readonly receiptId: ReceiptId;
  /** Null: nobody was paid for it. */
  readonly supplierId: SupplierId | null;
  readonly orderId: string | null;
  readonly isFinished: boolean;
  /** Everybody who had a hand in receiving it. */
  readonly staffIds: readonly string[];
  readonly invoiceId: InvoiceId | null;
  readonly lines: ReadonlyArray<{
    readonly itemId: ItemId;
    readonly accepted: Quantity;
    readonly returned: Quantity;
    readonly unitPrice: UnitPrice;
  }>;
}

/** An order, as an invoice is held against it. */
export interface OrderFacts {
  readonly supplierId: SupplierId;
  readonly status: OrderStatus;
  readonly lines: readonly OrderLine[];
  /** What other invoices already asked for, per item. */
  readonly invoiced: ReadonlyArray<{ readonly itemId: ItemId; readonly quantity: Quantity }>;
}

/** What the tables know beside the stream at hand; what a command is not about is empty or null. */
export interface ProcurementFacts {
  /** The kitchen's calendar date: papers and deliveries go by it. */
  readonly today: LocalDate;
  /** The service day that is running: expenses go by it. */
  readonly serviceDate: LocalDate;
  readonly figures: ProcurementFigures;
  /** The next free code of a new order. */
  readonly orderCode: string;
  /** The supplier of the order or invoice at hand; null where there is none of that id. */
  readonly supplier: SupplierFacts | null;
  /** Another supplier of the name given. */
  readonly namesakeId: SupplierId | null;
  readonly activeSupplierCount: number;
  /** Suppliers named by quotes that the kitchen does not have. */
  readonly unknownSupplierIds: readonly string[];
  /** Every item named; one that is missing does not exist. */
  readonly items: readonly ItemFacts[];
  /** What was ordered lately, this order left out: of its supplier, and of all. */
  readonly orderedIdr: { readonly ofSupplierIdr: number; readonly ofAllIdr: number };
  /** What the period has left before this order; null where no ceiling is known. */
  readonly budgetLeftIdr: number | null;
  readonly received: readonly ReceivedItem[];
  /** A delivery of the order that is still being taken in. */
  readonly openReceiptId: ReceiptId | null;
  readonly overlappingPlanId: PlanId | null;
  readonly portionCounts: PortionCounts;
  readonly order: OrderFacts | null;
  readonly receipts: readonly ReceiptFacts[];
  /** An invoice of this supplier and number that was matched before. */
  readonly sameInvoiceId: InvoiceId | null;
}
