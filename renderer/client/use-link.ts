import { useEffect, useState, useSyncExternalStore } from "react";
import type { TimeZone } from "#kernel/time.ts";
import type { StaffSession } from "#contract/lan-protocol.ts";
import type { ConnectionState } from "./connection.ts";
import { useKitchen } from "./kitchen-context.tsx";
import { linkLevelFromAge, type LinkLevel } from "./link.ts";

/** How this face stands with its kitchen at this second; the pill, the bar and the hatching all read this one value. */
export interface LinkView {
  readonly level: LinkLevel;
  readonly ageMs: number;
  /** Kitchen time of the last frame. */
  readonly heardAtMs: number;
  /** This device has heard nothing of its kitchen yet, not even before this page was loaded. */
  readonly hasNeverHeard: boolean;
  readonly isCatchingUp: boolean;
  readonly awaitedCount: number;
  readonly refusal: ConnectionState["refusal"];
  readonly phase: ConnectionState["phase"];
  readonly isDemo: boolean;
  readonly timeZone: TimeZone;
}

export function useConnectionState(): ConnectionState {
  const { state } = useKitchen().connection;
  return useSyncExternalStore(state.subscribe, state.get);
}

/** Repaints the caller every `everyMs`, in step with the monotonic clock. */
export function useTick(everyMs: number): void {
  const { runtime } = useKitchen();
  const [, setCount] = useState(0);
  useEffect(() => {
    let cancel = () => {};
    const next = () => {
      cancel = runtime.after(everyMs - (runtime.monotonicMs() % everyMs), () => {
        setCount((count) => count + 1);
        next();
      });
    };
    next();
    return () => cancel();
  }, [runtime, everyMs]);
}

/** The kitchen's time now, repainted every `everyMs` of this device. */
export function useKitchenTime(everyMs = 1_000): { readonly nowMs: number; readonly timeZone: TimeZone } {
  const { clock, timeZone } = useKitchen();
  // The zone and the rate come with the welcome: they are not to wait for the next tick.
  useConnectionState();
  useTick(everyMs);
  return { nowMs: clock.nowMs(), timeZone: timeZone() };
}

/** Repaints each second and whenever the connection changes. */
export function useLink(): LinkView {
  const { connection, queries, memory, timeZone } = useKitchen();
  const state = useConnectionState();
  const awaitedCount = useSyncExternalStore(queries.awaitedCount.subscribe, queries.awaitedCount.get);
  useTick(1_000);
  const ageMs = connection.ageMs();
  return {
    level: linkLevelFromAge(ageMs),
    ageMs,
    heardAtMs: connection.heardAtMs(),
    hasNeverHeard: state.sessionCount === 0 && memory.heardAtMs() === null,
    isCatchingUp: state.phase === "open" && state.sessionCount > 1 && awaitedCount > 0,
    awaitedCount,
    refusal: state.refusal,
    phase: state.phase,
    isDemo: state.welcome?.isDemo ?? memory.site()?.isDemo ?? false,
    timeZone: timeZone(),
  };
}

/** People with an open session on this device. */
export function useStaffSessions(): readonly StaffSession[] {
  const { open } = useKitchen().sessions;
  return useSyncExternalStore(open.subscribe, open.get);
}
