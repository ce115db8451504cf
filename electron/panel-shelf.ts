import type { PanelAnswer } from "#contract/shell-api.ts";
import type { DisplayFacts, ScreenAssignment, ScreenRole } from "./display-policy.ts";
import type { ExitLock } from "./exit-lock.ts";
import type { PanelWindow } from "./panel-window.ts";

/** What the shell's own pages can have done. */
export interface PanelDeps {
  readonly exitLock: ExitLock;
  readonly displays: () => readonly DisplayFacts[];
  readonly assignments: () => readonly ScreenAssignment[];
  readonly assign: (displayId: number, role: ScreenRole) => void;
  readonly showConsole: () => void;
  readonly restart: () => void;
  readonly quit: () => void;
  /** Answers where the file is. */
  readonly saveDiagnostics: () => string;
}

/** What could not be healed, and how it is tried again. */
export interface Recovery {
  readonly code: number;
  readonly retryInMs: number;
  readonly retry: () => void;
}

export const DONE: PanelAnswer = { kind: "done" };
export const NOT_NOW: PanelAnswer = { kind: "refused", code: "not-now", lockedForMs: 0 };

/** One open page of the shell and what it is about. */
export type Panel = ExitPanel | RolePanel | RecoveryPanel;

export interface ExitPanel {
  readonly kind: "exit";
  readonly window: PanelWindow;
  /** Set by the right PIN; ends with the panel. */
  readonly unlocked: { is: boolean };
}
export interface RolePanel {
  readonly kind: "screen-role";
  readonly window: PanelWindow;
  readonly displayId: number;
  /** Asked because nobody said yet; otherwise somebody is arranging the screens. */
  readonly isNew: boolean;
}
export interface RecoveryPanel {
  readonly kind: "recovery";
  readonly window: PanelWindow;
  readonly recovery: Recovery;
}

/** The pages that are open, each with at most one timer that goes with it. */
export interface PanelShelf {
  readonly all: () => readonly Panel[];
  readonly find: (contentsId: number) => Panel | null;
  readonly open: (panel: Panel) => void;
  readonly close: (panel: Panel) => void;
  /** Replaces the panel's timer. */
  readonly after: (panel: Panel, delayMs: number, act: () => void) => void;
}

export function createPanelShelf(): PanelShelf {
  const panels = new Map<number, Panel>();
  const timers = new Map<number, NodeJS.Timeout>();
  const stopTimer = (id: number) => {
    clearTimeout(timers.get(id));
    timers.delete(id);
  };
  return {
    all: () => [...panels.values()],
    find: (contentsId) => panels.get(contentsId) ?? null,
    open: (panel) => {
      panels.set(panel.window.contentsId, panel);
    },
    close: (panel) => {
      stopTimer(panel.window.contentsId);
      panels.delete(panel.window.contentsId);
      panel.window.destroy();
    },
    after: (panel, delayMs, act) => {
      const id = panel.window.contentsId;
      if (!panels.has(id)) return;
      stopTimer(id);
      timers.set(id, setTimeout(act, delayMs));
    },
  };
}
