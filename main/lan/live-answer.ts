import { assert } from "#kernel/assert.ts";
import type { QueryHandler, QueryViewer } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import type { AnswerRows, FrameBody } from "./answer-frames.ts";
import type { TextFrame } from "./text-frame.ts";

/** Where a subscription's frames go. */
export interface SubscriptionSink {
  /** Refused while the socket is slow. */
  offer(frame: TextFrame): boolean;
  /** The query itself failed; the subscription is over. */
  failed(reference: string): void;
}

/** What a client already has, as it says (LAN25). */
export interface KnownRows {
  readonly epoch: string;
  readonly rev: number;
}

/** One subscription of one socket. */
export interface Subscriber {
  readonly sink: SubscriptionSink;
  /** `first`: not answered yet; `rows`: missed something; `nothing`: has the rows of the last evaluation. */
  needs: "first" | "rows" | "nothing";
  readonly known: KnownRows | undefined;
}

/** A query of the registered modules, with what the log did to it since this process started. */
export interface AskedQuery {
  readonly handler: QueryHandler;
  readonly domain: string;
  /** Shows things the log does not hold; its rows are never called unchanged. */
  readonly isVolatile: boolean;
  /** `seq` of the last event that may have changed any answer. */
  lastTouchedSeq: number;
  readonly answers: Set<LiveAnswer>;
}

/** One distinct question (query, canonical parameters, scope) and its present rows. */
export interface LiveAnswer {
  readonly key: string;
  readonly asked: AskedQuery;
  readonly params: unknown;
  readonly viewer: QueryViewer;
  rows: AnswerRows;
  isEvaluated: boolean;
  /** The `seq` the rows were read at. */
  rev: number;
  /** Rows are known to be equal from here to `rev`. */
  changedRev: number;
  /** Something touched it since it was evaluated. */
  isStale: boolean;
  evaluatedAtMs: number;
  readonly subscribersById: Map<string, Set<Subscriber>>;
  /** The last serialised `rows`, valid for `rev` as it stood then. */
  rowsCache: { readonly rev: number; readonly body: FrameBody; readonly frameById: Map<string, TextFrame> } | undefined;
  /** When the last subscriber left. */
  idleSinceMs: number | undefined;
}

/** Runs a query and serialises its rows, cutting at the query's limit and at `rowsMaxBytes`. */
export function readRows(answer: LiveAnswer, db: ReadableDb, rowsMaxBytes: number): AnswerRows {
  const { definition, answer: run } = answer.asked.handler;
  const rows = run(db, answer.params, answer.viewer);
  const rowTextByKey = new Map<string, string>();
  let byteCount = 0;
  for (const row of rows) {
    const text = JSON.stringify(row);
    byteCount += text.length;
    if (rowTextByKey.size >= definition.limit || byteCount > rowsMaxBytes) return { rowTextByKey, isPartial: true };
    const key = keyOf(row, definition.key);
    assert(!rowTextByKey.has(key), `query ${definition.name} gave two rows with the key ${key}`);
    rowTextByKey.set(key, text);
  }
  return { rowTextByKey, isPartial: false };
}

function keyOf(row: object, member: string): string {
  const value: unknown = Reflect.get(row, member);
  assert(typeof value === "string", `a row's key ${member} must be a string`);
  return value;
}
