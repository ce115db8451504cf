import { randomBytes } from "node:crypto";
import { Redis } from "ioredis";
import type { HubLog } from "#hub/log.ts";
import { packed, unpacked } from "./codec.ts";

/** `shared`: somebody at this node was asking already. `bypassed`: Redis did not answer, Postgres was asked. */
export type CacheOutcome = "hit" | "miss" | "shared" | "bypassed";

export interface Cached {
  readonly key: string;
  /** What the text tells of; each may be told to have changed. */
  readonly tags: readonly string[];
  readonly ttlMs: number;
}

/**
 * Read-through over Redis, shared by all nodes. Nothing depends on it: with Redis away, flushed or slow, Postgres is asked. A text is
 * never older than its time to live, and never older than a change of its tags that this cache was told of before it was asked.
 */
export interface Cache {
  read(what: Cached, load: () => Promise<string>): Promise<string>;
  /** To be called after the change was committed. */
  changed(tags: readonly string[]): Promise<void>;
  /** Somebody else told Redis so: what is being read here may be older. */
  heardChanged(tags: readonly string[]): void;
  close(): Promise<void>;
}

const PREFIX = "bergizi:hub:cache:";
/** The nodes of one release share entries; another release may word them otherwise. */
const RECONNECT_MAX_MS = 2_000;
/** Redis answers within a millisecond or is not asked again for a while. */
const COMMAND_TIMEOUT_MS = 250;
const REST_AFTER_FAILURE_MS = 1_000;
/** Longer than any entry lives. */
const TAG_TTL_MS = 60 * 60_000;
const VALUE_MAX_BYTES = 4 * 1024 * 1024;

export interface CacheDeps {
  /** Null: nothing is cached. */
  readonly redisUrl: string | null;
  readonly log: HubLog;
  readonly counted: (outcome: CacheOutcome) => void;
}

export function createCache(deps: CacheDeps): Cache {
  const flights = new Map<string, { readonly tags: readonly string[]; readonly text: Promise<string> }>();
  const forget = (tags: readonly string[]) => {
    for (const [key, flight] of flights) if (flight.tags.some((tag) => tags.includes(tag))) flights.delete(key);
  };
  const store = deps.redisUrl === null ? null : createStore(deps.redisUrl, deps.log);
  const readThrough = async (what: Cached, load: () => Promise<string>): Promise<string> => {
    const found = (await store?.look(what)) ?? null;
    if (found === null) {
      deps.counted("bypassed");
      return load();
    }
    deps.counted(found.text === null ? "miss" : "hit");
    if (found.text !== null) return found.text;
    const text = await load();
    void store?.keep(what, { tagVersions: found.tagVersions, text });
    return text;
  };
  return {
    read: (what, load) => {
      const known = flights.get(what.key);
      if (known !== undefined) {
        deps.counted("shared");
        return known.text;
      }
      const text = readThrough(what, load);
      const flight = { tags: what.tags, text };
      flights.set(what.key, flight);
      const land = () => {
        if (flights.get(what.key) === flight) flights.delete(what.key);
      };
      text.then(land, land);
      return text;
    },
    changed: async (tags) => {
      forget(tags);
      await store?.renew(tags);
    },
    heardChanged: forget,
    close: async () => store?.close(),
  };
}

interface Store {
  /** The text when it is of the tags' present versions, and those versions; null when Redis does not answer. */
  look(what: Cached): Promise<{ readonly tagVersions: readonly string[]; readonly text: string | null } | null>;
  keep(what: Cached, entry: { readonly tagVersions: readonly string[]; readonly text: string }): Promise<void>;
  renew(tags: readonly string[]): Promise<void>;
  close(): void;
}

function createStore(redisUrl: string, log: HubLog): Store {
  const redis = new Redis(redisUrl, {
    ...{ enableOfflineQueue: false, maxRetriesPerRequest: 0, commandTimeout: COMMAND_TIMEOUT_MS },
    retryStrategy: (attempt: number) => Math.min(RECONNECT_MAX_MS, 100 * attempt),
  });
  redis.on("error", (cause: Error) => log.debug({ event: "cache-away", err: cause.message }));
  let restUntilMs = 0;
  /** Tags Redis was not told of: until it is, its entries are not believed here. */
  const untold = new Map<string, symbol>();
  const asked = async <Value>(work: () => Promise<Value>): Promise<Value | null> => {
    if (redis.status !== "ready" || performance.now() < restUntilMs) return null;
    try {
      return await work();
    } catch (cause) {
      restUntilMs = performance.now() + REST_AFTER_FAILURE_MS;
      log.debug({ event: "cache-failed", err: cause instanceof Error ? cause.message : "" });
      return null;
    }
  };
  const renewed = async (tags: readonly string[]) => {
    const writing = redis.pipeline();
    for (const tag of tags) writing.set(tagKey(tag), newVersion(), "PX", TAG_TTL_MS);
    for (const [error] of (await writing.exec()) ?? []) if (error !== null) throw error;
  };
  const tellUntold = async () => {
    const telling = [...untold];
    if (telling.length > 0) await renewed(telling.map(([tag]) => tag));
    // One that changed again meanwhile is to be told again.
    for (const [tag, change] of telling) if (untold.get(tag) === change) untold.delete(tag);
  };
  return {
    look: (what) =>
      asked(async () => {
        await tellUntold();
        const [bytes, ...said] = await redis.mgetBuffer(PREFIX + what.key, ...what.tags.map(tagKey));
        const tagVersions = await versionsOf(redis, what.tags, said);
        const entry = bytes === null || bytes === undefined ? null : await unpacked(bytes);
        const isCurrent = entry !== null && entry.tagVersions.join(" ") === tagVersions.join(" ");
        return { tagVersions, text: isCurrent ? entry.text : null };
      }),
    keep: async (what, entry) => {
      await asked(async () => {
        const bytes = await packed(entry);
        if (bytes.length <= VALUE_MAX_BYTES) await redis.set(PREFIX + what.key, bytes, "PX", what.ttlMs);
      });
    },
    renew: async (tags) => {
      for (const tag of tags) untold.set(tag, Symbol(tag));
      await asked(tellUntold);
    },
    close: () => redis.disconnect(),
  };
}

/** The tags' versions; one that has none (flushed, expired) is given one, which no entry can have. */
async function versionsOf(
  redis: Redis,
  tags: readonly string[],
  said: readonly (Buffer | null)[],
): Promise<readonly string[]> {
  const versions: string[] = [];
  for (const [index, tag] of tags.entries()) {
    const known = said[index]?.toString("utf8");
    if (known !== undefined) versions.push(known);
    else {
      const made = newVersion();
      const before = await redis.set(tagKey(tag), made, "PX", TAG_TTL_MS, "NX", "GET");
      versions.push(before ?? made);
    }
  }
  return versions;
}

function tagKey(tag: string): string {
  return `${PREFIX}tag:${tag}`;
}

/** Random: after a flush no old entry meets its version again. */
function newVersion(): string {
  return randomBytes(9).toString("base64url");
}
