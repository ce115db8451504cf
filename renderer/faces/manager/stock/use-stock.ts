import { useMemo } from "react";
import type { StockRow } from "#domains/inventory/queries.ts";
import { expiryAlertDaysByCategory } from "#domains/inventory/settings.ts";
import type { FoodCategory } from "#kernel/food-words.ts";
import { localFromMs, type LocalDate } from "#kernel/time.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { stockValuesRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { stockWords, type StockWord } from "#renderer/domains/inventory/stock-look.ts";
import { settingsRef } from "#renderer/domains/site/site-refs.ts";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";

export function useLocalDate(): LocalDate {
  const { nowMs, timeZone } = useKitchenTime(60_000);
  return localFromMs(nowMs, timeZone).date;
}

export interface ExpiryDays {
  readonly highCount: number;
  readonly mediumCount: number;
  readonly lowCount: number;
}

/** From how many days before its expiry a category is told of, by the settings in force today. */
export function useExpiryDays(): (category: FoodCategory) => ExpiryDays {
  const { serviceDate } = useServiceDay();
  const viewer = useViewer();
  const { rows } = useLiveQuery(settingsRef, viewer === null ? null : { serviceDate }, viewer ?? {});
  return useMemo(() => {
    const valueByKey = new Map(rows.map(({ settingKey, value }) => [settingKey, value]));
    return (category) => {
      const { high, medium, low } = expiryAlertDaysByCategory[category];
      const [highCount = 0, mediumCount = 0, lowCount = 0] = [high, medium, low].map((definition) => {
        const value = valueByKey.get(definition.key);
        return typeof value === "number" ? value : definition.default;
      });
      return { highCount, mediumCount, lowCount };
    };
  }, [rows]);
}

/** The words a row of stock stands under. */
export function useStockWords(): (row: StockRow) => readonly StockWord[] {
  const localDate = useLocalDate();
  const daysOf = useExpiryDays();
  return (row) =>
    stockWords({
      ...row,
      isMinimumSet: row.item.minQuantity !== null,
      localDate,
      tellDayCount: daysOf(row.item.category).mediumCount,
    });
}

/** What each item is worth; asked only for whoever may see prices. */
export function useStockValues(mayAsk: boolean) {
  const viewer = useViewer();
  const { rows } = useLiveQuery(stockValuesRef, !mayAsk || viewer === null ? null : {}, viewer ?? {});
  return useMemo(() => new Map(rows.map((row) => [row.itemId, row])), [rows]);
}
