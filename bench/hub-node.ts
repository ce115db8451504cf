import { createHubServer } from "#hub/hub-server.ts";
import { createHubLog } from "#hub/log.ts";

/** One node of the hub in a process of its own, as `npm run hub` runs it; says where it listens and, when asked, what memory it holds. */
export interface HubNodeMemory {
  /** After a full collection. */
  readonly heapBytes: number;
  readonly residentBytes: number;
}

const [databaseUrl = "", redisUrl = ""] = process.argv.slice(2);
const hub = await createHubServer({
  databaseUrl,
  redisUrl,
  host: "127.0.0.1",
  port: 0,
  connectionsMaxCount: 16,
  nowMs: Date.now,
  log: createHubLog("error"),
});
process.on("message", (message: "memory" | "stop") => {
  if (message === "stop") return void hub.stop().then(() => process.exit(0));
  globalThis.gc?.();
  const { heapUsed, external, rss } = process.memoryUsage();
  const memory: HubNodeMemory = { heapBytes: heapUsed + external, residentBytes: rss };
  process.send?.(memory);
});
process.send?.(hub.port);
