import { isSounding, ALERT_SOUND_REPEAT_MS } from "#domains/alerts/rules.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import type { AlertRow } from "#domains/alerts/queries.ts";
import type { BoardBatch } from "#domains/production/board.ts";

/** UX.md §2.4: few sounds, each meaning one thing. */
export type WallSound = "info" | "stage-done" | "soon" | "unsafe";

/** Nothing older than this makes a sound, except a critical alarm still open. */
export const SOUND_AGE_MAX_MS = 2 * MINUTE_MS;
/** A mute is never longer than this, and never silences `unsafe`. */
export const MUTE_MS = 10 * MINUTE_MS;

/** What the sounds follow from, at one instant. */
export interface SoundScene {
  /** Kitchen time, for the age of things. */
  readonly nowMs: number;
  /** Monotonic time, for repeats and the mute. */
  readonly monotonicMs: number;
  /** Rows are as the kitchen has them now; nothing else sounds. */
  readonly isLive: boolean;
  readonly batches: readonly Pick<BoardBatch, "batchId" | "status" | "stageStartedAtMs">[];
  /** Keys of rows that are amber or red. */
  readonly warnedKeys: ReadonlySet<string>;
  readonly alerts: readonly Pick<AlertRow, "alertId" | "severity" | "status">[];
  readonly isStoreFull: boolean;
  readonly isPlanSounding: boolean;
  readonly mutedUntilMonotonicMs: number;
}

/** What was heard and seen so far. */
export interface SoundMemory {
  readonly stageByBatchId: ReadonlyMap<string, string>;
  readonly warnedKeys: ReadonlySet<string>;
  /** When `unsafe` last sounded, monotonic; `null`: not since nothing critical was open. */
  readonly unsafeAtMonotonicMs: number | null;
  readonly wasLive: boolean;
  readonly isFirst: boolean;
}

export const NOTHING_HEARD: SoundMemory = {
  stageByBatchId: new Map(),
  warnedKeys: new Set(),
  unsafeAtMonotonicMs: null,
  wasLive: false,
  isFirst: true,
};

/**
 * At most one sound for a change of the scene, so a catch-up of thirty alarms is one sound. `unsafe` goes before the
 * others, sounds at once and again every 60 s until somebody acknowledged, muted or not.
 */
export function nextSound(
  memory: SoundMemory,
  scene: SoundScene,
): { readonly sound: WallSound | null; readonly memory: SoundMemory } {
  const isUnsafe = hasUnsafe(scene);
  const isUnsafeDue =
    isUnsafe &&
    (memory.unsafeAtMonotonicMs === null || scene.monotonicMs - memory.unsafeAtMonotonicMs >= ALERT_SOUND_REPEAT_MS);
  const unsafeAtMonotonicMs = isUnsafeDue ? scene.monotonicMs : isUnsafe ? memory.unsafeAtMonotonicMs : null;
  if (!scene.isLive) {
    // Cut off: only what is known to be critical goes on sounding; everything else waits, and is old by then.
    return { sound: isUnsafeDue ? "unsafe" : null, memory: { ...memory, unsafeAtMonotonicMs, wasLive: false } };
  }
  const stageByBatchId = new Map<string, string>(scene.batches.map(({ batchId, status }) => [batchId, status]));
  const seen: SoundMemory = {
    stageByBatchId,
    // A card sounds once; cards of kloter no longer on the board are forgotten.
    warnedKeys: new Set(
      [...memory.warnedKeys, ...scene.warnedKeys].filter((key) => stageByBatchId.has(key.split("/")[0] ?? "")),
    ),
    unsafeAtMonotonicMs,
    wasLive: true,
    isFirst: false,
  };
  if (isUnsafeDue) return { sound: "unsafe", memory: seen };
  const isQuiet = memory.isFirst || scene.monotonicMs < scene.mutedUntilMonotonicMs;
  return { sound: isQuiet ? null : ordinarySound(memory, scene), memory: seen };
}

function hasUnsafe(scene: SoundScene): boolean {
  return scene.isStoreFull || scene.alerts.some(({ severity, status }) => isSounding(severity) && status === "open");
}

function ordinarySound(memory: SoundMemory, scene: SoundScene): WallSound | null {
  const isNewlyWarned = memory.wasLive && [...scene.warnedKeys].some((key) => !memory.warnedKeys.has(key));
  if (isNewlyWarned) return "soon";
  const isMoved = scene.batches.some(({ batchId, status, stageStartedAtMs }) => {
    const before = memory.stageByBatchId.get(batchId);
    const isFresh = stageStartedAtMs !== null && scene.nowMs - stageStartedAtMs <= SOUND_AGE_MAX_MS;
    return before !== undefined && before !== status && isFresh;
  });
  if (isMoved) return "stage-done";
  const isPlanned = scene.batches.some(({ batchId }) => !memory.stageByBatchId.has(batchId));
  return scene.isPlanSounding && memory.wasLive && isPlanned ? "info" : null;
}
