import type { LotId } from "#domains/inventory/ids.ts";
import type { BatchId, PointId } from "#domains/production/ids.ts";
import type { Quantity } from "#kernel/quantity.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { PublicationsCommand } from "./commands.ts";
import { PUBLICATION_DOCUMENTS } from "./documents.ts";
import { RECALL_BATCHES_MAX_COUNT, RECALL_LOTS_MAX_COUNT, type PublicationsEvent } from "./events.ts";
import type { PublicationId } from "./ids.ts";
import type { PublicationsRejection } from "./rejections.ts";
import type { PublicationsState } from "./state.ts";

/** What a decision on publications needs from elsewhere. */
export interface PublicationsFacts {
  /** Type of the publication a command names; null for one never received. */
  readonly publicationType: string | null;
  /** Of a recall that is understood: the lots it means and the batches made of them, as they are now. */
  readonly recall: RecallFacts | null;
}

export interface RecallFacts {
  readonly lots: readonly { readonly lotId: LotId; readonly onHand: Quantity }[];
  readonly batches: readonly { readonly batchId: BatchId; readonly pointIds: readonly PointId[] }[];
}

/** What the kitchen does about a message of the hub, or about somebody who read one. */
export function decidePublications(
  state: PublicationsState,
  command: PublicationsCommand,
  facts: PublicationsFacts,
): Result<readonly PublicationsEvent[], PublicationsRejection> {
  switch (command.type) {
    case "receive-publication": {
      const { body } = command;
      const expectedNumber = state.lastNumber + 1;
      if (body.number !== expectedNumber) return err({ code: "stream-gap", expectedNumber });
      const shape = PUBLICATION_DOCUMENTS[`${body.publicationType} ${body.publicationVersion}`];
      const isUnderstood = shape?.safeParse(body.document).success === true;
      return ok([{ type: "publication-received", body: { ...body, isUnderstood } }]);
    }
    case "acknowledge-announcement": {
      const { publicationId } = command.body;
      if (facts.publicationType !== "announcement-published") {
        return err({ code: "not-found", kind: "announcement", id: publicationId });
      }
      if (state.isAcknowledged) return err({ code: "wrong-state", state: "acknowledged" });
      return ok([{ type: "announcement-acknowledged", body: command.body }]);
    }
    case "apply-recall":
      return applyRecall(state, command.body.publicationId, facts);
    case "acknowledge-recall": {
      const { publicationId, portionsServedCount, note } = command.body;
      if (facts.recall === null) return err({ code: "not-found", kind: "recall", id: publicationId });
      if (state.isAcknowledged) return err({ code: "wrong-state", state: "acknowledged" });
      const lots = facts.recall.lots.map(({ lotId, onHand }) => ({ lotId, quantityFound: onHand }));
      const said = { publicationId, lots, portionsServedCount, ...(note === undefined ? {} : { note }) };
      return ok([{ type: "recall-acknowledged", body: said }]);
    }
  }
}

/** The first look is always written, also when it found nothing: headquarters must know that it was looked. */
function applyRecall(
  state: PublicationsState,
  publicationId: PublicationId,
  { recall }: PublicationsFacts,
): Result<readonly PublicationsEvent[], PublicationsRejection> {
  if (recall === null) return err({ code: "not-found", kind: "recall", id: publicationId });
  const lotIds = recall.lots
    .map(({ lotId }) => lotId)
    .filter((lotId) => !state.lotIds.includes(lotId))
    .slice(0, RECALL_LOTS_MAX_COUNT);
  const batches = recall.batches
    .filter(({ batchId }) => !state.batchIds.includes(batchId))
    .slice(0, RECALL_BATCHES_MAX_COUNT);
  if (state.isApplied && lotIds.length === 0 && batches.length === 0) {
    return err({ code: "wrong-state", state: "applied" });
  }
  const pointIds = [...new Set(batches.flatMap((batch) => batch.pointIds))];
  const batchIds = batches.map(({ batchId }) => batchId);
  return ok([{ type: "recall-applied", body: { publicationId, lotIds, batchIds, pointIds } }]);
}
