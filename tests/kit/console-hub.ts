import { randomBytes } from "node:crypto";
import { createHubServer, type HubConfig } from "#hub/hub-server.ts";
import { createHubLog } from "#hub/log.ts";
import { openHubDatabase, type HubDatabase } from "#hub/store/database.ts";
import { createOwnHubDatabase } from "./own-hub-database.ts";

/** A node of the hub with headquarters' console, on a database of its own. */
export interface ConsoleHub {
  readonly origin: string;
  /** Connections beside the node's, for what a test looks at or plants. */
  readonly database: HubDatabase;
  /** Stops the node and drops its database. */
  stop(): Promise<void>;
}

/** `url` names the lane's Postgres. Passwords are cheap to try here. */
export async function startConsoleHub(url: string, config: Partial<HubConfig> = {}): Promise<ConsoleHub> {
  const own = await createOwnHubDatabase(url);
  const database = openHubDatabase({ url: own.url, connectionsMaxCount: 2, onConnectionLost: () => undefined });
  const hub = await createHubServer({
    ...{ databaseUrl: own.url, redisUrl: null, host: "127.0.0.1", port: 0, connectionsMaxCount: 6 },
    ...{ nowMs: Date.now, log: createHubLog("silent"), enrolmentsPerMinuteCount: 100 },
    console: { secretKey: randomBytes(32), build: "test", passwordCost: { iterationCount: 1024 } },
    ...config,
  });
  return {
    origin: `http://127.0.0.1:${hub.port}`,
    database,
    stop: async () => {
      await hub.stop();
      await database.close();
      await own.drop();
    },
  };
}
