import { peopleCommands, type PeopleCommand } from "#domains/people/commands.ts";
import { decidePeople, type PeopleFacts } from "#domains/people/decide.ts";
import { peopleEvents, type PeopleEvent } from "#domains/people/events.ts";
import { divisionStreamId, staffImportStreamId, staffStreamId } from "#domains/people/ids.ts";
import type { PeopleRejection } from "#domains/people/rejections.ts";
import { evolvePeople, initialPeopleState, type PeopleState } from "#domains/people/state.ts";
import type { IdFactory } from "#kernel/ids.ts";
import { ok } from "#kernel/result.ts";
import type { Clock } from "#kernel/time.ts";
import { serviceDateAt } from "#main/domains/site/queries.ts";
import { createDomainModule, type DomainModule, type SqlFunction } from "#main/store/domain-module.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import type { Badges } from "./badges.ts";
import { completePeople, type KeepForReveal } from "./completion.ts";
import { gatherPeopleFacts } from "./facts.ts";
import type { Numbers } from "./numbers.ts";
import type { OfferedCards } from "./offered-cards.ts";
import { projectPeople } from "./projections.ts";
import { OPEN_PERSONAL_FUNCTION } from "./queries.ts";
import { peopleQueryHandlers } from "./query-handlers.ts";
import type { Sealer } from "./seal.ts";
import { PEOPLE_PROJECTION_VERSION, peopleTables } from "./tables.ts";

export interface PeopleModuleDeps {
  readonly clock: Pick<Clock, "nowMs">;
  readonly makeId: IdFactory;
  readonly sealer: Sealer;
  readonly numbers: Numbers;
  readonly keepForReveal: KeepForReveal;
  /** What other domains keep sealed about a person goes with them. */
  readonly eraseElsewhere: (db: WritableDb, staffId: string) => void;
  readonly badges: Badges;
  readonly offeredCards: OfferedCards;
}

/** The door of the domain "people". */
export function createPeopleModule(deps: PeopleModuleDeps): DomainModule {
  return createDomainModule<PeopleState, PeopleCommand, PeopleFacts, PeopleEvent, PeopleRejection>({
    domain: "people",
    events: peopleEvents,
    commands: peopleCommands,
    queries: peopleQueryHandlers((db) => serviceDateAt(db, deps.clock.nowMs())),
    projectionVersion: PEOPLE_PROJECTION_VERSION,
    tables: peopleTables,
    sqlFunctions: [openPersonalFunction(deps.sealer)],
    project: projectPeople,
    initialState: initialPeopleState,
    evolve: evolvePeople,
    target: (db, command, context) =>
      ok({
        streamId: streamIdOf(command),
        serviceDate: serviceDateAt(db, context.nowMs),
      }),
    gatherFacts: (db, command, context) =>
      gatherPeopleFacts(db, command, {
        ...deps,
        today: serviceDateAt(db, context.nowMs),
        nowMs: context.nowMs,
      }),
    decide: decidePeople,
    complete: (db, command, events, context) =>
      completePeople(db, command, events, context, { ...deps, todayOf: serviceDateAt }),
  });
}

function streamIdOf({ type, body }: PeopleCommand): string {
  if (type === "define-division") return divisionStreamId(body.divisionCode);
  if (type === "import-staff") return staffImportStreamId(body.sha256);
  return "reviewId" in body ? body.reviewId : staffStreamId(body.staffId);
}

/** Opens sealed rows where they are read, so that no query needs the key. */
function openPersonalFunction(sealer: Sealer): SqlFunction {
  return {
    name: OPEN_PERSONAL_FUNCTION,
    run: (sealedId, staffId, sealed) => {
      if (typeof sealedId !== "string" || typeof staffId !== "string" || !(sealed instanceof Uint8Array)) return null;
      return sealer.open({ sealedId, staffId }, sealed);
    },
  };
}
