import type { LotRow, StockRow, StoragePlaceRow } from "#domains/inventory/queries.ts";
import type { ReceiptRow } from "#domains/inventory/receipt-queries.ts";
import { addDays, localFromMs, type LocalDate } from "#kernel/time.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { lotsRef, receiptsRef, stockRef, storagePlacesRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { useServiceDate } from "#renderer/faces/tablet/tablet-context.tsx";

/** What the store room's screens read; each answer stays on the device for a cut. */
const KEPT = { isKeptOnDisk: true } as const;

/** How far back a tablet offers receipts and issues: what came or went yesterday may still be put right today. */
const LOOK_BACK_DAY_COUNT = 2;

export function useLocalDate(): LocalDate {
  const { nowMs, timeZone } = useKitchenTime(60_000);
  return localFromMs(nowMs, timeZone).date;
}

export function useItems(): { readonly rows: readonly StockRow[]; readonly isLoading: boolean } {
  const { rows, status } = useLiveQuery(stockRef, { localDate: useLocalDate() }, KEPT);
  return { rows, isLoading: status === "loading" };
}

export function useItem(itemId: string | null): StockRow | null {
  return useItems().rows.find((row) => row.itemId === itemId) ?? null;
}

/** Every lot that holds something, by first expiry. */
export function useAllLots(): { readonly rows: readonly LotRow[]; readonly isLoading: boolean } {
  const { rows, status } = useLiveQuery(lotsRef, { localDate: useLocalDate() }, KEPT);
  return { rows, isLoading: status === "loading" };
}

export function useLotsOf(itemId: string | null): readonly LotRow[] {
  return useAllLots().rows.filter((lot) => lot.itemId === itemId);
}

/** The service days a tablet of the store room looks at. */
export function useStoreSpan(): { readonly fromDate: string; readonly toDate: string } {
  const serviceDate = useServiceDate();
  return { fromDate: addDays(serviceDate, -LOOK_BACK_DAY_COUNT), toDate: serviceDate };
}

export function useReceipts(): readonly ReceiptRow[] {
  return useLiveQuery(receiptsRef, useStoreSpan(), KEPT).rows;
}

export function usePlaces(): readonly StoragePlaceRow[] {
  return useLiveQuery(storagePlacesRef, {}, KEPT).rows;
}
