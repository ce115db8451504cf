import type { CommandDefinition, EventDefinition, QueryDefinition } from "#kernel/definition.ts";
import { devicesCommands } from "./devices/commands.ts";
import { devicesEvents } from "./devices/events.ts";
import { devicesQueries } from "./devices/queries.ts";
import { peopleCommands } from "./people/commands.ts";
import { peopleEvents } from "./people/events.ts";
import { peopleQueries } from "./people/queries.ts";
import { productionCommands } from "./production/commands.ts";
import { productionEvents } from "./production/events.ts";
import { productionQueries } from "./production/queries.ts";
import { siteCommands } from "./site/commands.ts";
import { siteEvents } from "./site/events.ts";
import { siteQueries } from "./site/queries.ts";

/** Every event type the kitchen writes; one line a domain. */
export const allEvents: readonly EventDefinition[] = [
  ...siteEvents,
  ...productionEvents,
  ...peopleEvents,
  ...devicesEvents,
];

/** Every command the kitchen takes; one line a domain. */
export const allCommands: readonly CommandDefinition[] = [
  ...siteCommands,
  ...productionCommands,
  ...peopleCommands,
  ...devicesCommands,
];

/** Every live query the kitchen answers; one line a domain. */
export const allQueries: readonly QueryDefinition[] = [
  ...siteQueries,
  ...productionQueries,
  ...peopleQueries,
  ...devicesQueries,
];
