import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { randomBytes, randomFillSync } from "node:crypto";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { hubFlagsFrom, HUB_USAGE, type HubFlags, type InvitedUser } from "#hub/config.ts";
import { makeJoinCode } from "#hub/enrol/join-codes.ts";
import { noteAudit } from "#hub/hq/audit.ts";
import { SECRET_KEY_BYTES } from "#hub/hq/auth/secrets.ts";
import { addUser } from "#hub/hq/auth/users.ts";
import { secretKeyFrom } from "#hub/hq/secret-key.ts";
import { createHubServer } from "#hub/hub-server.ts";
import { startLocalPostgres } from "#hub/local/postgres.ts";
import { startLocalRedis } from "#hub/local/redis.ts";
import { createHubLog } from "#hub/log.ts";
import { createHints } from "#hub/relay/hints.ts";
import { publishDocument, type PublishDocumentRefusal } from "#hub/relay/publish-document.ts";
import { publicationReach, type SiteReach } from "#hub/relay/reach.ts";
import { openHubDatabase, type HubDatabase } from "#hub/store/database.ts";
import { migrateHub } from "#hub/store/migrate.ts";
import { siteStates, type SiteState } from "#hub/store/site-states.ts";
import type { PublicationId } from "#domains/publications/ids.ts";
import { createIdFactory } from "#kernel/ids.ts";
import { clockTimeFromMs, localFromMs } from "#kernel/time.ts";
import { ensureHubServers } from "./find-hub-servers.ts";
import { EXIT } from "./kiosk/outcome.ts";
import { textTable } from "./kiosk/text-table.ts";

/** A publication is hinted at over Redis; without it every node finds it within a quarter of a minute. */
const HINT_WAIT_MAX_MS = 2_000;

// `npm run hub`: the hub, from DATABASE_URL, or with its own Postgres beside it (`--local`).
if (process.argv.includes("--help")) {
  process.stdout.write(`${HUB_USAGE}\n`);
  process.exit(EXIT.done);
}
const flags = hubFlagsFrom(process.argv.slice(2), process.env);
if (!flags.ok) {
  process.stderr.write(`${flags.error.code}: ${flags.error.message}\n\n${HUB_USAGE}\n`);
  process.exit(EXIT.usage);
}
await run(flags.value).catch((cause: unknown) => {
  process.stderr.write(`hub-failed: ${cause instanceof Error ? cause.message : String(cause)}\n`);
  process.exitCode = EXIT.fault;
});

async function run(asked: HubFlags): Promise<void> {
  if (asked.command === "serve") return serve(asked);
  const { databaseUrl: url, redisUrl } = asked.isLocal
    ? runningLocal(asked)
    : { databaseUrl: asked.databaseUrl ?? "", redisUrl: asked.redisUrl };
  if (asked.command === "migrate") return migrate(url);
  const database = openHubDatabase({ url, connectionsMaxCount: 1, onConnectionLost: () => undefined });
  try {
    if (asked.command === "join-code") await joinCode(database, asked);
    else if (asked.user !== null) await addConsoleUser(database, asked, asked.user);
    else if (asked.publicationId !== null) await reach(database, asked, asked.publicationId);
    else if (asked.command !== "sites") await publishFrom(database, redisUrl, asked);
    else await sites(database, asked);
  } finally {
    await database.close();
  }
}

async function serve(asked: HubFlags): Promise<void> {
  const local = asked.isLocal ? await localServers(asked) : null;
  const url = local?.databaseUrl ?? asked.databaseUrl ?? "";
  await migrate(url);
  const log = createHubLog(asked.logLevel);
  const { host, port, trustedProxies } = asked;
  const secretKey = local?.secretKey ?? asked.secretKey;
  if (secretKey === null) log.warn({ event: "console-off", reason: "HUB_SECRET_KEY is not set" });
  const hub = await createHubServer({
    databaseUrl: url,
    redisUrl: local?.redisUrl ?? asked.redisUrl,
    host,
    port,
    connectionsMaxCount: 16,
    nowMs: Date.now,
    log,
    trustedProxies,
    ...(secretKey !== null && { console: { secretKey, build: thisVersion() } }),
  });
  process.stdout.write(`${JSON.stringify({ event: "listening", port: hub.port, dataDir: local?.folder ?? null })}\n`);
  const stop = () =>
    void hub
      .stop()
      .then(() => local?.stop())
      .then(() => process.exit(EXIT.done));
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}

function thisVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
  return typeof manifest === "object" && manifest !== null ? String(Reflect.get(manifest, "version")) : "";
}

interface LocalServers {
  readonly databaseUrl: string;
  readonly redisUrl: string;
  readonly folder: string;
  readonly secretKey: Buffer;
  readonly stop: () => Promise<void>;
}

/** The hub's own Postgres and Redis; a folder of its own when none was named, gone afterwards. */
async function localServers(asked: HubFlags): Promise<LocalServers> {
  if (!ensureHubServers()) throw new Error("Postgres or Redis is not on this machine");
  const isPassing = asked.dataDir === null;
  const folder = asked.dataDir === null ? mkdtempSync(join(tmpdir(), "bergizi-hub-")) : resolve(asked.dataDir);
  mkdirSync(folder, { recursive: true });
  const started = await startLocalPostgres(folder);
  if (!started.ok) throw new Error(`${started.error.code}: ${started.error.message}`);
  const redis = await startLocalRedis(join(folder, "redis"));
  if (!redis.ok) throw new Error(`${redis.error.code}: ${redis.error.message}`);
  const urls = { databaseUrl: started.value.url, redisUrl: redis.value.url };
  writeFileSync(urlsFileIn(folder), `${JSON.stringify(urls)}\n`, { mode: 0o600 });
  return {
    ...urls,
    folder,
    secretKey: localSecretKey(folder),
    stop: async () => {
      await redis.value.kill();
      await started.value.stop();
      rmSync(urlsFileIn(folder), { force: true });
      if (isPassing) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The folder's own key: made once, and of no use without the database beside it. */
function localSecretKey(folder: string): Buffer {
  const file = join(folder, "secret-key");
  if (!existsSync(file)) writeFileSync(file, randomBytes(SECRET_KEY_BYTES).toString("hex"), { mode: 0o600 });
  const key = secretKeyFrom(readFileSync(file, "utf8").trim());
  if (!key.ok) throw new Error(`${key.error}: ${file}`);
  return key.value;
}

function urlsFileIn(folder: string): string {
  return join(folder, "servers.json");
}

/** Where the hub that runs with `--local` on this folder has its servers. */
function runningLocal(asked: HubFlags): { readonly databaseUrl: string; readonly redisUrl: string } {
  try {
    // Written by `localServers` above.
    return JSON.parse(readFileSync(urlsFileIn(resolve(asked.dataDir ?? "")), "utf8")) as ReturnType<
      typeof runningLocal
    >;
  } catch {
    throw new Error(`no hub runs on ${asked.dataDir ?? ""}`);
  }
}

async function migrate(url: string): Promise<void> {
  const migrated = await migrateHub(url);
  if (!migrated.ok) throw new Error(`${migrated.error.code}: ${migrated.error.message}`);
  for (const name of migrated.value) process.stderr.write(`[pusat] tabel: ${name}\n`);
}

async function joinCode(database: HubDatabase, asked: HubFlags): Promise<void> {
  const site = { regionId: asked.regionId ?? "", siteName: asked.siteName ?? "" };
  const made = await makeJoinCode(database, { kind: "national" }, site, Date.now());
  const until = new Date(made.expiresAtMs).toISOString();
  say(asked, made, `Kode gabung ${made.joinCode} untuk ${site.siteName}, sekali pakai, sampai ${until}.`);
}

async function addConsoleUser(database: HubDatabase, asked: HubFlags, user: InvitedUser): Promise<void> {
  const makeId = createIdFactory({ nowMs: Date.now, fillRandom: (bytes) => void randomFillSync(bytes) });
  const nowMs = Date.now();
  const invitation = await database.inScope({ kind: "national" }, async (db) => {
    const added = await addUser(db, { ...user, userId: makeId("user") }, nowMs);
    if (added === null) return null;
    const { roles, scope } = user;
    const entry = { act: "invite-user", outcome: "done" as const, subjectId: added.userId, data: { roles, scope } };
    await noteAudit(db, { ...entry, user: null }, nowMs);
    return added;
  });
  if (invitation === null) throw new Error(`email-taken: ${user.email}`);
  const until = new Date(invitation.expiresAtMs).toISOString();
  say(asked, invitation, `Undangan untuk ${user.name}, sekali pakai, sampai ${until}: ${invitation.invitationPath}`);
}

async function publishFrom(database: HubDatabase, redisUrl: string | null, asked: HubFlags): Promise<void> {
  const makeId = createIdFactory({ nowMs: Date.now, fillRandom: (bytes) => void randomFillSync(bytes) });
  const hints = createHints(redisUrl, createHubLog("silent"));
  // Without a hint the nodes find it themselves a little later; nobody waits long for Redis.
  for (let waitedMs = 0; redisUrl !== null && !hints.isConnected() && waitedMs < HINT_WAIT_MAX_MS; waitedMs += 50)
    await pause(50);
  const { file, by, ...wanted } = asked.publication;
  const document = file === null ? wanted.document : documentIn(file);
  const published = await publishDocument(
    { database, hints, nowMs: Date.now },
    // Whoever may start this may publish nationally: the address of the database is the key.
    { name: by, role: "national-publisher", scope: { kind: "national" } },
    { ...wanted, document, publicationId: makeId("publication") },
  );
  await hints.close();
  if (!published.ok) throw new Error(refusalWords(published.error));
  const { publicationId, documentVersion, numbers } = published.value;
  const places = Object.entries(numbers).map(([stream, number]) => `${stream} nomor ${number}`);
  const version = documentVersion === null ? "" : ` versi ${documentVersion}`;
  say(asked, published.value, `Terbit ${publicationId}${version}: ${places.join(", ")}.`);
}

function documentIn(file: string): Readonly<Record<string, unknown>> {
  const read: unknown = JSON.parse(readFileSync(resolve(file), "utf8"));
  if (typeof read !== "object" || read === null || Array.isArray(read)) throw new Error(`${file} holds no document`);
  return { ...read };
}

/** What went wrong, in the words of UX.md 3.7 where it has some. */
function refusalWords(refusal: PublishDocumentRefusal): string {
  if (refusal.code !== "newer-version") return JSON.stringify(refusal);
  const { documentVersion, by, hubStreamId } = refusal;
  if (documentVersion === 0) return `newer-version: belum ada versi di ${hubStreamId}`;
  return `newer-version: Sudah terbit versi ${documentVersion} oleh ${by ?? "–"} di ${hubStreamId} – bandingkan`;
}

async function reach(database: HubDatabase, asked: HubFlags, publicationId: PublicationId): Promise<void> {
  const reached = await publicationReach(database, { kind: "national" }, publicationId);
  if (reached === null) throw new Error(`publication-unknown: ${publicationId}`);
  const headings = [
    "dapur",
    "wilayah",
    "diterima (jam dapur)",
    "diterapkan",
    "dijawab",
    "lot",
    "porsi tersaji",
    "kabar terakhir",
  ];
  say(asked, reached, textTable(headings, reached.sites.map(reachLineOf)));
}

function reachLineOf(site: SiteReach): readonly string[] {
  const clockOf = (atMs: number | null) =>
    atMs === null ? "–" : `${localFromMs(atMs, site.timeZone).date} ${clockTimeFromMs(atMs, site.timeZone)}`;
  const seen = [site.seenAtMs, site.appliedAtMs, site.acknowledgedAtMs].map(clockOf);
  const { lotsCount, portionsServedCount, lastContactAtMs } = site;
  const lots = site.appliedAtMs === null ? "–" : String(lotsCount);
  const heard = lastContactAtMs === null ? "belum pernah" : ageOf(lastContactAtMs);
  return [site.siteName, site.regionId, ...seen, lots, String(portionsServedCount ?? "–"), heard];
}

function ageOf(atMs: number): string {
  return `${Math.round((Date.now() - atMs) / 1000)} dtk lalu`;
}

async function sites(database: HubDatabase, asked: HubFlags): Promise<void> {
  const headings = ["dapur", "wilayah", "dipegang", "menunggu", "disisihkan", "kabar terakhir", "perlu keputusan"];
  const states = await siteStates(database, { kind: "national" });
  say(
    asked,
    { sites: states },
    states.length === 0 ? "Belum ada dapur – buat kode gabung." : textTable(headings, states.map(lineOf)),
  );
}

function lineOf(state: SiteState): readonly string[] {
  const { lastContactAtMs } = state;
  return [
    state.name,
    state.regionId,
    String(state.ackedSeq),
    String(state.waitingCount),
    String(state.quarantinedCount),
    lastContactAtMs === null ? "belum pernah" : ageOf(lastContactAtMs),
    state.incidents.map(({ kind, seq }) => `${kind} ${seq}`).join(", ") || "–",
  ];
}

function say(asked: HubFlags, data: object, text: string): void {
  process.stdout.write(`${asked.isJson ? JSON.stringify(data) : text}\n`);
}
