import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";
import type { StageDay } from "#domains/production/rules.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { alertsRef } from "#renderer/domains/alerts/alerts-refs.ts";
import { productionBoardRef, todayRef } from "#renderer/domains/production/production-refs.ts";
import { batchQualityRef } from "#renderer/domains/quality/quality-refs.ts";
import { useServiceDate } from "#renderer/faces/tablet/tablet-context.tsx";
import type { OfferContext } from "./act-offers.ts";

/** A batch of the day as this tablet knows it. `batch` is null while loading, and for a batch of another day. */
export interface BatchView {
  readonly batch: BoardBatch | null;
  readonly isLoading: boolean;
  /** The log position the figures stand for. */
  readonly rev: number | null;
  readonly serviceDate: string;
}

/** Reads one batch from the board of the day, which every screen of the tablet shares. */
export function useBatch(batchId: string): BatchView {
  const serviceDate = useServiceDate();
  const board = useLiveQuery(productionBoardRef, { serviceDate }, { isKeptOnDisk: true });
  return {
    batch: board.rows.find((row) => row.batchId === batchId) ?? null,
    isLoading: board.status === "loading",
    rev: board.rev,
    serviceDate,
  };
}

/** What lies around a batch when its acts are judged: the day, quality's facts, whether the kitchen PC's clock is trusted. */
export function useOfferContext(batchId: string): OfferContext {
  const serviceDate = useServiceDate();
  const { nowMs } = useKitchenTime();
  const [today] = useLiveQuery(todayRef, { serviceDate }, { isKeptOnDisk: true }).rows;
  const [quality] = useLiveQuery(batchQualityRef, { batchId }, { isKeptOnDisk: true }).rows;
  const isClockUntrusted = useLiveQuery(alertsRef, {}).rows.some(({ alertKind }) => alertKind === "clock-untrusted");
  const day: StageDay = {
    serviceDate,
    // Until the day is told, nothing is refused here that the kitchen would take.
    dayStatus: today?.dayStatus ?? "open",
    cookFloorAtMs: today?.cookFloorAtMs ?? 0,
    nowMs,
  };
  return { day, gateFacts: quality?.gateFacts ?? null, isClockUntrusted };
}

/** The dish a screen is about: the one named, else the one the batch works on. */
export function runOf(batch: BoardBatch, dishRunId: string | null): BoardDishRun | null {
  return (
    batch.dishRuns.find((run) => run.dishRunId === dishRunId) ??
    batch.dishRuns.find((run) => run.status === "cooking") ??
    batch.dishRuns.find((run) => run.status === "waiting") ??
    batch.dishRuns[0] ??
    null
  );
}
