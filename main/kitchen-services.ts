import type { IdFactory } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import type { KitchenConfig } from "./config.ts";
import { writeDevicesSeen } from "./domains/devices/credentials.ts";
import { createPeriodicService } from "./every.ts";
import { PRESENCE_WRITE_EVERY_MS, type Presence } from "./lan/presence.ts";
import type { Log } from "./log.ts";
import type { Service } from "./service.ts";
import type { KitchenStore } from "./store/kitchen-store.ts";

export interface KitchenServicesDeps {
  readonly config: KitchenConfig;
  readonly store: KitchenStore;
  readonly clock: Clock;
  readonly makeId: IdFactory;
  readonly presence: Presence;
  readonly log: Log;
}

/** What runs beside the LAN server: backups, watchers, what is written down now and then. */
export function kitchenServices(deps: KitchenServicesDeps): readonly Service[] {
  return [presenceWriter(deps)];
}

function presenceWriter({ store, presence, log }: KitchenServicesDeps): Service {
  return createPeriodicService({
    name: "presence-writer",
    periodMs: PRESENCE_WRITE_EVERY_MS,
    work: () => {
      const seen = presence.takeUnwritten();
      if (seen.length > 0) store.writeSideTables((db) => writeDevicesSeen(db, seen));
    },
    onFailure: (cause) => {
      log.warn({ event: "presence-unwritten", err: cause });
    },
  });
}
