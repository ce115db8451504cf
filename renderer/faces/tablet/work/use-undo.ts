import { useCallback } from "react";
import type { UndoableEventType } from "#domains/production/vocabulary.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { undoStageRef } from "#renderer/domains/production/production-refs.ts";
import { useTablet } from "#renderer/faces/tablet/tablet-context.tsx";
import { grantRefusal } from "./grant-refusal.ts";
import { useRefusalWordsNow } from "./use-refusal-words-now.ts";

/** Takes back the newest stage event of a batch and says how that went. */
export function useUndo(): (
  batchId: string,
  undoable: { readonly eventId: string; readonly type: UndoableEventType },
) => Promise<void> {
  const { askGrant } = useCommand();
  const { people, showToast } = useTablet();
  const copy = useTabletCopy();
  const refusal = useRefusalWordsNow();
  return useCallback(
    async (batchId, undoable) => {
      const acting = people.acting();
      const outcome = await askGrant(
        undoStageRef,
        { batchId, undoneEventId: undoable.eventId },
        acting === null ? {} : { staffId: acting.staffId },
      );
      const refused = grantRefusal(outcome);
      showToast({
        text:
          refused === null
            ? copy.t("tablet.undo.done", { what: copy.t(`tablet.undo.what.${undoable.type}`) })
            : copy.t("tablet.save.refused", { reason: refusal(refused) }),
      });
    },
    [askGrant, people, showToast, copy, refusal],
  );
}
