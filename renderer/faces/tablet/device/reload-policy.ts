/** A new build is loaded only when nobody has touched the tablet for this long (UX.md §3.3). */
export const RELOAD_IDLE_MS = 30_000;

/** What stands between a tablet and the build its kitchen now serves. */
export interface ReloadSituation {
  /** The build the page was loaded with, and the one the kitchen named last. */
  readonly ownBuild: string | null;
  readonly kitchenBuild: string | null;
  readonly idleMs: number;
  /** A form is open: what is being typed would be lost or at least surprise. */
  readonly isFormOpen: boolean;
  /** The page cannot be fetched while the kitchen is away. */
  readonly isConnected: boolean;
}

/** `none`: nothing new. `waiting`: say so. `now`: reload. */
export function reloadDecision(situation: ReloadSituation): "none" | "waiting" | "now" {
  const { ownBuild, kitchenBuild, idleMs, isFormOpen, isConnected } = situation;
  if (ownBuild === null || kitchenBuild === null || ownBuild === kitchenBuild) return "none";
  return !isFormOpen && isConnected && idleMs >= RELOAD_IDLE_MS ? "now" : "waiting";
}
