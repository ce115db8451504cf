import type { BoardBatch } from "#domains/production/board.ts";
import type { DayPhase } from "#domains/production/timing.ts";
import type { WallLayout } from "./legibility.ts";
import { plain } from "./line.ts";
import type { WallData } from "./wall-data.ts";
import { departureEntries, panelEntries, type PanelEntry } from "./wall-panel.ts";
import { compareRows, deadlineBlock, shownRows, wallRows, type WallRow } from "./wall-rows.ts";
import { deadlineStateOf } from "#domains/production/timing.ts";
import type { Wording } from "./words.ts";

export interface WallList {
  readonly rows: ReturnType<typeof shownRows>;
  readonly entries: readonly PanelEntry[];
}

/** The rows shown and the entries beside them; on a stacked wall departures stand among the rows, by slack. */
export function listedRows(
  data: Pick<WallData, "batches" | "departures" | "quality" | "readiness" | "nowMs">,
  options: { readonly phase: DayPhase; readonly layout: WallLayout | null; readonly wording: Wording },
): WallList {
  const { layout, wording, phase } = options;
  const slotCount = layout?.rowCount ?? 0;
  const rows = wallRows(data.batches, data.nowMs, wording);
  if (layout?.mode !== "stacked") {
    return { rows: shownRows(rows, slotCount), entries: panelEntries(phase, data, data.nowMs, wording) };
  }
  const departures = departureEntries(data, data.nowMs, wording).map((entry) => departureRow(entry, wording));
  const open = [...rows.open, ...departures].toSorted(compareRows);
  return { rows: shownRows({ open, done: rows.done }, slotCount), entries: [] };
}

function departureRow(entry: PanelEntry, wording: Wording): WallRow {
  const isReady = entry.state === "ready";
  const block = deadlineBlock(deadlineStateOf(entry.spareMs, 0, wording.warning), entry.spareMs, wording);
  return {
    key: entry.key,
    batchId: "",
    dishRunId: null,
    name: `${entry.clock} ${entry.name}`,
    suffix: "",
    icon: "truck",
    progressBp: 0,
    block: isReady
      ? {
          ...block,
          state: "released",
          time: entry.clock,
          word: entry.word,
          icon: entry.icon,
          fill: "none",
          token: "ok",
        }
      : block,
    parts: [
      { text: entry.word, token: entry.token, icon: entry.icon, state: entry.state, rank: 2 },
      ...(entry.detail === "" ? [] : [plain(entry.detail, 1)]),
    ],
    team: "",
    sortMs: entry.spareMs,
    // A departure far ahead says nothing yet; one that is near, late, held or ready does.
    isAhead: entry.state === "planned",
  };
}

/** Rows that are amber or red now, shown or folded: what the `soon` sound follows. */
export function warnedKeys(batches: readonly BoardBatch[], nowMs: number, wording: Wording): ReadonlySet<string> {
  const rows = wallRows(batches, nowMs, wording).open;
  return new Set(rows.filter(({ block }) => block.fill !== "none").map(({ key }) => key));
}
