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
    return heldWhileWatched(() => queries.hold(query, question, how));
  }, [queries, id]);
  return useSyncExternalStore(rows.subscribe, rows.get);
}

/**
 * Holds the question while somebody watches. The first reading comes before React's effects: it holds for a moment only,
 * and the release delay bridges the gap, so an abandoned render leaves nothing behind.
 */
function heldWhileWatched<Row extends object>(hold: () => LiveQuery<Row>): Signal<LiveRows<Row>> {
  let present: LiveQuery<Row> | null = null;
  const glance = () => {
    const query = hold();
    query.release();
    return query;
  };
  return {
    get: () => (present ??= glance()).get(),
    subscribe: (listener) => {
      const held = hold();
      present = held;
      const cancel = held.subscribe(listener);
      return () => {
        cancel();
        held.release();
        present = null;
      };
    },
  };
}

const NOTHING_ASKED: Signal<LiveRows> = { get: () => NO_ROWS, subscribe: () => () => {} };
