import type { SlackWarning } from "#domains/production/timing.ts";
import type { Copy } from "#renderer/copy/copy.ts";
import { createCopy } from "#renderer/copy/copy.ts";
import { rejectionsId } from "#renderer/copy/rejections.id.ts";
import { sharedId } from "#renderer/copy/shared.id.ts";
import { useCopy } from "#renderer/copy/use-copy.tsx";
import type { Units } from "#renderer/copy/units.ts";
import { wallId } from "#renderer/copy/wall.id.ts";
import type { TimeZone } from "#kernel/time.ts";

const wallSet = { shared: sharedId, rejections: rejectionsId, wall: wallId } as const;
export type WallSet = typeof wallSet;

/** The wall speaks Bahasa Indonesia only (UX.md §9). */
export function createWallCopy(): Copy<WallSet> {
  return createCopy({ language: "id", id: wallSet });
}

export const useWallCopy = () => useCopy<WallSet>();

/** What the view models write their words with. */
export interface Wording {
  readonly copy: Copy<WallSet>;
  readonly units: Units;
  readonly timeZone: TimeZone;
  /** When a deadline's word becomes SEGERA; the built-in limits without. */
  readonly warning?: SlackWarning;
}
