import type { RowOf } from "#kernel/definition.ts";
import { localFromMs } from "#kernel/time.ts";
import type { priceSheetQuery } from "#domains/procurement/queries.ts";
import { allItemIds, itemPrice } from "#main/domains/inventory/queries.ts";
import { siteProfile } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { surveyPriceOf } from "./queries.ts";
import { boughtItems, ceilingPrices } from "./store-room.ts";
import { supplierNames } from "./supplier-rows.ts";

/** What is known of the price of each thing kept, by name; one nobody knows a price of is shown without. */
export function priceSheetRows(
  db: ReadableDb,
  {
    itemId,
    today,
    maxCount,
  }: {
    readonly itemId?: string | undefined;
    /** The day prices of headquarters are looked at for. */
    readonly today: string;
    readonly maxCount: number;
  },
): readonly RowOf<typeof priceSheetQuery>[] {
  const { timeZone } = siteProfile(db);
  const items = [...boughtItems(db, itemId === undefined ? allItemIds(db) : [itemId]).values()]
    .toSorted((left, right) => left.name.localeCompare(right.name, "id"))
    .slice(0, maxCount);
  const surveys = surveyPriceOf(
    db,
    items.map((item) => item.itemId),
  );
  const ceilings = ceilingPrices(db, items, today);
  const names = supplierNames(db);
  return items.map((item) => {
    const price = itemPrice(db, item.itemId);
    const survey = surveys.get(item.itemId);
    const lastAtMs = price?.lastReceivedAtMs ?? null;
    return {
      itemId: item.itemId,
      itemCode: item.itemCode,
      itemName: item.name,
      baseUnit: item.baseUnit,
      purchaseUnits: [...item.purchaseUnits],
      lastPrice: price?.lastPrice ?? null,
      lastDate: lastAtMs === null ? null : localFromMs(lastAtMs, timeZone).date,
      averagePrice: price?.averagePrice ?? null,
      referencePrice: item.referencePrice,
      ceilingPrice: ceilings.get(item.itemId) ?? null,
      survey:
        survey === undefined
          ? null
          : {
              surveyDate: survey.surveyDate,
              lowest: survey.lowest,
              quotes: survey.quotes.map(({ supplierId, place, unitPrice }) => ({
                sourceName: place ?? names.get(supplierId ?? "") ?? "",
                unitPrice,
              })),
            },
    };
  });
}
