import type { ServerFrame } from "#contract/lan-protocol.ts";
import { patchRows, replaceRows } from "./rows.ts";

/** Why a question has no (further) answer. */
export type QueryRefusal = Extract<ServerFrame, { kind: "error" }>["code"];

/** What is known of one question. Old rows with their age beat no rows: they are never taken away. */
export interface LiveRows<Row extends object = object> {
  /** `loading`: nothing yet. `snapshot`: from this device's disk. `live`: as the kitchen has them. `stale`: were live. */
  readonly status: "loading" | "snapshot" | "live" | "stale";
  readonly rows: readonly Row[];
  readonly epoch: string | null;
  /** The log position the rows stand for. */
  readonly rev: number | null;
  /** More rows exist than the query's limit. */
  readonly isPartial: boolean;
  readonly refusal: QueryRefusal | null;
  /** Keys changed by the last catch-up, and when; a screen edges them for 2 s (UX.md §4.3). */
  readonly caughtUp: { readonly keys: ReadonlySet<string>; readonly atMonotonicMs: number } | null;
}

/** The answer of a question not asked yet. */
export const NO_ROWS: LiveRows = {
  status: "loading",
  rows: [],
  epoch: null,
  rev: null,
  isPartial: false,
  refusal: null,
  caughtUp: null,
};

export type AnswerFrame = Extract<ServerFrame, { kind: "rows" | "patch" | "unchanged" | "error" }>;

export function isAnswer(frame: ServerFrame): frame is AnswerFrame & { readonly subscriptionId: string } {
  const isKind =
    frame.kind === "rows" || frame.kind === "patch" || frame.kind === "unchanged" || frame.kind === "error";
  return isKind && frame.subscriptionId !== undefined;
}

/** What is known after an answer. */
export function rowsAfter(
  before: LiveRows,
  frame: AnswerFrame,
  context: { readonly key: string; readonly monotonicMs: number },
): LiveRows {
  switch (frame.kind) {
    case "rows":
      return rowsAfterRows(before, frame, context);
    case "patch":
      return { ...before, status: "live", rows: patchRows(jsonRows(before), context.key, frame), rev: frame.rev };
    case "unchanged":
      return { ...before, status: "live", rev: frame.rev, refusal: null };
    case "error":
      return { ...before, refusal: frame.code };
  }
}

function rowsAfterRows(
  before: LiveRows,
  frame: Extract<ServerFrame, { kind: "rows" }>,
  { key, monotonicMs }: { readonly key: string; readonly monotonicMs: number },
): LiveRows {
  const { rows, changedKeys } = replaceRows({ before: jsonRows(before), after: frame.rows, key });
  const isCatchUp = before.status === "stale" && changedKeys.size > 0;
  return {
    status: "live",
    rows,
    epoch: frame.epoch,
    rev: frame.rev,
    isPartial: frame.isPartial,
    refusal: null,
    caughtUp: isCatchUp ? { keys: changedKeys, atMonotonicMs: monotonicMs } : before.caughtUp,
  };
}

function jsonRows({ rows }: LiveRows): readonly Readonly<Record<string, unknown>>[] {
  return rows as readonly Readonly<Record<string, unknown>>[]; // rows came as JSON objects
}
