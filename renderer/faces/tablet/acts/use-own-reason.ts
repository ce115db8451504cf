import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";
import type { BatchAct } from "#renderer/faces/tablet/address.ts";
import { actOffer } from "#renderer/faces/tablet/batch/act-offers.ts";
import { useActReason } from "#renderer/faces/tablet/batch/use-act-reason.ts";
import { useOfferContext } from "#renderer/faces/tablet/batch/use-batch.ts";

/** Why the act of this very screen cannot be saved now: a batch may be held while its form is open. */
export function useOwnReason(act: BatchAct, batch: BoardBatch, run: BoardDishRun | null): string | null {
  const context = useOfferContext(batch.batchId);
  const reasonOf = useActReason();
  return reasonOf(actOffer(act, batch, run, context));
}
