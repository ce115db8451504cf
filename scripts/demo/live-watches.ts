import type { ServerFrame } from "#contract/lan-protocol.ts";

export type DemoRow = Readonly<Record<string, unknown>>;

/** The rows of one live query as they stand. */
export interface LiveRows {
  rows(): readonly DemoRow[];
  /** Waits until there is at least one row. */
  first(): Promise<readonly DemoRow[]>;
}

type RowsFrame = Extract<ServerFrame, { kind: "rows" | "patch" }>;

interface Watch {
  readonly frame: string;
  readonly keyOf: (row: DemoRow) => string;
  rows: readonly DemoRow[];
  readonly waiting: ((rows: readonly DemoRow[]) => void)[];
}

const KEYS: Readonly<Record<string, string>> = { deviations: "deviationId", alerts: "alertId" };

/** Subscriptions of one simulated device, kept over its cuts. */
export interface LiveWatches {
  /** Opens a subscription; the frame goes out with `send` now and again after each reconnect. */
  watch(query: string, params: Readonly<Record<string, unknown>>): LiveRows;
  take(frame: RowsFrame): void;
  /** The frames to send after connecting. */
  frames(): readonly string[];
}

export function createLiveWatches(send: (frame: string) => void): LiveWatches {
  const watches = new Map<string, Watch>();
  return {
    watch: (query, params) => {
      const subscriptionId = `${query}:${JSON.stringify(params)}`.slice(0, 250);
      const key = KEYS[query] ?? "id";
      const frame = JSON.stringify({ kind: "subscribe", subscriptionId, query, params });
      const watch: Watch = { frame, keyOf: (row) => String(row[key]), rows: [], waiting: [] };
      watches.set(subscriptionId, watch);
      send(frame);
      return {
        rows: () => watch.rows,
        first: () =>
          watch.rows.length > 0 ? Promise.resolve(watch.rows) : new Promise((resolve) => watch.waiting.push(resolve)),
      };
    },
    take: (frame) => {
      const watch = watches.get(frame.subscriptionId);
      if (watch === undefined) return;
      watch.rows = frame.kind === "rows" ? frame.rows : patchedRows(watch, frame);
      if (watch.rows.length === 0) return;
      for (const settle of watch.waiting.splice(0)) settle(watch.rows);
    },
    frames: () => [...watches.values()].map((watch) => watch.frame),
  };
}

function patchedRows(watch: Watch, patch: Extract<RowsFrame, { kind: "patch" }>): readonly DemoRow[] {
  const upserts = new Map(patch.upserts.map((row) => [watch.keyOf(row), row]));
  const removed = new Set(patch.removes);
  const kept = watch.rows.filter((row) => !removed.has(watch.keyOf(row)));
  const known = new Set(kept.map((row) => watch.keyOf(row)));
  const changed = kept.map((row) => upserts.get(watch.keyOf(row)) ?? row);
  return [...changed, ...patch.upserts.filter((row) => !known.has(watch.keyOf(row)))];
}
