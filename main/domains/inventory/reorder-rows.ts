import { reorderAmount } from "#domains/inventory/rules.ts";
import { reorderFactorByCategory, reorderLeadDayCount } from "#domains/inventory/settings.ts";
import type { ReorderProposalRow } from "#domains/inventory/use-queries.ts";
import { amountOf, quantityOf } from "#kernel/quantity.ts";
import type { LocalDate } from "#kernel/time.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { onOrderAmounts } from "./on-order.ts";
import { stockRows, usesByItem } from "./stock-rows.ts";

/**
 * Reorder = up to the maximum, less what is there and on its way, once what is there lasts no longer than it takes more to
 * come (mean daily use × lead days × factor). Items without a maximum, or never used, are not proposed.
 */
export function reorderProposalRows(
  db: ReadableDb,
  localDate: LocalDate,
  maxCount: number,
): readonly ReorderProposalRow[] {
  const read = settingReader(db, localDate);
  const leadDayCount = read(reorderLeadDayCount).value;
  const uses = usesByItem(db, localDate);
  const onOrder = onOrderAmounts(db);
  return stockRows(db, { localDate }, Number.MAX_SAFE_INTEGER)
    .flatMap((row): readonly ReorderProposalRow[] => {
      const { item, available, meanDailyUse } = row;
      const use = uses.get(row.itemId);
      if (item.maxQuantity === null || meanDailyUse === null || use === undefined || use.usedAmount === 0) return [];
      const factorBp = read(reorderFactorByCategory[item.category]).value;
      const reorderAt = Math.ceil((use.usedAmount * leadDayCount * factorBp) / (use.dayCount * 10_000));
      const onOrderAmount = onOrder.get(row.itemId) ?? 0;
      const proposedAmount = reorderAmount({
        maxAmount: amountOf(item.maxQuantity),
        availableAmount: amountOf(available),
        onOrderAmount,
      });
      if (amountOf(available) > reorderAt || proposedAmount === 0) return [];
      const quantity = (amount: number) => quantityOf(item.baseUnit, amount);
      return [
        {
          itemId: row.itemId,
          item,
          available,
          onOrder: quantity(onOrderAmount),
          meanDailyUse,
          reorderAt: quantity(reorderAt),
          proposed: quantity(proposedAmount),
        },
      ];
    })
    .slice(0, maxCount);
}
