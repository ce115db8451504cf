import {
  numberFirstLockMs,
  numberMostLockMs,
  numberNextLockMs,
  numberTries,
  terminalDayTries,
} from "#domains/people/settings.ts";
import type { IdFactory } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import { createBadges } from "#main/domains/people/badges.ts";
import { createNumbers } from "#main/domains/people/numbers.ts";
import { serviceDateAt, settingReader, siteProfile } from "#main/domains/site/queries.ts";
import type { Log } from "#main/log.ts";
import { makeSecretText, type Randomness } from "#main/randomness.ts";
import type { SiteSecrets } from "#main/site-secrets.ts";
import type { KitchenStore } from "#main/store/kitchen-store.ts";
import { createReadAccess } from "./authorize.ts";
import { createDeviceAuth } from "./device-auth.ts";
import { createNumberCheck } from "./identify.ts";
import { createPairing } from "./pairing.ts";
import type { LanPorts } from "./ports.ts";
import type { Presence } from "./presence.ts";
import type { RevealStore } from "./reveal.ts";
import { createSignatures } from "./signatures.ts";
import { createStaffSessions } from "./staff-sessions.ts";
import { createThrottle } from "./throttle.ts";

export interface LanPortsDeps {
  readonly store: KitchenStore;
  readonly secrets: SiteSecrets;
  /** The same ones the modules were made with. */
  readonly reveals: RevealStore;
  readonly presence: Presence;
  readonly clock: Clock;
  readonly makeId: IdFactory;
  readonly randomness: Randomness;
  readonly log: Pick<Log, "warn">;
  /** Addresses other devices reach this PC at; none for a kitchen only its own PC can reach. */
  readonly lanHosts?: () => readonly string[];
}

/** Ties people and devices to the LAN server. */
export function createLanPorts(deps: LanPortsDeps): LanPorts {
  const { store, clock, makeId, randomness, secrets } = deps;
  const write: typeof store.writeSideTables = (work) => store.writeSideTables(work);
  const onUnwritten = (error: unknown) => {
    deps.log.warn({ event: "side-table-unwritten", err: error });
  };
  const throttle = createThrottle({
    reader: store.reader,
    write,
    clock,
    onUnwritten,
    serviceDateAt: (atMs) => serviceDateAt(store.reader, atMs),
    limits: () => {
      const settings = settingReader(store.reader, serviceDateAt(store.reader, clock.nowMs()));
      return {
        triesCount: settings(numberTries).value,
        firstLockMs: settings(numberFirstLockMs).value,
        nextLockMs: settings(numberNextLockMs).value,
        dayTriesCount: settings(terminalDayTries).value,
        mostLockMs: settings(numberMostLockMs).value,
      };
    },
  });
  const numbers = createNumbers({ pepper: secrets.pepper, randomBelow: randomness.below });
  const numberCheck = createNumberCheck({ reader: store.reader, numbers, throttle });
  const devices = createDeviceAuth({ store, clock, write, onUnwritten });
  return {
    devices,
    presence: deps.presence,
    sessions: createStaffSessions({
      store,
      clock,
      makeId,
      numberCheck,
      badgeOwner: createBadges(secrets.siteKey).owner,
    }),
    signatures: createSignatures({ numberCheck, clock }),
    access: createReadAccess(),
    pairing: createPairing({
      store,
      devices,
      reveals: deps.reveals,
      throttle,
      secrets,
      clock,
      makeId,
      write,
      makeSecret: () => makeSecretText(randomness),
      randomBelow: randomness.below,
      lanHosts: deps.lanHosts ?? (() => []),
    }),
    site: () => {
      const { siteName, timeZone } = siteProfile(store.reader);
      return { siteId: store.siteId, siteName, timeZone };
    },
  };
}
