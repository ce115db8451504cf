import { present } from "#kernel/assert.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { canonicalJson, CanonicalJsonError } from "#kernel/json.ts";
import type { DomainModule, QueryHandler, QueryViewer } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import type { AnswerRows } from "./answer-frames.ts";
import { distribute, serveOne, type Delivery, type DeliveryMeter } from "./answer-delivery.ts";
import {
  readRows,
  type AskedQuery,
  type KnownRows,
  type LiveAnswer,
  type Subscriber,
  type SubscriptionSink,
} from "./live-answer.ts";
import { DEVICE_PRESENCE_CHANGE, type Commit } from "./ports.ts";
import { diffRows, type RowDiff } from "#kernel/row-diff.ts";
import type { Scheduler } from "./scheduler.ts";

/** What live queries report for `/metrics`. */
export interface LiveQueryMeter extends DeliveryMeter {
  evaluated(query: string, durationMs: number): void;
}

/** Why a subscription cannot be taken. */
export type SubscribeRefusal = "too-many-live-queries" | "invalid-params";

export interface LiveQueriesDeps {
  readonly modules: readonly DomainModule[];
  readonly reader: ReadableDb;
  readonly epoch: string;
  readonly headSeq: () => number;
  readonly monotonicMs: () => number;
  readonly scheduler: Scheduler;
  readonly limits: {
    readonly liveQueriesMaxCount: number;
    readonly queryIntervalMs: number;
    readonly queryLingerMs: number;
    readonly rowsMaxBytes: number;
    readonly evaluationPerTurnMs: number;
  };
  readonly meter: LiveQueryMeter;
  /** A query threw: a bug. Returns the reference under which it was logged. */
  readonly onBug: (query: string, cause: unknown) => string;
}

export interface Subscription {
  close(): void;
  /** The socket drained: what it missed may be offered again. */
  drained(): void;
}

/** The registry of distinct questions and who watches them (ARCHITECTURE.md §4). */
export interface LiveQueries {
  handlerOf(query: string): QueryHandler | undefined;
  subscribe(request: {
    readonly handler: QueryHandler;
    readonly params: unknown;
    readonly viewer: QueryViewer;
    readonly subscriptionId: string;
    readonly known: KnownRows | undefined;
    readonly sink: SubscriptionSink;
  }): Result<Subscription, SubscribeRefusal>;
  noteCommit(commit: Commit): void;
  /** Marks the queries that show something outside the log. */
  noteOutside(change: string): void;
  /** Forgets answers nobody has asked for since a while. */
  sweep(): void;
  counts(): { readonly answerCount: number; readonly subscriberCount: number };
  close(): void;
}

interface Registry {
  readonly deps: LiveQueriesDeps;
  readonly delivery: Delivery;
  readonly startSeq: number;
  readonly askedByName: ReadonlyMap<string, AskedQuery>;
  /** The queries an event type may change, whatever its domain, and those any event of a domain may. */
  readonly askedByType: ReadonlyMap<string, readonly AskedQuery[]>;
  readonly askedByDomain: ReadonlyMap<string, readonly AskedQuery[]>;
  readonly answerByKey: Map<string, LiveAnswer>;
  readonly stale: Set<LiveAnswer>;
  run: "none" | "soon" | { readonly cancel: () => void };
  isClosed: boolean;
}

export function createLiveQueries(deps: LiveQueriesDeps): LiveQueries {
  const startSeq = deps.headSeq();
  const askedByName = askedQueries(deps.modules, startSeq);
  const all = [...askedByName.values()];
  const registry: Registry = {
    deps,
    delivery: { epoch: deps.epoch, meter: deps.meter },
    startSeq,
    askedByName,
    askedByType: groupedBy(all, (asked) => asked.handler.changedBy.filter((change) => change !== "*")),
    askedByDomain: groupedBy(all, (asked) => (asked.handler.changedBy.includes("*") ? [asked.domain] : [])),
    answerByKey: new Map(),
    stale: new Set(),
    run: "none",
    isClosed: false,
  };
  return {
    handlerOf: (query) => registry.askedByName.get(query)?.handler,
    subscribe: (request) => subscribe(registry, request),
    noteCommit: (commit) => noteCommit(registry, commit),
    noteOutside: (change) => {
      for (const asked of registry.askedByType.get(change) ?? NONE) markStale(registry, asked);
    },
    sweep: () => forgetIdle(registry, deps.monotonicMs() - deps.limits.queryLingerMs),
    counts: () => {
      let subscriberCount = 0;
      for (const answer of registry.answerByKey.values()) subscriberCount += subscribersOf(answer);
      return { answerCount: registry.answerByKey.size, subscriberCount };
    },
    close: () => {
      registry.isClosed = true;
      if (typeof registry.run === "object") registry.run.cancel();
      registry.answerByKey.clear();
      registry.stale.clear();
    },
  };
}

