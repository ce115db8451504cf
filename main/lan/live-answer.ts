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
  const before = answer.rows;
  const rowTextByKey = new Map<string, string>();
  const rowByKey = new Map<string, object>();
  let byteCount = 0;
  for (const row of run(db, answer.params, answer.viewer)) {
    const key = keyOf(row, definition.key);
    const known = before.rowByKey.get(key);
    const text = known !== undefined && isSameFlat(known, row) ? before.rowTextByKey.get(key) : undefined;
    const rowText = text ?? JSON.stringify(row);
    byteCount += rowText.length;
    if (rowTextByKey.size >= definition.limit || byteCount > rowsMaxBytes) {
      return { rowTextByKey, rowByKey, isPartial: true };
    }
    assert(!rowTextByKey.has(key), `query ${definition.name} gave two rows with the key ${key}`);
    rowTextByKey.set(key, rowText);
    rowByKey.set(key, row);
  }
  return { rowTextByKey, rowByKey, isPartial: false };
}

/**
 * Whether two rows are surely the same: every member is the same plain value. Most rows of a board did not change, and
 * comparing costs a tenth of serialising. Rows with lists or objects inside are serialised and their texts compared, and so
 * is a row object a query gives twice, which may have been changed in between.
 */
function isSameFlat(known: object, row: object): boolean {
  if (known === row) return false;
  const before = known as Readonly<Record<string, unknown>>; // a row is a JSON object
  const after = row as Readonly<Record<string, unknown>>; // a row is a JSON object
  const names = Object.keys(after);
  if (names.length !== Object.keys(before).length) return false;
  for (const name of names) {
    const value = after[name];
    if (value !== before[name] || (typeof value === "object" && value !== null)) return false;
  }
  return true;
}

function keyOf(row: object, member: string): string {
  const value: unknown = Reflect.get(row, member);
  assert(typeof value === "string", `a row's key ${member} must be a string`);
  return value;
}
