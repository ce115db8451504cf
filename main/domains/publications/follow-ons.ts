import type { StoredPublicationsEvent } from "#domains/publications/events.ts";
import type { FollowOn } from "#main/store/domain-module.ts";

/** Publications that take effect as they arrive; others wait for a person, or are looked up where they matter. */
const APPLIED_BY: Readonly<Record<string, string>> = {
  "recall-published": "apply-recall",
  "standard-published": "apply-standard",
};

/** A recall is applied as it arrives; what it met is blocked and held at once (DOMAIN.md §4.12). */
export function followOnsOfPublications(event: StoredPublicationsEvent): readonly FollowOn[] {
  switch (event.type) {
    case "publication-received": {
      const { publicationId, publicationType, isUnderstood } = event.body;
      const appliedBy = isUnderstood ? APPLIED_BY[publicationType] : undefined;
      return appliedBy === undefined ? [] : [{ type: appliedBy, body: { publicationId }, key: publicationId }];
    }
    case "recall-applied": {
      const { publicationId, lotIds, batchIds } = event.body;
      return [
        ...lotIds.map((lotId) => ({
          type: "block-lot",
          body: { lotId, reasonCode: "recall", referenceId: publicationId },
          key: lotId,
        })),
        ...batchIds.map((batchId) => ({
          type: "hold-batch",
          body: { batchId, reasonCode: "ingredient", note: "Penarikan dari pusat" },
          key: batchId,
        })),
      ];
    }
    case "recall-acknowledged":
    case "announcement-acknowledged":
      return [];
  }
}