function askedQueries(modules: readonly DomainModule[], startSeq: number): Map<string, AskedQuery> {
  const askedByName = new Map<string, AskedQuery>();
  for (const module of modules) {
    for (const handler of module.queries) {
      askedByName.set(handler.definition.name, {
        handler,
        domain: module.domain,
        isVolatile: handler.changedBy.includes(DEVICE_PRESENCE_CHANGE),
        lastTouchedSeq: startSeq,
        answers: new Set(),
      });
    }
  }
  return askedByName;
}

function groupedBy(
  all: readonly AskedQuery[],
  keysOf: (asked: AskedQuery) => readonly string[],
): ReadonlyMap<string, readonly AskedQuery[]> {
  const groups = new Map<string, AskedQuery[]>();
  for (const asked of all) {
    for (const key of keysOf(asked)) groups.set(key, [...(groups.get(key) ?? []), asked]);
  }
  return groups;
}

function subscribe(
  registry: Registry,
  request: Parameters<LiveQueries["subscribe"]>[0],
): Result<Subscription, SubscribeRefusal> {
  const found = answerFor(registry, request);
  if (!found.ok) return found;
  const answer = found.value;
  const subscriber: Subscriber = { sink: request.sink, needs: "first", known: request.known };
  const group = answer.subscribersById.get(request.subscriptionId);
  if (group === undefined) answer.subscribersById.set(request.subscriptionId, new Set([subscriber]));
  else group.add(subscriber);
  answer.idleSinceMs = undefined;
  if (answer.isStale) {
    registry.stale.add(answer);
    schedule(registry, "soon");
  } else {
    serveOne(registry.delivery, answer, request.subscriptionId, subscriber);
  }
  return ok({
    close: () => leave(registry, answer, request.subscriptionId, subscriber),
    drained: () => {
      if (subscriber.needs !== "nothing" && !answer.isStale) {
        serveOne(registry.delivery, answer, request.subscriptionId, subscriber);
      }
    },
  });
}

function answerFor(
  registry: Registry,
  request: Parameters<LiveQueries["subscribe"]>[0],
): Result<LiveAnswer, SubscribeRefusal> {
  const { name } = request.handler.definition;
  const asked = present(registry.askedByName.get(name), `query ${name}`);
  const key = keyOf([name, request.params, request.viewer]);
  if (key === undefined) return err("invalid-params");
  const known = registry.answerByKey.get(key);
  if (known !== undefined) return ok(known);
  const { liveQueriesMaxCount } = registry.deps.limits;
  if (registry.answerByKey.size >= liveQueriesMaxCount) forgetIdle(registry, Number.POSITIVE_INFINITY);
  if (registry.answerByKey.size >= liveQueriesMaxCount) return err("too-many-live-queries");
  const made: LiveAnswer = {
    key,
    asked,
    params: request.params,
    viewer: request.viewer,
    rows: { rowTextByKey: new Map(), rowByKey: new Map(), isPartial: false },
    isEvaluated: false,
    rev: 0,
    changedRev: 0,
    isStale: true,
    evaluatedAtMs: Number.NEGATIVE_INFINITY,
    subscribersById: new Map(),
    rowsCache: undefined,
    idleSinceMs: undefined,
  };
  registry.answerByKey.set(key, made);
  asked.answers.add(made);
  return ok(made);
}

/** What makes two questions the same one; undefined for parameters without a canonical form (a number of many places). */
function keyOf(question: readonly unknown[]): string | undefined {
  try {
    return canonicalJson(question);
  } catch (cause) {
    if (cause instanceof CanonicalJsonError) return undefined;
    throw cause;
  }
}

function leave(registry: Registry, answer: LiveAnswer, subscriptionId: string, subscriber: Subscriber) {
  const group = answer.subscribersById.get(subscriptionId);
  group?.delete(subscriber);
  if (group?.size === 0) {
    answer.subscribersById.delete(subscriptionId);
    answer.rowsCache?.frameById.delete(subscriptionId);
  }
  if (answer.subscribersById.size > 0 || answer.idleSinceMs !== undefined) return;
  answer.idleSinceMs = registry.deps.monotonicMs();
  answer.rowsCache = undefined;
  registry.stale.delete(answer);
}

function forgetIdle(registry: Registry, idleBeforeMs: number) {
  for (const answer of registry.answerByKey.values()) {
    if (answer.idleSinceMs !== undefined && answer.idleSinceMs <= idleBeforeMs) forget(registry, answer);
  }
}

