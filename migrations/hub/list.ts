import type { Migration } from "kysely/migration";
import { sitesMigration } from "./0001-sites.ts";
import { ingestMigration } from "./0002-ingest.ts";
import { relayMigration } from "./0003-relay.ts";
import { routesMigration } from "./0015-routes.ts";
import { reachMigration } from "./0018-reach.ts";
import { consoleUsersMigration } from "./0040-console-users.ts";
import { consoleFiguresMigration } from "./0041-console-figures.ts";

/** Every migration of the hub by its name, in the order it is applied; one line a file. */
export const hubMigrations: Readonly<Record<string, Migration>> = {
  "0001-sites": sitesMigration,
  "0002-ingest": ingestMigration,
  "0003-relay": relayMigration,
  "0015-routes": routesMigration,
  "0018-reach": reachMigration,
  "0040-console-users": consoleUsersMigration,
  "0041-console-figures": consoleFiguresMigration,
};
