import { configFromArguments, type KitchenConfig } from "./config.ts";
import { createKitchenServer, type KitchenServer } from "./kitchen-server.ts";
import { lanAddresses } from "./lan-addresses.ts";

/** How a started server tells where it is: one JSON line for programs, or addresses for people. */
export type Announcement = "json" | "people";

/** A headless kitchen that runs until a signal; null when its arguments were refused (already said on stderr). */
export interface HeadlessKitchen {
  readonly server: KitchenServer;
  readonly managerUrl: string;
}

/** Starts the kitchen server from command-line arguments and stops it on SIGINT or SIGTERM. */
export async function startHeadless(
  argv: readonly string[],
  options: { readonly announce: Announcement },
): Promise<HeadlessKitchen | null> {
  const config = configFromArguments(argv, process.env, process.platform);
  if (!config.ok) {
    process.stderr.write(`${JSON.stringify({ event: "refused", ...config.error })}\n`);
    process.exitCode = 2;
    return null;
  }
  return runUntilSignalled(config.value, options);
}

/** As `startHeadless`, from a configuration already read. */
export async function runUntilSignalled(
  config: KitchenConfig,
  options: { readonly announce: Announcement },
): Promise<HeadlessKitchen | null> {
  let server: KitchenServer;
  try {
    server = await createKitchenServer(config);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${JSON.stringify({ event: "start-failed", message })}\n`);
    process.exitCode = 1;
    return null;
  }
  const managerUrl = `${server.origin}/manager#secret=${server.shellSecret}`;
  if (options.announce === "json") {
    process.stdout.write(`${JSON.stringify({ event: "listening", httpPort: server.httpPort })}\n`);
  } else {
    announceToPeople(config, server, managerUrl);
  }
  stopOnSignal(server);
  return { server, managerUrl };
}

function announceToPeople(config: KitchenConfig, server: KitchenServer, managerUrl: string): void {
  const lines = [
    "Dapur berjalan.",
    `  Konsol (PC ini):   ${managerUrl}`,
    `  Layar dapur:       ${server.origin}/wall#secret=${server.shellSecret}`,
    ...lanAddresses(config.host).map((address) => `  Perangkat lain:    http://${address}:${server.httpPort}/pair`),
    `  Data:              ${config.dataDir}`,
    "Ctrl+C menghentikan.",
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
}

function stopOnSignal(server: KitchenServer): void {
  let isStopping = false;
  const stop = () => {
    if (isStopping) return;
    isStopping = true;
    void server.stop().then(() => process.exit(0));
  };
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);
  void server.failed.then(({ name, cause }) => {
    if (isStopping) return;
    // A service that ended by itself is a bug or a dead disk: whoever keeps the kitchen running starts it anew.
    process.stderr.write(`${JSON.stringify({ event: "service-failed", name, cause: String(cause) })}\n`);
    void server.stop().then(() => process.exit(1));
  });
}

if (import.meta.main) await startHeadless(process.argv.slice(2), { announce: "json" });
