import type { StockMovementRow } from "#domains/inventory/queries.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/** What a movement was: its kind, what it was for, why. */
export function useReferenceWords(): (row: StockMovementRow) => string {
  const { t, find } = useManagerCopy();
  return (row) => {
    const reason =
      row.reasonCode === null ? null : (find(`stock.movement-reason.${row.movementKind}.${row.reasonCode}`) ?? null);
    return [t(`stock.movement.${row.movementKind}`), row.batchCode, reason].filter((part) => part !== null).join(" · ");
  };
}
