import { useRef } from "react";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import type { LinkView } from "#renderer/client/use-link.ts";

/** UX.md §4.3: after a cut the bar says so this long. */
export const RETURN_SHOWN_MS = 10_000;

/** Kitchen time of the return from a cut, for ten seconds after everything missed has come; else `null`. */
export function useReturn(link: LinkView): number | null {
  const { runtime, clock } = useKitchen();
  const wasCut = useRef(false);
  const back = useRef<{ readonly atMs: number; readonly untilMonotonicMs: number } | null>(null);
  const nowMonotonicMs = runtime.monotonicMs();
  if (link.level === "cut" || link.level === "hatched") {
    wasCut.current = true;
    back.current = null;
  } else if (wasCut.current && link.phase === "open" && !link.isCatchingUp) {
    wasCut.current = false;
    back.current = { atMs: clock.nowMs(), untilMonotonicMs: nowMonotonicMs + RETURN_SHOWN_MS };
  }
  return back.current !== null && nowMonotonicMs < back.current.untilMonotonicMs ? back.current.atMs : null;
}
