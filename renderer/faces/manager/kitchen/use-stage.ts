import type { BoardBatch } from "#domains/production/board.ts";
import type { StageDay } from "#domains/production/rules.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import {
  completeBatchRef,
  finishCookingRef,
  finishPortioningRef,
  startCookingRef,
  startPortioningRef,
  startPreparationRef,
  todayRef,
} from "#renderer/domains/production/production-refs.ts";
import { useAct, useLoneAct, useRejectionWords, type ActOutcome } from "#renderer/faces/manager/act/use-act.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { nextStageStep, type StageStep } from "./stage-acts.ts";

/** The service day as stage rules read it; an open day with no floor while its row is not here yet. */
export function useStageDay(serviceDate: string, nowMs: number): StageDay {
  const { rows } = useLiveQuery(todayRef, { serviceDate }, { isKeptOnDisk: true });
  const day = rows[0];
  return { serviceDate, dayStatus: day?.dayStatus ?? "open", cookFloorAtMs: day?.cookFloorAtMs ?? 0, nowMs };
}

/** The next stage of a batch as a button: its words, why it is off, what it sends. Null when nothing comes next. */
export function useNextStage(batch: BoardBatch, nowMs: number) {
  const { t } = useManagerCopy();
  const { fact } = useAct();
  const { isBusy, run } = useLoneAct();
  const whyNot = useWhyNotPermitted();
  const rejection = useRejectionWords();
  const step = nextStageStep(batch, useStageDay(batch.serviceDate, nowMs));
  if (step === null) return null;
  const dish = step.run?.dishName ?? "";
  const send = (): Promise<ActOutcome> => sendStage(step, batch.batchId, fact);
  return {
    words: t(`kitchen.stage.${step.stage.command}`, { dish }),
    isBusy,
    reason: whyNot("batch.work") ?? (step.why === null ? null : rejection(step.why)),
    press: () => run(send, t(`kitchen.stage-done.${step.stage.command}`, { dish })),
  };
}

function sendStage(step: StageStep, batchId: string, fact: ReturnType<typeof useAct>["fact"]): Promise<ActOutcome> {
  const dishRunId = step.stage.dishRunId ?? "";
  switch (step.stage.command) {
    case "start-preparation":
      return fact(startPreparationRef, { batchId });
    case "start-cooking":
      return fact(startCookingRef, { batchId, dishRunId });
    case "finish-cooking":
      return fact(finishCookingRef, { batchId, dishRunId });
    case "start-portioning":
      return fact(startPortioningRef, { batchId });
    case "finish-portioning":
      return fact(finishPortioningRef, { batchId });
    case "complete-batch":
      return fact(completeBatchRef, { batchId });
  }
}
