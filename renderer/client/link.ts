/** UX.md §4.1: the ages at which a face says more about its own connection. */
export const LINK_AGE_SHOWN_MS = 5_000;
export const LINK_CUT_MS = 40_000;
export const LINK_HATCHED_MS = 300_000;

/**
 * How old the figures on this face are. `live`: nothing to say. `aging`: the pill shows the age. `cut`: a bar says since
 * when. `hatched`: every panel of live figures is hatched as well.
 */
export type LinkLevel = "live" | "aging" | "cut" | "hatched";

export function linkLevelFromAge(ageMs: number): LinkLevel {
  if (ageMs <= LINK_AGE_SHOWN_MS) return "live";
  if (ageMs <= LINK_CUT_MS) return "aging";
  if (ageMs <= LINK_HATCHED_MS) return "cut";
  return "hatched";
}
