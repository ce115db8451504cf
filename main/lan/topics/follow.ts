import { envelopeFromStored } from "#contract/envelope.ts";
import type { EventsFrame } from "#contract/lan-protocol.ts";
import type { LanStore } from "#main/lan/ports.ts";
import type { Scheduler } from "#main/lan/scheduler.ts";
import { textFrame, type TextFrame } from "#main/lan/text-frame.ts";

/** Where a followed topic's pages go. */
export interface TopicSink {
  /** Refused while the socket is slow; the topic waits for `drained`. */
  offer(frame: TextFrame): boolean;
  /** Reading the log failed; the topic is over. */
  failed(reference: string): void;
}

/** One socket following some domains. */
export interface Topic {
  close(): void;
  drained(): void;
}

export interface TopicMeter {
  eventsSent(eventCount: number): void;
}

export interface TopicsDeps {
  readonly store: Pick<LanStore, "readEvents" | "headSeq">;
  readonly scheduler: Scheduler;
  readonly monotonicMs: () => number;
  readonly limits: {
    readonly eventsPageCount: number;
    readonly eventsPageMaxBytes: number;
    readonly evaluationPerTurnMs: number;
  };
  readonly meter: TopicMeter;
  readonly onBug: (cause: unknown) => string;
}

/** Events themselves, from any `seq`, paged from the log so that nothing is missed (LAN26…LAN28). */
export interface Topics {
  follow(request: {
    readonly subscriptionId: string;
    readonly domains: readonly string[];
    readonly sinceSeq: number;
    readonly sink: TopicSink;
  }): Topic;
  noteCommit(): void;
  topicCount(): number;
  close(): void;
}

interface Follower {
  readonly subscriptionId: string;
  /** Sorted and without repeats, so equal topics share their pages. */
  readonly domains: readonly string[];
  readonly sink: TopicSink;
  /** Everything up to here was handed to the socket. */
  seq: number;
  /** The client knows that it has everything. */
  isCaughtUp: boolean;
  state: "idle" | "listed" | "held" | "closed";
}

interface Page {
  /** The members after `subscriptionId`, serialised once for followers at the same place. */
  readonly tail: string;
  readonly nextSeq: number;
  readonly eventCount: number;
  readonly isCatchingUp: boolean;
}

interface TopicsState {
  readonly deps: TopicsDeps;
  readonly followers: Set<Follower>;
  readonly ready: Follower[];
  readonly pageByPlace: Map<string, Page>;
  isScheduled: boolean;
  isClosed: boolean;
}

/** Pages remembered between commits, for followers at the same place. */
const PAGES_MAX_COUNT = 16;

export function createTopics(deps: TopicsDeps): Topics {
  const topics: TopicsState = {
    deps,
    followers: new Set(),
    ready: [],
    pageByPlace: new Map(),
    isScheduled: false,
    isClosed: false,
  };
  return {
    follow: ({ subscriptionId, domains, sinceSeq, sink }) => {
      const follower: Follower = {
        subscriptionId,
        domains: [...new Set(domains)].toSorted(),
        sink,
        seq: sinceSeq,
        isCaughtUp: false,
        state: "idle",
      };
      topics.followers.add(follower);
      list(topics, follower);
      return {
        close: () => {
          follower.state = "closed";
          topics.followers.delete(follower);
        },
        drained: () => {
          if (follower.state !== "held") return;
          follower.state = "idle";
          list(topics, follower);
        },
      };
    },
    noteCommit: () => {
      topics.pageByPlace.clear();
      for (const follower of topics.followers) list(topics, follower);
    },
    topicCount: () => topics.followers.size,
    close: () => {
      topics.isClosed = true;
      topics.followers.clear();
      topics.ready.length = 0;
    },
  };
}

function list(topics: TopicsState, follower: Follower) {
  if (follower.state !== "idle" || topics.isClosed) return;
  follower.state = "listed";
  topics.ready.push(follower);
  schedule(topics);
}

function schedule(topics: TopicsState) {
  if (topics.isScheduled || topics.isClosed) return;
  topics.isScheduled = true;
  topics.deps.scheduler.soon(() => turn(topics));
}

/** One turn: a page for each follower in line, until the turn's share of time is used. */
function turn(topics: TopicsState) {
  topics.isScheduled = false;
  const { monotonicMs, limits } = topics.deps;
  const startedMs = monotonicMs();
  for (let follower = topics.ready.shift(); follower !== undefined; follower = topics.ready.shift()) {
    if (follower.state === "listed") serve(topics, follower);
    if (monotonicMs() - startedMs > limits.evaluationPerTurnMs) break;
  }
  if (topics.ready.length > 0) schedule(topics);
}

function serve(topics: TopicsState, follower: Follower) {
  follower.state = "idle";
  const page = pageFor(topics, follower);
  if (page === undefined) return;
  if (page.eventCount > 0 || !follower.isCaughtUp) {
    const head = `{"kind":"${KIND}","subscriptionId":${JSON.stringify(follower.subscriptionId)}`;
    if (!follower.sink.offer(textFrame(head + page.tail))) {
      follower.state = "held";
      return;
    }
    topics.deps.meter.eventsSent(page.eventCount);
  }
  follower.seq = page.nextSeq;
  follower.isCaughtUp = !page.isCatchingUp;
  if (page.isCatchingUp) list(topics, follower);
}

const KIND = "events" satisfies EventsFrame["kind"];

function pageFor(topics: TopicsState, follower: Follower): Page | undefined {
  const place = `${follower.seq} ${follower.domains.join(" ")}`;
  const known = topics.pageByPlace.get(place);
  if (known !== undefined) return known;
  try {
    const page = readPage(topics, follower);
    if (topics.pageByPlace.size >= PAGES_MAX_COUNT) topics.pageByPlace.clear();
    topics.pageByPlace.set(place, page);
    return page;
  } catch (cause) {
    topics.followers.delete(follower);
    follower.state = "closed";
    follower.sink.failed(topics.deps.onBug(cause));
    return undefined;
  }
}

/** Reads one page, cut at `eventsPageMaxBytes` but never empty when there is an event. */
function readPage(topics: TopicsState, follower: Follower): Page {
  const { store, limits } = topics.deps;
  const headSeq = store.headSeq();
  const stored = store.readEvents({
    sinceSeq: follower.seq,
    domains: follower.domains,
    limit: limits.eventsPageCount,
  });
  const texts: string[] = [];
  let byteCount = 0;
  for (const event of stored) {
    const text = JSON.stringify(envelopeFromStored(event));
    byteCount += text.length;
    if (texts.length > 0 && byteCount > limits.eventsPageMaxBytes) break;
    texts.push(text);
  }
  const last = stored[texts.length - 1];
  const isAll = stored.length < limits.eventsPageCount && texts.length === stored.length;
  const nextSeq = isAll || last === undefined ? Math.max(headSeq, follower.seq) : last.seq;
  const isCatchingUp = nextSeq < headSeq;
  const tail = `,"events":[${texts.join(",")}],"nextSeq":${nextSeq},"isCatchingUp":${isCatchingUp}}`;
  return { tail, nextSeq, eventCount: texts.length, isCatchingUp };
}
