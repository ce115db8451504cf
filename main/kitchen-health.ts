import { statfsSync } from "node:fs";
import type { HealthInput } from "#domains/alerts/conditions.ts";
import type { Clock } from "#kernel/time.ts";
import { createHealthReader } from "./domains/alerts/health.ts";
import type { BackupService, BackupStatus } from "./store/backup-service.ts";
import type { KitchenStore } from "./store/kitchen-store.ts";

/** What this PC knows of itself, for alerts. Store and backups are asked only once they run: modules come first. */
export function createKitchenHealth(deps: {
  readonly dataDir: string;
  readonly clock: Pick<Clock, "nowMs">;
  readonly running: () => {
    readonly store: Pick<KitchenStore, "siteId" | "status">;
    readonly backups: Pick<BackupService, "status">;
  };
}): () => HealthInput {
  return createHealthReader({
    siteId: () => deps.running().store.siteId,
    clock: deps.clock,
    isClockUntrusted: () => deps.running().store.status().isClockUntrusted,
    isBackupFailing: () => isUncovered(deps.running().backups.status()),
    diskFreeBp: () => diskFreeBp(deps.dataDir),
  });
}

/** A copy fails on this PC, or the second medium has gone without one for too long. */
function isUncovered({ problem, medium }: BackupStatus): boolean {
  return problem !== null || (medium !== null && medium.isOld);
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
