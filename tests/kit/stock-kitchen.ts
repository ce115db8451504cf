import type { ItemId, LotId, ReceiptLineId, StoragePlaceId } from "#domains/inventory/ids.ts";
import { lotIdOfLine } from "#domains/inventory/ids.ts";
import type { LotRow, StockRow, StockValueRow } from "#domains/inventory/queries.ts";
import type { Item } from "#domains/inventory/values.ts";
import { present } from "#kernel/assert.ts";
import type { Actor } from "#kernel/definition.ts";
import type { StaffId } from "#kernel/ids.ts";
import { quantityOf, type BaseUnit } from "#kernel/quantity.ts";
import { createMenuKitchen, type MenuKitchen } from "./menu-kitchen.ts";

/** The calendar date stock kitchens begin on: the evening before the day of `production-plan.ts`. */
export const STOCK_DATE = "2026-11-20";

/** A kitchen with a store room, everybody permitted everything; who may do what is in `authorize.test.ts`. */
export interface StockKitchen extends MenuKitchen {
  place(name?: string): Promise<StoragePlaceId>;
  /** A thing that needs neither check nor expiry unless told: seasoning in grams. */
  item(fields?: Partial<Item>): Promise<Item>;
  /** Receives one line in a receipt of its own. */
  receive(item: Pick<Item, "itemId" | "baseUnit">, lot: TestLot): Promise<LotId>;
  /** The item's row of `stock`. */
  stockOf(itemId: ItemId, localDate?: string): StockRow;
  lotsOf(itemId: ItemId, localDate?: string): readonly LotRow[];
  valueOf(itemId: ItemId): number;
}

export interface TestLot {
  readonly amount: number;
  /** Rupiah for a thousand grams or millilitres, or for one piece. */
  readonly priceIdr: number;
  readonly placeId: StoragePlaceId;
  readonly expiryDate?: string;
  readonly supplierId?: string;
}

/** A thousand of what is weighed, one of what is counted. */
const PRICED_AMOUNT: Readonly<Record<BaseUnit, number>> = { g: 1_000, ml: 1_000, pcs: 1 };

export function createStockKitchen(): StockKitchen {
  const kitchen = createMenuKitchen();
  const { makeId } = kitchen;
  let itemCount = 0;

  const stockRow = (itemId: ItemId, localDate = STOCK_DATE) =>
    present(
      (kitchen.ask("stock", { localDate }) as readonly StockRow[]).find((row) => row.itemId === itemId), // rows the kit parsed
      "the item's row",
    );

  return {
    ...kitchen,
    place: async (name = "Gudang kering") => {
      const storagePlaceId = makeId("storage_place");
      await kitchen.accepted("define-storage-place", { storagePlaceId, name, storageKind: "dry" });
      return storagePlaceId;
    },
    item: async (fields = {}) => {
      itemCount += 1;
      const item: Item = {
        itemId: makeId("item"),
        itemCode: `BRG-${itemCount}`,
        name: `Barang ${itemCount}`,
        category: "seasoning",
        isFood: true,
        ingredientId: null,
        baseUnit: "g",
        purchaseUnits: [],
        minQuantity: null,
        maxQuantity: null,
        storageKind: "dry",
        shelfLifeDayCount: null,
        ...fields,
      };
      await kitchen.accepted("add-item", item);
      return item;
    },
    receive: async ({ itemId, baseUnit }, { amount, priceIdr, placeId, expiryDate, supplierId }) => {
      const receiptId = makeId("receipt");
      const lineId: ReceiptLineId = makeId("receipt_line");
      await kitchen.accepted("start-receipt", { receiptId, ...(supplierId !== undefined && { supplierId }) });
      await kitchen.accepted("record-receipt-line", {
        receiptId,
        lineId,
        itemId,
        delivered: quantityOf(baseUnit, amount),
        accepted: quantityOf(baseUnit, amount),
        rejected: quantityOf(baseUnit, 0),
        unitPrice: { amountIdr: priceIdr, per: quantityOf(baseUnit, PRICED_AMOUNT[baseUnit]) },
        ...(expiryDate !== undefined && { expiryDate }),
        storagePlaceId: placeId,
      });
      await kitchen.accepted("finish-receipt", { receiptId });
      return lotIdOfLine(lineId);
    },
    stockOf: stockRow,
    lotsOf: (itemId, localDate = STOCK_DATE) => kitchen.ask("lots", { itemId, localDate }) as readonly LotRow[], // rows the kit parsed
    valueOf: (itemId) =>
      present(
        (kitchen.ask("stock-values", {}) as readonly StockValueRow[]).find((row) => row.itemId === itemId), // as above
        "the item's value",
      ).valueIdr,
  };
}

/** A person's actor, signed by them and by whoever else. */
export function actingAs(staffId: StaffId, ...witnesses: readonly StaffId[]): Partial<Actor> {
  return {
    kind: "person",
    staffId,
    signatures: [staffId, ...witnesses].map((signer) => ({ staffId: signer, method: "number", signedAtMs: 0 })),
  };
}
