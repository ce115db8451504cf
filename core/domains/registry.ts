import type { CommandDefinition, EventDefinition, QueryDefinition } from "#kernel/definition.ts";
import { productionCommands } from "./production/commands.ts";
import { productionEvents } from "./production/events.ts";
import { productionQueries } from "./production/queries.ts";
import { siteCommands } from "./site/commands.ts";
import { siteEvents } from "./site/events.ts";
import { siteQueries } from "./site/queries.ts";

/** Every event type the kitchen writes; one line a domain. */
export const allEvents: readonly EventDefinition[] = [...siteEvents, ...productionEvents];

/** Every command the kitchen takes; one line a domain. */
export const allCommands: readonly CommandDefinition[] = [...siteCommands, ...productionCommands];

/** Every live query the kitchen answers; one line a domain. */
export const allQueries: readonly QueryDefinition[] = [...siteQueries, ...productionQueries];
