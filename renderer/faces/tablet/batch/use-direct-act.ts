import { useCallback } from "react";
import type { BoardBatch } from "#domains/production/board.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import {
  finishCookingRef,
  startPortioningRef,
  startPreparationRef,
} from "#renderer/domains/production/production-refs.ts";
import type { BatchAct } from "#renderer/faces/tablet/address.ts";
import { useTablet } from "#renderer/faces/tablet/tablet-context.tsx";
import { useRecord, type RecordOptions, type RecordOutcome } from "#renderer/faces/tablet/work/use-record.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";

/**
 * Stage acts that need no screen of their own: one press records them, ten seconds take them back. Answers whether the
 * act was one of these.
 */
export function useDirectAct(batch: BoardBatch): (act: BatchAct, dishRunId: string | null) => boolean {
  const copy = useTabletCopy();
  const record = useRecord();
  const refusal = useRefusalWordsNow();
  const { showToast } = useTablet();
  return useCallback(
    (act, dishRunId) => {
      const { batchId } = batch;
      const run = batch.dishRuns.find((candidate) => candidate.dishRunId === dishRunId);
      const word = copy.t(`tablet.act.${act}`);
      const summary = run === undefined ? word : copy.t("tablet.act.of-dish", { act: word, dish: run.dishName });
      const options = (type: NonNullable<RecordOptions["undo"]>["type"]): RecordOptions => ({
        summary,
        undo: { batchId, type },
      });
      const told = (outcome: RecordOutcome) => {
        if (outcome.kind === "refused") {
          showToast({ text: copy.t("tablet.save.refused", { reason: refusal(outcome.rejection) }) });
        }
      };
      if (act === "start-preparation") {
        void record(startPreparationRef, { batchId }, options("preparation-started")).then(told);
      } else if (act === "start-portioning") {
        void record(startPortioningRef, { batchId }, options("portioning-started")).then(told);
      } else if (act === "finish-cooking" && run !== undefined) {
        const body = { batchId, dishRunId: run.dishRunId };
        void record(finishCookingRef, body, options("dish-cooked")).then(told);
      } else {
        return false;
      }
      return true;
    },
    [batch, copy, record, refusal, showToast],
  );
}
