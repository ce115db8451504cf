import type { DayPhase } from "#domains/production/timing.ts";
import type { Commands } from "#renderer/client/commands.ts";
import type { ClientRuntime } from "#renderer/client/runtime.ts";
import { createSignal, type Signal } from "#renderer/client/signal.ts";
import type { WallKey } from "./keys.ts";
import type { WallSettings } from "./settings.ts";
import { MUTE_MS } from "./sound-plan.ts";
import { createWallActs, type ActView } from "./wall-acts.ts";
import type { WallRow } from "./wall-rows.ts";
import type { Wording } from "./words.ts";

export const SELECTED_MS = 10_000;
export const NOTE_MS = 5_000;
export const EXPLAIN_MS = 10_000;

/** What the wall itself holds: which row is chosen, what it says for a moment, its mute. Times are monotonic. */
export interface DeskState {
  readonly selected: { readonly key: string; readonly untilMs: number } | null;
  /** On line 2 of a row; `key: null` in the bar. */
  readonly note: { readonly key: string | null; readonly text: string; readonly untilMs: number } | null;
  readonly mutedUntilMs: number;
  readonly explainUntilMs: number;
  readonly settings: WallSettings;
}

/** What the wall shows and knows at the moment a key is pressed. */
export interface DeskView extends ActView {
  readonly rows: readonly WallRow[];
  readonly phase: DayPhase;
  readonly themeNow: "light" | "dark";
}

export interface WallDesk {
  readonly state: Signal<DeskState>;
  readonly press: (key: WallKey, view: DeskView) => void;
}

const PHASES: readonly DayPhase[] = ["receive", "prepare", "cook", "portion", "dispatch", "wash"];

/** Turns keys into selection, stage facts, acknowledgements and local changes. Signed acts are never among them. */
export function createWallDesk(deps: {
  readonly runtime: ClientRuntime;
  readonly commands: Commands;
  readonly wording: () => Wording;
  readonly settings: WallSettings;
  readonly keepSettings: (settings: WallSettings) => void;
}): WallDesk {
  const { runtime } = deps;
  const state = createSignal<DeskState>({
    selected: null,
    note: null,
    mutedUntilMs: 0,
    explainUntilMs: 0,
    settings: deps.settings,
  });
  const change = (part: Partial<DeskState>) => state.set({ ...state.get(), ...part });
  const now = () => runtime.monotonicMs();
  const say = (key: string | null, text: string) => change({ note: { key, text, untilMs: now() + NOTE_MS } });
  const acts = createWallActs({ ...deps, after: runtime.after, monotonicMs: now, say });
  const changeSettings = (part: Partial<WallSettings>) => {
    const settings = { ...state.get().settings, ...part };
    deps.keepSettings(settings);
    change({ settings });
  };
  const selectedRow = (view: DeskView) => {
    const { selected } = state.get();
    return selected === null || selected.untilMs <= now()
      ? undefined
      : view.rows.find(({ key }) => key === selected.key);
  };
  const select = (row: WallRow | undefined) =>
    change({ selected: row === undefined ? null : { key: row.key, untilMs: now() + SELECTED_MS } });

  const press = (key: WallKey, view: DeskView) => {
    switch (key.kind) {
      case "select": {
        const row = view.rows[key.rowNumber - 1];
        if (row !== undefined && row.key === selectedRow(view)?.key) return acts.advance(row, view);
        return select(row);
      }
      case "advance": {
        const row = selectedRow(view);
        if (row !== undefined) acts.advance(row, view);
        return;
      }
      case "recall":
        return acts.recall(view);
      case "move":
        return select(neighbourOf(view.rows, selectedRow(view), key.by));
      case "clear":
        return change({ selected: null, note: null, explainUntilMs: 0 });
      case "acknowledge":
        return acts.acknowledge(view);
      case "mute": {
        const isMuted = state.get().mutedUntilMs > now();
        return change({ mutedUntilMs: isMuted ? 0 : now() + MUTE_MS });
      }
      case "pin-phase":
        return changeSettings({ pinnedPhase: nextPin(state.get().settings.pinnedPhase, view.phase) });
      case "theme":
        return changeSettings({ theme: view.themeNow === "light" ? "dark" : "light" });
      case "explain":
        return change({ explainUntilMs: now() + EXPLAIN_MS });
    }
  };
  return { state, press };
}

/** The next row in a direction, round the ends; from nowhere, the first or the last. */
function neighbourOf(rows: readonly WallRow[], selected: WallRow | undefined, by: 1 | -1): WallRow | undefined {
  if (rows.length === 0) return undefined;
  const index = rows.findIndex(({ key }) => key === selected?.key);
  const from = index === -1 && by === -1 ? 0 : index;
  return rows[(from + by + rows.length) % rows.length];
}

/** First the phase that is shown, then each after it, and after the last one the plan decides again. */
function nextPin(pinned: DayPhase | null, shown: DayPhase): DayPhase | null {
  if (pinned === null) return shown;
  return PHASES[PHASES.indexOf(pinned) + 1] ?? null;
}
