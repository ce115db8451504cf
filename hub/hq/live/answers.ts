import { randomBytes } from "node:crypto";
import type { HqScope } from "#contract/hq-vocabulary.ts";
import { canonicalJson } from "#kernel/json.ts";
import { diffRows, type RowDiff } from "#kernel/row-diff.ts";
import type { HubLog } from "#hub/log.ts";
import { scopeText } from "#hub/hq/audit.ts";
import { tagsOf, type ConsoleQuery } from "#hub/hq/queries/definition.ts";

/** The rows of an answer, serialised, by their key and in order. */
export interface AnswerRows {
  readonly textByKey: ReadonlyMap<string, string>;
  readonly isPartial: boolean;
}

export interface Question {
  readonly query: ConsoleQuery;
  readonly params: unknown;
  readonly scope: HqScope;
}

export interface AnswerSink {
  send(frame: string): void;
  /** So much waits to be written that another patch would only add to it; whole rows come once it drained. */
  isSlow(): boolean;
}

/** Live answers of one node: equal questions of equal scopes are asked once, however many people watch (HQ3). */
export interface LiveAnswers {
  subscribe(question: Question, to: NewSubscriber): { close(): void };
  /** Something behind these tags changed. */
  touch(tags: readonly string[]): void;
  count(): number;
  stop(): void;
}

export interface NewSubscriber {
  readonly subscriptionId: string;
  readonly known: { readonly epoch: string; readonly rev: number } | null;
  readonly sink: AnswerSink;
}

interface Subscriber extends NewSubscriber {
  /** `first`: was never answered; `rows`: missed a patch. */
  needs: "first" | "rows" | "nothing";
}

interface Answer {
  readonly key: string;
  readonly question: Question;
  readonly tags: readonly string[];
  readonly subscribers: Set<Subscriber>;
  rows: AnswerRows | null;
  rev: number;
  isRunning: boolean;
  askedAtMs: number;
  /** When it is asked anew. */
  dueAtMs: number;
}

const TICK_MS = 100;
/** A question is asked anew at most so often, and at least so often: lamps change by time alone. */
const ASK_AFTER_LEAST_MS = 500;
const ASK_AFTER_MOST_MS = 5_000;
/** Nodes that hear of a change at the same moment ask one after the other, and the later ones find the answer in the cache. */
const SPREAD_MS = { ofChange: 300, ofTime: 1_500 } as const;

export function createLiveAnswers(deps: {
  readonly read: (question: Question) => Promise<AnswerRows>;
  readonly log: HubLog;
  /** 0 to below 1; spreads questions of many nodes. */
  readonly random: () => number;
}): LiveAnswers {
  // Of this process: another node's numbers mean nothing here.
  const epoch = randomBytes(8).toString("hex");
  const answers = new Map<string, Answer>();
  const evaluate = async (answer: Answer) => {
    answer.isRunning = true;
    answer.askedAtMs = performance.now();
    answer.dueAtMs = answer.askedAtMs + ASK_AFTER_MOST_MS - deps.random() * SPREAD_MS.ofTime;
    try {
      take(answer, await deps.read(answer.question), epoch);
    } catch (cause) {
      deps.log.warn({ event: "console-query-failed", query: answer.question.query.definition.name, err: cause });
      for (const subscriber of answer.subscribers) sayFailed(subscriber);
    } finally {
      answer.isRunning = false;
    }
  };
  const timer = setInterval(() => {
    const nowMs = performance.now();
    for (const answer of answers.values()) {
      if (nowMs >= answer.dueAtMs && !answer.isRunning) void evaluate(answer);
      else if (answer.rows !== null) for (const subscriber of answer.subscribers) catchUp(answer, subscriber, epoch);
    }
  }, TICK_MS);
  return {
    subscribe: (question, to) => {
      const key = keyOf(question);
      const answer = answers.get(key) ?? newAnswer(key, question);
      const subscriber: Subscriber = { ...to, needs: "first" };
      answers.set(key, answer);
      answer.subscribers.add(subscriber);
      if (answer.rows !== null) catchUp(answer, subscriber, epoch);
      else if (!answer.isRunning) void evaluate(answer);
      return {
        close: () => {
          answer.subscribers.delete(subscriber);
          if (answer.subscribers.size === 0 && answers.get(key) === answer) answers.delete(key);
        },
      };
    },
    touch: (tags) => {
      for (const answer of answers.values()) {
        if (!answer.tags.some((tag) => tags.includes(tag))) continue;
        const soonMs =
          Math.max(answer.askedAtMs + ASK_AFTER_LEAST_MS, performance.now()) + deps.random() * SPREAD_MS.ofChange;
        answer.dueAtMs = Math.min(answer.dueAtMs, soonMs);
      }
    },
    count: () => answers.size,
    stop: () => clearInterval(timer),
  };
}

/** What makes two questions the same one. */
export function keyOf({ query, params, scope }: Question): string {
  return `${scopeText(scope)} ${query.definition.name} ${canonicalJson(params)}`;
}

function newAnswer(key: string, question: Question): Answer {
  const asked = { isRunning: false, askedAtMs: 0, dueAtMs: 0 };
  const tags = tagsOf(question.query, question.params, question.scope);
  return { key, question, tags, subscribers: new Set(), rows: null, rev: 0, ...asked };
}

/** New rows: who has the last ones gets the difference. */
function take(answer: Answer, rows: AnswerRows, epoch: string): void {
  const before = answer.rows;
  const diff = before === null ? null : diffRows(before.textByKey, rows.textByKey);
  const isReplaced = before === null || before.isPartial !== rows.isPartial;
  answer.rows = rows;
  if (!isReplaced && diff === undefined) {
    for (const subscriber of answer.subscribers) catchUp(answer, subscriber, epoch);
    return;
  }
  answer.rev += 1;
  for (const subscriber of answer.subscribers) {
    if (subscriber.needs === "nothing" && (isReplaced || !diff || subscriber.sink.isSlow())) subscriber.needs = "rows";
    if (subscriber.needs === "nothing" && diff) subscriber.sink.send(patchFrame(answer, subscriber, diff));
    else catchUp(answer, subscriber, epoch);
  }
}

/** Gives a subscriber the rows it does not have, once it can take them. */
function catchUp(answer: Answer, subscriber: Subscriber, epoch: string): void {
  const { rows, rev } = answer;
  if (subscriber.needs === "nothing" || rows === null || subscriber.sink.isSlow()) return;
  const { known, subscriptionId } = subscriber;
  const hasThem = subscriber.needs === "first" && known?.epoch === epoch && known.rev === rev;
  subscriber.needs = "nothing";
  subscriber.sink.send(
    hasThem
      ? JSON.stringify({ kind: "unchanged", subscriptionId, rev })
      : `${JSON.stringify({ kind: "rows", subscriptionId, epoch, rev, isPartial: rows.isPartial }).slice(0, -1)},"rows":[${[
          ...rows.textByKey.values(),
        ].join(",")}]}`,
  );
}

function patchFrame({ rev, rows }: Answer, { subscriptionId }: Subscriber, diff: RowDiff): string {
  const { removes, order, upserts } = diff;
  const head = { kind: "patch", subscriptionId, rev, isPartial: rows?.isPartial ?? false, removes };
  return `${JSON.stringify({ ...head, ...(order !== undefined && { order }) }).slice(0, -1)},"upserts":[${upserts.join(",")}]}`;
}

function sayFailed({ needs, subscriptionId, sink }: Subscriber): void {
  if (needs === "first") sink.send(JSON.stringify({ kind: "error", subscriptionId, code: "retry" }));
}
