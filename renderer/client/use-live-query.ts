import { useMemo, useRef, useSyncExternalStore } from "react";
import { useKitchen } from "./kitchen-context.tsx";
import type { LiveQuery, LiveQueryOptions } from "./live-queries.ts";
import { NO_ROWS, type LiveRows } from "./live-rows.ts";
import type { QueryRef } from "./refs.ts";
import type { Signal } from "./signal.ts";
import { subscriptionIdOf } from "./subscription-id.ts";

/**
 * The rows of a live query, kept up to date across cuts. Rows stay while cut off: `status` says how old they are, the
 * connection pill and bar say since when.
 *
 *     const board = useLiveQuery(productionBoardQuery, { serviceDate });
 *     board.rows.map(…)
 *
 * `params: null` asks nothing (yet).
 */
export function useLiveQuery<Row extends object, Params extends object>(
  ref: QueryRef<Row, Params>,
  params: Params | null,
  options: LiveQueryOptions = {},
): LiveRows<Row> {
  const { queries } = useKitchen();
  const { staffId } = options;
  const viewer = staffId === undefined ? {} : { staffId };
  const id = params === null ? null : subscriptionIdOf({ query: ref.query, params, ...viewer });
  const latest = useRef({ ref, params, options });
  latest.current = { ref, params, options };

  // The id stands for query, parameters and viewer: a new object with the same content asks nothing new.
  const rows = useMemo((): Signal<LiveRows<Row>> => {
    const { ref: query, params: question, options: how } = latest.current;
    if (id === null || question === null) return NOTHING_ASKED as Signal<LiveRows<Row>>; // no rows fit any row type
    return heldWhileWatched({
      peek: () => queries.peek(query, question, how),
      hold: () => queries.hold(query, question, how),
    });
  }, [queries, id]);
  return useSyncExternalStore(rows.subscribe, rows.get);
}

/**
 * Holds the question while somebody watches. A render only looks at what is known already: asking moves the count of
 * awaited answers, which other components show, and React forbids changing those from within a render.
 */
function heldWhileWatched<Row extends object>(question: {
  readonly peek: () => LiveRows<Row>;
  readonly hold: () => LiveQuery<Row>;
}): Signal<LiveRows<Row>> {
  let held: LiveQuery<Row> | null = null;
  let glanced: LiveRows<Row> | null = null;
  return {
    get: () => held?.get() ?? (glanced ??= question.peek()),
    subscribe: (listener) => {
      const holding = question.hold();
      held = holding;
      const cancel = holding.subscribe(listener);
      return () => {
        cancel();
        holding.release();
        held = null;
        glanced = null;
      };
    },
  };
}

const NOTHING_ASKED: Signal<LiveRows> = { get: () => NO_ROWS, subscribe: () => () => {} };
