import { Kysely, PostgresDialect, sql, type Transaction } from "kysely";
import pg from "pg";
import type { HubTables } from "./tables.ts";

/** Whose rows a transaction sees: one kitchen's, a region's, all, or the one join code somebody knows. */
export type Scope =
  | { readonly kind: "site"; readonly siteId: string }
  | { readonly kind: "region"; readonly regionId: string }
  | { readonly kind: "national" }
  /** Signing in at the console, before anybody's scope is known: users and sessions, and nothing of kitchens. */
  | { readonly kind: "console" }
  | { readonly kind: "join-code"; readonly codeHash: Buffer; readonly siteId: string };

/** The hub's Postgres, as the role `bergizi_hub`: row level security applies to all it does. */
export interface HubDatabase {
  /** One transaction that sees what the scope names; every read and write of tables goes through here. */
  inScope<Value>(scope: Scope, work: (db: Transaction<HubTables>) => Promise<Value>): Promise<Value>;
  /** One statement outside any scope: functions set their own. */
  readonly direct: Kysely<HubTables>;
  /** Whether Postgres answers and takes writes. */
  isWritable(): Promise<boolean>;
  close(): Promise<void>;
}

export interface DatabaseOptions {
  /** A Postgres connection string whose role owns the tables or belongs to `bergizi_hub`. */
  readonly url: string;
  readonly connectionsMaxCount: number;
  /** Told of a connection that broke; the pool replaces it by itself, and whoever used it gets a failed query. */
  readonly onConnectionLost: (cause: Error) => void;
}

const STATEMENT_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 5_000;
/** Postgres's type id of `bigint`. Numbers here are times and log positions, far below 2^53. */
const BIGINT_OID = 20;

const types = {
  getTypeParser: ((oid: number, format?: "text" | "binary") =>
    oid === BIGINT_OID && format !== "binary"
      ? Number
      : pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser, // the same function but for one type
};

export function openHubDatabase(options: DatabaseOptions): HubDatabase {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.connectionsMaxCount,
    types,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    statement_timeout: STATEMENT_TIMEOUT_MS,
    options: "-c role=bergizi_hub -c client_min_messages=warning",
  });
  pool.on("error", options.onConnectionLost);
  // A connection that breaks while lent out says so to nobody else, and an error nobody hears ends the process.
  pool.on("connect", (client) => client.on("error", options.onConnectionLost));
  const direct = new Kysely<HubTables>({ dialect: new PostgresDialect({ pool }) });
  return {
    direct,
    inScope: (scope, work) =>
      direct.transaction().execute(async (db) => {
        for (const [name, value] of settingsOf(scope))
          await sql`SELECT set_config(${name}, ${value}, true)`.execute(db);
        return work(db);
      }),
    isWritable: async () => {
      const { rows } = await sql<{ on: string }>`SELECT current_setting('transaction_read_only') AS on`.execute(direct);
      return rows[0]?.on === "off";
    },
    close: () => direct.destroy(),
  };
}

function settingsOf(scope: Scope): readonly (readonly [name: string, value: string])[] {
  switch (scope.kind) {
    case "site":
      return [["hub.site_id", scope.siteId]];
    case "region":
      return [["hub.scope", `region:${scope.regionId}`]];
    case "national":
      return [["hub.scope", "national"]];
    case "console":
      return [["hub.console", "on"]];
    case "join-code":
      return [
        ["hub.join_code", scope.codeHash.toString("hex")],
        ["hub.site_id", scope.siteId],
      ];
  }
}