function forget(registry: Registry, answer: LiveAnswer) {
  registry.answerByKey.delete(answer.key);
  registry.stale.delete(answer);
  answer.asked.answers.delete(answer);
}

function noteCommit(registry: Registry, { events }: Commit) {
  const touched = new Set<AskedQuery>();
  for (const { seq, type, domain } of events) {
    for (const asked of registry.askedByType.get(type) ?? NONE) touch(touched, asked, seq);
    for (const asked of registry.askedByDomain.get(domain) ?? NONE) touch(touched, asked, seq);
  }
  for (const asked of touched) markStale(registry, asked);
}

const NONE: readonly AskedQuery[] = [];

function touch(touched: Set<AskedQuery>, asked: AskedQuery, seq: number) {
  touched.add(asked);
  asked.lastTouchedSeq = seq;
}

function markStale(registry: Registry, asked: AskedQuery) {
  for (const answer of asked.answers) {
    answer.isStale = true;
    if (answer.idleSinceMs === undefined) registry.stale.add(answer);
  }
  if (registry.stale.size > 0) schedule(registry, "next");
}

/**
 * Runs the stale answers after a delay, when none may be evaluated yet (LAN21); soon, when a turn's time was used up; or
 * next: right after a commit's answers went out.
 */
function schedule(registry: Registry, when: "next" | "soon" | number) {
  if (registry.isClosed || registry.run === "soon") return;
  const { scheduler } = registry.deps;
  const run = () => evaluateStale(registry);
  if (typeof when === "number") {
    if (registry.run === "none") registry.run = { cancel: scheduler.after(when, run) };
    return;
  }
  if (registry.run !== "none") registry.run.cancel();
  registry.run = "soon";
  if (when === "next") scheduler.next(run);
  else scheduler.soon(run);
}

/** One turn: the stale answers whose time has come, until the turn's share of time is used. */
function evaluateStale(registry: Registry) {
  registry.run = "none";
  if (registry.isClosed) return;
  const { limits, monotonicMs } = registry.deps;
  const startedMs = monotonicMs();
  let nextDueMs = Number.POSITIVE_INFINITY;
  for (const answer of registry.stale) {
    const dueMs = answer.evaluatedAtMs + limits.queryIntervalMs;
    if (dueMs > startedMs) {
      nextDueMs = Math.min(nextDueMs, dueMs);
      continue;
    }
    if (monotonicMs() - startedMs > limits.evaluationPerTurnMs) return schedule(registry, "soon");
    registry.stale.delete(answer);
    evaluate(registry, answer);
  }
  if (nextDueMs < Number.POSITIVE_INFINITY) schedule(registry, Math.max(1, nextDueMs - monotonicMs()));
}

function evaluate(registry: Registry, answer: LiveAnswer) {
  const { deps } = registry;
  const startedMs = deps.monotonicMs();
  answer.evaluatedAtMs = startedMs;
  const before = answer.rows;
  const rev = deps.headSeq();
  try {
    answer.rows = readRows(answer, deps.reader, deps.limits.rowsMaxBytes);
  } catch (cause) {
    return failAll(registry, answer, deps.onBug(answer.asked.handler.definition.name, cause));
  }
  deps.meter.evaluated(answer.asked.handler.definition.name, deps.monotonicMs() - startedMs);
  answer.isStale = false;
  answer.rev = rev;
  const change = changeFrom(answer.isEvaluated ? before : undefined, answer.rows);
  if (!answer.isEvaluated) {
    // Nothing is known of the rows before this process started, not even that its code read them the same way.
    answer.changedRev = Math.max(answer.asked.lastTouchedSeq, registry.startSeq + 1);
    answer.isEvaluated = true;
  } else if (change !== undefined) {
    answer.changedRev = rev;
  }
  if (change !== undefined) answer.rowsCache = undefined;
  distribute(registry.delivery, answer, change);
}

/** What a patch must say; `replaced` when a patch cannot say it (LAN23: whether the rows are all there). */
function changeFrom(before: AnswerRows | undefined, after: AnswerRows): RowDiff | "replaced" | undefined {
  if (before === undefined) return undefined;
  if (before.isPartial !== after.isPartial) return "replaced";
  return diffRows(before.rowTextByKey, after.rowTextByKey);
}

function failAll(registry: Registry, answer: LiveAnswer, reference: string) {
  forget(registry, answer);
  const subscribers = [...answer.subscribersById.values()].flatMap((group) => [...group]);
  answer.subscribersById.clear();
  for (const subscriber of subscribers) subscriber.sink.failed(reference);
}

function subscribersOf(answer: LiveAnswer): number {
  let count = 0;
  for (const group of answer.subscribersById.values()) count += group.size;
  return count;
}
