import { SYSTEM_ACTOR } from "#main/store/follow-ons.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { IdFactory } from "#kernel/ids.ts";
import { SECOND_MS, type Clock } from "#kernel/time.ts";
import type { Log } from "#main/log.ts";
import type { KitchenStore } from "#main/store/kitchen-store.ts";
import { serviceDateAt, serviceDay, siteProfile } from "./queries.ts";

/** Real time between two looks: a demo kitchen's hours pass in seconds (house rule). */
export const DAY_LOOK_EVERY_MS = SECOND_MS;

export interface DayOpenerDeps {
  readonly store: Pick<KitchenStore, "bus" | "reader" | "status">;
  readonly clock: Pick<Clock, "nowMs">;
  readonly makeId: IdFactory;
  readonly log: Pick<Log, "warn">;
}

export interface DayOpener {
  /** Opens the service day it is now, unless somebody did, it is a holiday, or nobody can tell which day it is. */
  look(): Promise<void>;
}

/**
 * Opens each service day as the kitchen PC itself (DOMAIN.md §4.1). It remembers nothing that matters: what the store says of
 * the day decides, so a restart, or a PC switched on at midnight, opens a day once. Days that passed while the PC was off are
 * left as they are: nothing happened on them.
 */
export function createDayOpener(deps: DayOpenerDeps): DayOpener {
  const { store, clock, makeId, log } = deps;
  /** The day whose refusal was logged, so that a full disk does not fill the log too. */
  let loggedDate: ServiceDate | null = null;

  return {
    look: async () => {
      const serviceDate = dateToOpen(store, clock.nowMs());
      if (serviceDate === null) return;
      const { answer } = await store.bus.submit({
        commandId: makeId("command"),
        type: "open-service-day",
        body: { serviceDate },
        occurredAtMs: clock.nowMs(),
        actor: SYSTEM_ACTOR,
      });
      // `wrong-state`: somebody was quicker.
      if (answer.kind === "accepted" || answer.rejection.code === "wrong-state" || loggedDate === serviceDate) return;
      loggedDate = serviceDate;
      log.warn({ event: "day-not-opened", serviceDate, code: answer.rejection.code });
    },
  };
}

function dateToOpen({ reader, status }: DayOpenerDeps["store"], nowMs: number): ServiceDate | null {
  // Without a zone, or with a clock that jumped, the day would be a guess, and an opened day stays in the log.
  if (!siteProfile(reader).isFounded || status().isClockUntrusted) return null;
  const day = serviceDay(reader, serviceDateAt(reader, nowMs));
  return day.status === "planned" && day.dayKind !== "closed" ? day.serviceDate : null;
}
