import { HUB_DELIVER_MAX_COUNT, type DeliverFrame } from "#contract/hub-protocol.ts";
import type { HubLog } from "#hub/log.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import type { Hints } from "./hints.ts";

/** Hands kitchens connected to this node the messages of their streams, in order, each after the last was received. */
export interface Delivery {
  /** Begins after the kitchen's cursors; the streams it may read come from its enrolment, not from it. */
  attach(reader: NewReader): AttachedReader;
  stop(): void;
}

export interface NewReader {
  readonly hubStreamIds: readonly string[];
  readonly cursors: Readonly<Record<string, number>>;
  readonly send: (frame: DeliverFrame) => void;
}

export interface AttachedReader {
  received(hubStreamId: string, number: number): void;
  detach(): void;
}

/** A lost hint costs at most this long (ARCHITECTURE.md §7); without Redis heads are compared more often. */
const HEADS_EVERY_MS = 15_000;
const HEADS_EVERY_WITHOUT_REDIS_MS = 1_000;
/** Readers at the same place of a stream share one reading of it. */
const SHARED_FOR_MS = 250;

interface Place {
  readonly hubStreamId: string;
  readonly send: NewReader["send"];
  /** The last number received. */
  received: number;
  /** The last number sent and not yet received; null when nothing is under way. */
  underWay: number | null;
  /** The stream may have grown since what is under way was asked for. */
  isWoken: boolean;
}

type Messages = DeliverFrame["messages"];

export function createDelivery(deps: {
  readonly database: HubDatabase;
  readonly hints: Hints;
  readonly log: HubLog;
}): Delivery {
  const places = new Map<string, Set<Place>>();
  const readMessages = sharedReading(deps.database);
  const advance = (place: Place) =>
    advancePlace(place, readMessages).catch((cause: unknown) => {
      // The timer looks again.
      place.underWay = null;
      deps.log.warn({ event: "stream-unread", hubStreamId: place.hubStreamId, err: cause });
    });
  const wake = (hubStreamId: string) => {
    readMessages.forget(hubStreamId);
    for (const place of places.get(hubStreamId) ?? []) void advance(place);
  };
  deps.hints.onHint(wake);
  const stopComparing = compareHeads(deps, places, wake);
  return {
    attach: ({ hubStreamIds, cursors, send }) => {
      const own = hubStreamIds.map((hubStreamId): Place => {
        const place = { hubStreamId, send, received: cursors[hubStreamId] ?? 0, underWay: null, isWoken: false };
        places.set(hubStreamId, (places.get(hubStreamId) ?? new Set()).add(place));
        return place;
      });
      for (const place of own) void advance(place);
      return {
        received: (hubStreamId, number) => {
          const place = own.find((candidate) => candidate.hubStreamId === hubStreamId);
          if (place === undefined || number !== place.underWay) return;
          place.received = number;
          place.underWay = null;
          void advance(place);
        },
        detach: () => {
          for (const place of own) {
            const others = places.get(place.hubStreamId);
            others?.delete(place);
            if (others?.size === 0) places.delete(place.hubStreamId);
          }
        },
      };
    },
    stop: stopComparing,
  };
}

/** Sends what follows a place; while something is under way only notes that there may be more. */
async function advancePlace(place: Place, readMessages: SharedReading): Promise<void> {
  place.isWoken = place.underWay !== null;
  if (place.isWoken) return;
  place.underWay = place.received;
  const messages = await readMessages(place.hubStreamId, place.received);
  const last = messages.at(-1);
  place.underWay = last?.number ?? null;
  if (last !== undefined) place.send({ kind: "deliver", hubStreamId: place.hubStreamId, messages: [...messages] });
  // A hint came while nothing was found: what it told of may have been committed after the reading began.
  else if (place.isWoken) await advancePlace(place, readMessages);
}

/** Wakes streams somebody is behind of with nothing under way: what a lost hint or a failed reading left undone. */
function compareHeads(
  deps: { readonly database: HubDatabase; readonly hints: Hints; readonly log: HubLog },
  places: ReadonlyMap<string, ReadonlySet<Place>>,
  wake: (hubStreamId: string) => void,
): () => void {
  let comparedAtMs = 0;
  const compare = async () => {
    const ids = [...places.keys()];
    const everyMs = deps.hints.isConnected() ? HEADS_EVERY_MS : HEADS_EVERY_WITHOUT_REDIS_MS;
    if (ids.length === 0 || performance.now() - comparedAtMs < everyMs) return;
    comparedAtMs = performance.now();
    const rows = await deps.database.inScope({ kind: "national" }, (db) =>
      db.selectFrom("stream").selectAll().where("stream_id", "in", ids).execute(),
    );
    for (const { stream_id: id, head } of rows) {
      const isBehind = [...(places.get(id) ?? [])].some((place) => place.underWay === null && place.received < head);
      if (isBehind) wake(id);
    }
  };
  // The next look, within a second, compares whatever the pause was.
  deps.hints.onResume(() => {
    comparedAtMs = Number.NEGATIVE_INFINITY;
  });
  const timer = setInterval(() => {
    compare().catch((cause: unknown) => deps.log.warn({ event: "heads-uncompared", err: cause }));
  }, HEADS_EVERY_WITHOUT_REDIS_MS);
  return () => clearInterval(timer);
}

interface SharedReading {
  (hubStreamId: string, after: number): Promise<Messages>;
  /** Reads anew what was read of a stream before it grew. */
  forget(hubStreamId: string): void;
}

/** Reads a stream after a number, once for all who ask at the same moment: one national recall is one reading a node. */
function sharedReading(database: HubDatabase): SharedReading {
  const underWay = new Map<string, Promise<Messages>>();
  const read = async (hubStreamId: string, after: number): Promise<Messages> => {
    const rows = await database.inScope({ kind: "national" }, (db) =>
      db
        .selectFrom("message")
        .selectAll()
        .where("stream_id", "=", hubStreamId)
        .where("number", ">", after)
        .orderBy("number")
        .limit(HUB_DELIVER_MAX_COUNT)
        .execute(),
    );
    return rows.map((row) => ({
      number: row.number,
      publicationId: row.publication_id as Messages[number]["publicationId"], // written by `publish`, which takes such ids only
      publicationType: row.type,
      publicationVersion: row.v,
      publishedAtMs: row.written_at_ms,
      document: row.document as Messages[number]["document"], // an object, as published
    }));
  };
  const shared = (hubStreamId: string, after: number) => {
    const key = `${hubStreamId} ${after}`;
    const known = underWay.get(key);
    if (known !== undefined) return known;
    const reading = read(hubStreamId, after);
    underWay.set(key, reading);
    const forget = () => underWay.get(key) === reading && underWay.delete(key);
    reading.then(() => setTimeout(forget, SHARED_FOR_MS), forget);
    return reading;
  };
  return Object.assign(shared, {
    forget: (hubStreamId: string) => {
      for (const key of underWay.keys()) if (key.startsWith(`${hubStreamId} `)) underWay.delete(key);
    },
  });
}
