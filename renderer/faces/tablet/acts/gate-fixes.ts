import type { BoardBatch } from "#domains/production/board.ts";
import type { GateResult } from "#domains/quality/values.ts";
import type { BatchAct, TabletAddress } from "#renderer/faces/tablet/address.ts";

/** The screen that can bring a gate to pass; null where time or another person must. */
export function actThatFixes(
  gate: Pick<GateResult, "gate" | "outcome" | "subjectIds">,
  batch: BoardBatch,
): TabletAddress | null {
  if (gate.outcome !== "fail") return null;
  const { batchId } = batch;
  const go = (act: BatchAct, itemId: string | null = null): TabletAddress => ({ screen: "act", batchId, act, itemId });
  const dishRunId = gate.subjectIds.find((id) => batch.dishRuns.some((run) => run.dishRunId === id)) ?? null;
  switch (gate.gate) {
    case "core-temperature":
      return go("core-temperature", dishRunId);
    case "holding-temperature":
      return go("holding-temperature");
    case "tasting":
      return go("tasting");
    case "rapid-test":
      return go("rapid-test");
    case "sample":
      return go("samples");
    case "deviation":
      return go("deviations");
    case "special-pack":
      return batch.status === "portioning" ? go("portions") : null;
    case "cook-clock":
      return null;
  }
}
