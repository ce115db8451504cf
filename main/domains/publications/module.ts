import { publicationsCommands, type PublicationsCommand } from "#domains/publications/commands.ts";
import { decidePublications, type PublicationsFacts } from "#domains/publications/decide.ts";
import { publicationsEvents, type PublicationsEvent } from "#domains/publications/events.ts";
import type { PublicationsRejection } from "#domains/publications/rejections.ts";
import { evolvePublications, initialPublicationsState, type PublicationsState } from "#domains/publications/state.ts";
import { createDomainModule, type DomainModule } from "#main/store/domain-module.ts";
import { gatherPublicationsFacts, targetOfPublications } from "./facts.ts";
import { followOnsOfPublications } from "./follow-ons.ts";
import { projectPublications } from "./projections.ts";
import { publicationsQueryHandlers } from "./query-handlers.ts";
import { PUBLICATIONS_PROJECTION_VERSION, publicationsTables } from "./tables.ts";

/** The door of the domain "publications". */
export function createPublicationsModule(): DomainModule {
  return createDomainModule<
    PublicationsState,
    PublicationsCommand,
    PublicationsFacts,
    PublicationsEvent,
    PublicationsRejection
  >({
    domain: "publications",
    events: publicationsEvents,
    commands: publicationsCommands,
    queries: publicationsQueryHandlers,
    projectionVersion: PUBLICATIONS_PROJECTION_VERSION,
    tables: publicationsTables,
    project: projectPublications,
    followOns: (_db, event) => followOnsOfPublications(event),
    initialState: initialPublicationsState,
    evolve: evolvePublications,
    target: targetOfPublications,
    gatherFacts: gatherPublicationsFacts,
    decide: decidePublications,
    complete: (_db, command) => ({ publicationId: command.body.publicationId }),
  });
}
