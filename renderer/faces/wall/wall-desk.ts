import { acknowledgeAlertRef } from "#renderer/domains/alerts/alerts-refs.ts";
import type { AlertRow } from "#domains/alerts/queries.ts";
import type { BoardBatch } from "#domains/production/board.ts";
import { nextStageOf, type StageDay } from "#domains/production/rules.ts";
import type { DayPhase } from "#domains/production/timing.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import type { Rejection } from "#kernel/rejections.ts";
import type { Commands } from "#renderer/client/commands.ts";
import type { ClientRuntime } from "#renderer/client/runtime.ts";
import { createSignal, type Signal } from "#renderer/client/signal.ts";
import { rejectionWords } from "#renderer/copy/rejection-words.ts";
import { undoStageRef } from "#renderer/domains/production/production-refs.ts";
import type { WallKey } from "./keys.ts";
import type { WallSettings } from "./settings.ts";
import { MUTE_MS } from "./sound-plan.ts";
import { sendStage, stageWord, whyNotStage } from "./stage-acts.ts";
import { orderedAlerts } from "./wall-alerts.ts";
import type { WallRow } from "./wall-rows.ts";
import type { Wording } from "./words.ts";

export const SELECTED_MS = 10_000;
export const NOTE_MS = 5_000;
export const EXPLAIN_MS = 10_000;
export const RECALLS_MAX_COUNT = 50;
export const RECALL_WINDOW_MS = 15 * MINUTE_MS;

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
export interface DeskView {
  readonly rows: readonly WallRow[];
  readonly batches: readonly BoardBatch[];
  readonly alerts: readonly AlertRow[];
  readonly day: StageDay | null;
  readonly phase: DayPhase;
  readonly themeNow: "light" | "dark";
  /** Rows are as the kitchen has them now; keys act on nothing else. */
  readonly isLive: boolean;
  readonly areKeysOn: boolean;
  readonly mayAcknowledge: boolean;
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
  const { runtime, commands } = deps;
  const state = createSignal<DeskState>({
    selected: null,
    note: null,
    mutedUntilMs: 0,
    explainUntilMs: 0,
    settings: deps.settings,
  });
  /** What this wall advanced, newest last. */
  let recalls: readonly { readonly key: string; readonly batchId: string; readonly atMs: number }[] = [];

  const change = (part: Partial<DeskState>) => state.set({ ...state.get(), ...part });
  const now = () => runtime.monotonicMs();
  const say = (key: string | null, text: string) => change({ note: { key, text, untilMs: now() + NOTE_MS } });
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

  const refuse = (key: string | null, rejection: Rejection) => {
    const wording = deps.wording();
    if (rejection.code === "batch-not-released") say(key, wording.copy.t("wall.refused.needs-number"));
    else say(key, wording.copy.t("wall.refused", { reason: lowerFirst(rejectionWords(rejection, wording)) }));
  };

  const advance = (row: WallRow, view: DeskView) => {
    const { copy, units, timeZone } = deps.wording();
    const batch = view.batches.find(({ batchId }) => batchId === row.batchId);
    const next = batch === undefined ? null : nextStageOf(batch, row.dishRunId);
    if (!view.areKeysOn) return say(row.key, copy.t("wall.refused.keys-off"));
    if (!view.isLive || view.day === null) return say(row.key, copy.t("wall.refused.cut"));
    if (batch === undefined || next === null) return say(row.key, copy.t("wall.refused.nothing"));
    const why = whyNotStage(batch, next, view.day);
    if (why !== null) return refuse(row.key, why);
    const sent = sendStage(commands, batch, next);
    void sent.answered.then((answer) => {
      if (answer.kind === "accepted") {
        recalls = [...recalls, { key: row.key, batchId: batch.batchId, atMs: now() }].slice(-RECALLS_MAX_COUNT);
        say(row.key, copy.t("wall.act.advanced", { stage: stageWord(next, deps.wording()) }));
      } else if (answer.rejection.code === "wrong-state") {
        // Somebody else was faster; the row shows where it stands by now.
        const clock = units.clock(view.day?.nowMs ?? 0, timeZone);
        say(row.key, copy.t("wall.refused.done-by-other", { clock }));
      } else refuse(row.key, answer.rejection);
    });
  };

  const recall = (view: DeskView) => {
    const { copy } = deps.wording();
    if (!view.isLive) return say(null, copy.t("wall.refused.cut"));
    recalls = recalls.filter(({ atMs }) => now() - atMs <= RECALL_WINDOW_MS);
    const last = recalls.at(-1);
    const undoable = view.batches.find(({ batchId }) => batchId === last?.batchId)?.undoable ?? null;
    if (last === undefined || undoable === null) return say(null, copy.t("wall.refused.nothing-to-recall"));
    recalls = recalls.slice(0, -1);
    void commands.askGrant(undoStageRef, { batchId: last.batchId, undoneEventId: undoable.eventId }).then((outcome) => {
      if (outcome.kind === "accepted") say(last.key, copy.t("wall.act.recalled"));
      else refuse(last.key, outcome.kind === "rejected" ? outcome.rejection : { code: outcome.reason });
    });
  };

  const acknowledge = (view: DeskView) => {
    const { copy } = deps.wording();
    const open = orderedAlerts(view.alerts).find(({ status }) => status === "open");
    if (open === undefined) return;
    if (!view.mayAcknowledge) return say(null, copy.t("wall.refused.keys-off"));
    if (!view.isLive) return say(null, copy.t("wall.refused.cut"));
    void commands.recordFact(acknowledgeAlertRef, { alertId: open.alertId }).answered.then((answer) => {
      if (answer.kind === "accepted") say(null, copy.t("wall.act.acknowledged"));
      else refuse(null, answer.rejection);
    });
  };

  const move = (by: 1 | -1, view: DeskView) => {
    const { rows } = view;
    if (rows.length === 0) return;
    const index = rows.findIndex(({ key }) => key === selectedRow(view)?.key);
    const from = index === -1 ? (by === 1 ? -1 : 0) : index;
    select(rows[(from + by + rows.length) % rows.length]);
  };

  const press = (key: WallKey, view: DeskView) => {
    switch (key.kind) {
      case "select": {
        const row = view.rows[key.rowNumber - 1];
        if (row !== undefined && row.key === selectedRow(view)?.key) return advance(row, view);
        return select(row);
      }
      case "advance": {
        const row = selectedRow(view);
        if (row !== undefined) advance(row, view);
        return;
      }
      case "recall":
        return recall(view);
      case "move":
        return move(key.by, view);
      case "clear":
        return change({ selected: null, note: null, explainUntilMs: 0 });
      case "acknowledge":
        return acknowledge(view);
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

/** First the phase that is shown, then each after it, and after the last one the plan decides again. */
function nextPin(pinned: DayPhase | null, shown: DayPhase): DayPhase | null {
  if (pinned === null) return shown;
  return PHASES[PHASES.indexOf(pinned) + 1] ?? null;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}
