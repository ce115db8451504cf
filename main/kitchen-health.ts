import { statfsSync } from "node:fs";
import type { HealthInput } from "#domains/alerts/conditions.ts";
import type { Clock } from "#kernel/time.ts";
import { createHealthReader } from "./domains/alerts/health.ts";
import type { KitchenStore } from "./store/kitchen-store.ts";

/** What this PC knows of itself, for alerts. `store` is asked only once it is open: the modules are made before it. */
export function createKitchenHealth(deps: {
  readonly dataDir: string;
  readonly clock: Pick<Clock, "nowMs">;
  readonly store: () => Pick<KitchenStore, "siteId" | "status">;
}): () => HealthInput {
  return createHealthReader({
    siteId: () => deps.store().siteId,
    clock: deps.clock,
    isClockUntrusted: () => deps.store().status().isClockUntrusted,
    diskFreeBp: () => diskFreeBp(deps.dataDir),
  });
}

/** Free share of the disk the store lies on; null where the system does not tell. */
function diskFreeBp(dataDir: string): number | null {
  try {
    const { bavail, blocks } = statfsSync(dataDir);
    return blocks === 0 ? null : Math.floor((bavail * 10_000) / blocks);
  } catch {
    // A folder that cannot be asked about is the store's own trouble, told elsewhere.
    return null;
  }
}
