import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";
import type { BatchStatus } from "#domains/production/vocabulary.ts";
import type { Look } from "#renderer/ui/icon.tsx";

/** The states of a batch on screen, quality's word before production's (UX.md §2.5). Keys are those of `shared.batch.…`. */
export type BatchWord = BatchStatus | "held" | "released" | "rejected";

export function batchWord(batch: Pick<BoardBatch, "status" | "quality">): BatchWord {
  if (batch.quality === "held" || batch.quality === "rejected") return batch.quality;
  if (batch.quality === "released" && batch.status === "ready") return "released";
  return batch.status;
}

export const LOOK_BY_BATCH_WORD: Readonly<Record<BatchWord, Look>> = {
  planned: { token: "text", icon: "circle-dashed" },
  preparing: { token: "text", icon: "utensils" },
  cooking: { token: "text", icon: "flame" },
  checking: { token: "text", icon: "clipboard-check" },
  portioning: { token: "text", icon: "scale" },
  ready: { token: "text", icon: "package" },
  completed: { token: "text", icon: "circle-check" },
  cancelled: { token: "text", icon: "ban" },
  held: { token: "crit", icon: "hand" },
  released: { token: "ok", icon: "circle-check" },
  rejected: { token: "crit", icon: "circle-x" },
};

export type CheckState = BoardBatch["checks"]["core"];

export const LOOK_BY_CHECK: Readonly<Record<CheckState, Look>> = {
  pass: { token: "ok", icon: "circle-check" },
  fail: { token: "crit", icon: "circle-x" },
  pending: { token: "text", icon: "circle-dashed" },
  "not-needed": { token: "text", icon: "minus" },
};

/** How the last core reading of a dish stands: its look and the word of `shared.temperature.…`. */
export function coreLook(run: Pick<BoardDishRun, "lastCoreC" | "lastCoreIsPass">): {
  readonly look: Look;
  readonly word: "within" | "below";
} | null {
  if (run.lastCoreC === null || run.lastCoreIsPass === null) return null;
  return run.lastCoreIsPass
    ? { look: { token: "ok", icon: "circle-check" }, word: "within" }
    : { look: { token: "crit", icon: "octagon-alert" }, word: "below" };
}
