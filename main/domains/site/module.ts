import { siteCommands, type SiteCommand } from "#domains/site/commands.ts";
import { decideSite } from "#domains/site/decide.ts";
import { siteEvents, type SiteEvent } from "#domains/site/events.ts";
import type { SiteFacts } from "#domains/site/facts.ts";
import { serviceDayStreamId, SITE_STREAM_ID } from "#domains/site/ids.ts";
import type { SiteRejection } from "#domains/site/rejections.ts";
import { evolveSite, initialSiteState, type SiteState } from "#domains/site/state.ts";
import { ok } from "#kernel/result.ts";
import { createDomainModule, type CommandTarget, type DomainModule } from "#main/store/domain-module.ts";
import { gatherSiteFacts, type SiteFactsDeps } from "./facts.ts";
import { projectSite } from "./projections.ts";
import { serviceDateAt } from "./queries.ts";
import { siteQueryHandlers, type SiteQueryDeps } from "./query-handlers.ts";
import { SITE_PROJECTION_VERSION, siteTables } from "./tables.ts";

export interface SiteModuleDeps extends SiteFactsDeps, SiteQueryDeps {}

/** The door of the domain "site". */
export function createSiteModule(deps: SiteModuleDeps): DomainModule {
  return createDomainModule<SiteState, SiteCommand, SiteFacts, SiteEvent, SiteRejection>({
    domain: "site",
    events: siteEvents,
    commands: siteCommands,
    queries: siteQueryHandlers(deps),
    projectionVersion: SITE_PROJECTION_VERSION,
    tables: siteTables,
    project: projectSite,
    initialState: initialSiteState,
    evolve: evolveSite,
    target: (db, command, context) => ok(targetOf(command, serviceDateAt(db, context.nowMs))),
    gatherFacts: (db, command, context) => gatherSiteFacts(db, command, { context, deps }),
    decide: decideSite,
  });
}

function targetOf(command: SiteCommand, currentServiceDate: string): CommandTarget {
  if (
    command.type === "update-site-profile" ||
    command.type === "change-setting" ||
    command.type === "apply-standard"
  ) {
    return { streamId: SITE_STREAM_ID, serviceDate: currentServiceDate };
  }
  const { serviceDate } = command.body;
  return { streamId: serviceDayStreamId(serviceDate), serviceDate };
}
