import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { productionBoardRef } from "#renderer/domains/production/production-refs.ts";

/** UX.md §4.3: rows changed by a catch-up are edged this long. */
export const CAUGHT_UP_SHOWN_MS = 2_000;
const NONE: ReadonlySet<string> = new Set();

/** Kloter that changed while the wall was cut off, for a moment after it came back. */
export function useCaughtUp(serviceDate: string): ReadonlySet<string> {
  const { runtime } = useKitchen();
  const { caughtUp } = useLiveQuery(productionBoardRef, { serviceDate }, { isKeptOnDisk: true });
  if (caughtUp === null || runtime.monotonicMs() - caughtUp.atMonotonicMs > CAUGHT_UP_SHOWN_MS) return NONE;
  return caughtUp.keys;
}
