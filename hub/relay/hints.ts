import { Redis } from "ioredis";
import type { HubLog } from "#hub/log.ts";

/** Tells every node of the hub that a stream grew. Nothing depends on a hint: heads are compared on a timer as well. */
export interface Hints {
  hint(hubStreamId: string): void;
  /** Called for every hint of any node, this one included. */
  onHint(listener: (hubStreamId: string) => void): void;
  /** Called when hints begin to arrive again: some may have been missed. */
  onResume(listener: () => void): void;
  /** Whether hints of other nodes arrive now. */
  isConnected(): boolean;
  close(): Promise<void>;
}

const CHANNEL = "bergizi:hub:streams";
const RECONNECT_MAX_MS = 2_000;

/** Over Redis, on two connections (one that publishes, one that listens); with no URL, or with Redis away, this node alone. */
export function createHints(redisUrl: string | null, log: HubLog): Hints {
  const listeners: ((hubStreamId: string) => void)[] = [];
  const tell = (hubStreamId: string) => {
    for (const listener of listeners) listener(hubStreamId);
  };
  if (redisUrl === null) {
    const nothing = () => undefined;
    return {
      hint: tell,
      onHint: (listener) => void listeners.push(listener),
      onResume: nothing,
      isConnected: () => false,
      close: async () => nothing(),
    };
  }
  const options = {
    // What cannot be sent now is not worth sending later.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    retryStrategy: (attempt: number) => Math.min(RECONNECT_MAX_MS, 100 * attempt),
  };
  const publisher = new Redis(redisUrl, options);
  const subscriber = new Redis(redisUrl, { ...options, autoResubscribe: false });
  for (const connection of [publisher, subscriber]) {
    connection.on("error", (cause: Error) => log.debug({ event: "redis-away", err: cause.message }));
  }
  const resumeListeners: (() => void)[] = [];
  let isSubscribed = false;
  subscriber.on("ready", () => {
    subscriber.subscribe(CHANNEL).then(
      () => {
        isSubscribed = true;
        for (const listener of resumeListeners) listener();
        log.info({ event: "redis-listening" });
      },
      (cause: unknown) => log.warn({ event: "redis-not-listening", err: cause }),
    );
  });
  subscriber.on("close", () => {
    isSubscribed = false;
  });
  subscriber.on("message", (_channel: string, hubStreamId: string) => tell(hubStreamId));
  return {
    hint: (hubStreamId) => {
      publisher.publish(CHANNEL, hubStreamId).catch(() => tell(hubStreamId));
    },
    onHint: (listener) => void listeners.push(listener),
    onResume: (listener) => void resumeListeners.push(listener),
    isConnected: () => isSubscribed,
    close: async () => {
      subscriber.disconnect();
      // What was hinted at last still leaves, where there is a Redis.
      await publisher.quit().catch(() => undefined);
      publisher.disconnect();
    },
  };
}
