import { dayCountFromLocalDate, type LocalDate } from "#kernel/time.ts";
import type { ItemFacts, ProcurementFacts } from "./facts.ts";
import { isAboveLimit, isPerishable, isProtein, priceLimit, shareBp } from "./rules.ts";
import type { OrderFlag, OrderLine, PriceFlag } from "./values.ts";

/** What an order is looked at for. */
export interface FlaggedOrder {
  readonly lines: readonly OrderLine[];
  readonly neededDate: LocalDate;
  readonly totalIdr: number;
}

/** Lines dearer than HET, which has no tolerance, or than the lower of reference and survey, by more than `price.tolerance`. A line nobody knows a price of has none. */
export function priceFlagsOf(
  { lines }: Pick<FlaggedOrder, "lines">,
  items: readonly ItemFacts[],
  toleranceBp: number,
): readonly PriceFlag[] {
  return lines.flatMap((line): readonly PriceFlag[] => {
    const item = items.find(({ itemId }) => itemId === line.itemId);
    const ceiling = item?.ceilingPrice ?? null;
    if (ceiling !== null && isAboveLimit(line.unitPrice, ceiling, 0)) {
      const { lineId, itemId, unitPrice } = line;
      return [{ lineId, itemId, unitPrice, limit: ceiling, basis: "ceiling", toleranceBp: 0 }];
    }
    const limited = item === undefined ? null : priceLimit(item);
    if (limited === null || !isAboveLimit(line.unitPrice, limited.limit, toleranceBp)) return [];
    const { lineId, itemId, unitPrice } = line;
    return [{ lineId, itemId, unitPrice, ...limited, toleranceBp }];
  });
}

/** What else somebody should see before signing (DOMAIN.md §4.6, "Flags, not blocks"). */
export function orderFlagsOf(order: FlaggedOrder, facts: ProcurementFacts): readonly OrderFlag[] {
  return [
    ...order.lines.flatMap((line) => lineFlags(line, order.neededDate, facts)),
    ...shareFlags(order, facts),
    ...supplierCountFlags(facts),
    ...certificateFlags(order.neededDate, facts),
  ];
}

function lineFlags(line: OrderLine, neededDate: LocalDate, facts: ProcurementFacts): readonly OrderFlag[] {
  const { lineId, itemId, neededForDate } = line;
  const item = facts.items.find((candidate) => candidate.itemId === itemId);
  if (item === undefined) return [];
  const flags: OrderFlag[] = [];
  const maxDayCount = facts.figures.purchaseEarlyMaxCount;
  const dayCount =
    neededForDate === undefined ? 0 : dayCountFromLocalDate(neededForDate) - dayCountFromLocalDate(neededDate);
  if (isPerishable(item) && dayCount > maxDayCount) {
    flags.push({ kind: "too-early", lineId, itemId, dayCount, maxDayCount });
  }
  const { lastSupplierId } = item;
  const isChanged =
    isProtein(item.category) &&
    lastSupplierId !== null &&
    lastSupplierId !== facts.supplier?.supplierId &&
    !item.isKnownFromSupplier;
  if (isChanged) flags.push({ kind: "supplier-changed", lineId, itemId, previousSupplierId: lastSupplierId });
  return flags;
}

/** Of what was ordered lately, this order included. */
function shareFlags(order: FlaggedOrder, { orderedIdr, figures }: ProcurementFacts): readonly OrderFlag[] {
  const maxBp = figures.supplierShareMaxBp;
  const share = shareBp(orderedIdr.ofSupplierIdr + order.totalIdr, orderedIdr.ofAllIdr + order.totalIdr);
  return share !== null && share > maxBp ? [{ kind: "supplier-share", shareBp: share, maxBp }] : [];
}

function supplierCountFlags({ activeSupplierCount, figures }: ProcurementFacts): readonly OrderFlag[] {
  const minCount = figures.suppliersMinCount;
  return activeSupplierCount < minCount ? [{ kind: "few-suppliers", activeCount: activeSupplierCount, minCount }] : [];
}

/** Papers that no longer count on the day the goods arrive. */
function certificateFlags(neededDate: LocalDate, { supplier }: ProcurementFacts): readonly OrderFlag[] {
  return (supplier?.certificates ?? []).flatMap(({ certificateKind, expiresOnDate }): readonly OrderFlag[] =>
    expiresOnDate !== null && expiresOnDate < neededDate
      ? [{ kind: "certificate-expired", certificateKind, expiresOnDate }]
      : [],
  );
}
