import { useSyncExternalStore } from "react";

/** Screens below this width stack what stands side by side at 1280; the style sheets ask the same. */
const narrow = matchMedia("(max-width: 999px)");
/** Narrow screens without the height of an upright one. */
const narrowAndLow = matchMedia("(max-width: 999px) and (max-height: 699px)");

/** Whether the screen is one of the narrow ones, down to 600 px. */
export function useIsNarrow(): boolean {
  return useMatches(narrow);
}

/** How high a row of a list is drawn: on upright narrow screens its words take more lines. */
export function useRowPx(heights: { readonly widePx: number; readonly narrowPx: number }): number {
  const isNarrow = useIsNarrow();
  const isLow = useMatches(narrowAndLow);
  return isNarrow && !isLow ? heights.narrowPx : heights.widePx;
}

function useMatches(query: MediaQueryList): boolean {
  return useSyncExternalStore(
    (changed) => {
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => query.matches,
  );
}
