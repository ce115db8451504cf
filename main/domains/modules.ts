import type { RevealAnswer } from "#contract/pairing.ts";
import type { HealthInput } from "#domains/alerts/conditions.ts";
import { allEvents, allSettings, faceSettings } from "#domains/registry.ts";
import type { IdFactory } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import type { Randomness } from "#main/randomness.ts";
import type { SiteSecrets } from "#main/site-secrets.ts";
import type { DomainModule } from "#main/store/domain-module.ts";
import { watchedBoards } from "./alerts/inputs.ts";
import { createAlertsModule } from "./alerts/module.ts";
import { openAlertCount } from "./alerts/queries.ts";
import { createAttendanceModule } from "./attendance/module.ts";
import { payPeriodEndDate } from "./attendance/pay-facts.ts";
import { erasePayLines } from "./attendance/pay-lines.ts";
import { createDevicesModule } from "./devices/module.ts";
import type { PresenceView } from "./devices/query-handlers.ts";
import { createMenuModule } from "./menu/module.ts";
import { createBadges } from "./people/badges.ts";
import { createInventoryModule } from "./inventory/module.ts";
import { createOfferedCards } from "./people/offered-cards.ts";
import { createPeopleModule } from "./people/module.ts";
import { createNumbers } from "./people/numbers.ts";
import { createSealer } from "./people/seal.ts";
import { createProcurementModule } from "./procurement/module.ts";
import { createProductionModule } from "./production/module.ts";
import { createPublicationsModule } from "./publications/module.ts";
import { createQualityModule } from "./quality/module.ts";
import { createReportsModule } from "./reports/module.ts";
import { createSiteModule } from "./site/module.ts";

/** What domains need from the runtime beyond the database; grows with the domains. */
export interface ModuleDeps {
  readonly clock: Clock;
  readonly makeId: IdFactory;
  readonly randomness: Randomness;
  readonly secrets: Pick<SiteSecrets, "siteKey" | "pepper">;
  /** Keeps a secret in memory, to be shown once to the device that asked for it. */
  readonly keepForReveal: (secret: RevealAnswer, forDeviceId: string | null) => string;
  /** Which devices are connected now. */
  readonly presence: PresenceView;
  /** What the PC knows of itself, for alerts; absent where nobody watches (administration, tests). */
  readonly readHealth?: () => HealthInput;
}

/** A PC that knows nothing of itself raises nothing about itself. */
const UNKNOWN_HEALTH: HealthInput = { siteId: "site" };

/** Every domain of the kitchen; one line a domain. */
export function allModules(deps: ModuleDeps): readonly DomainModule[] {
  const { clock, makeId, randomness, secrets, keepForReveal, presence } = deps;
  const numbers = createNumbers({ pepper: secrets.pepper, randomBelow: randomness.below });
  const badges = createBadges(secrets.siteKey);
  const sealer = createSealer(secrets.siteKey);
  const modules = [
    createSiteModule({
      settings: allSettings,
      faceSettings,
      eventTypes: allEvents.map((event) => event.type),
      openAlertCount,
    }),
    createProductionModule(),
    createQualityModule(),
    createPeopleModule({
      clock,
      makeId,
      sealer,
      numbers,
      keepForReveal,
      eraseElsewhere: erasePayLines,
      badges,
      offeredCards: createOfferedCards(clock),
    }),
    createAttendanceModule({
      clock,
      identifyBadge: badges.owner,
      badgeDigestsByStaff: badges.digestsByStaff,
      makeId,
      sealer,
    }),
    createDevicesModule({ randomness, pepper: secrets.pepper, keepForReveal, presence }),
    createInventoryModule(),
    createReportsModule({ payPeriodEndDate }),
    createMenuModule({ clock }),
    createProcurementModule({ clock }),
    createPublicationsModule(),
  ];
  const boards = watchedBoards(modules.flatMap((module) => module.queries));
  return [...modules, createAlertsModule({ boards, readHealth: deps.readHealth ?? (() => UNKNOWN_HEALTH) })];
}
