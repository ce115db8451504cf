import type { PanelAct, PanelAnswer, PanelView } from "#contract/shell-api.ts";
import { isSameBounds, type DisplayBounds, type DisplayFacts } from "./display-policy.ts";
import { actOnExit } from "./exit-desk.ts";
import { EXIT_PANEL_CLOSES_MS } from "./exit-policy.ts";
import {
  createPanelShelf,
  DONE,
  NOT_NOW,
  type Panel,
  type PanelDeps,
  type PanelShelf,
  type Recovery,
  type RecoveryPanel,
  type RolePanel,
} from "./panel-shelf.ts";
import { openPanelWindow } from "./panel-window.ts";

/** The shell's own pages: the way out, what a display is for, what could not be healed. */
export interface Panels {
  readonly openExit: (bounds: DisplayBounds) => void;
  /** Asks what each of these is for; those asked about that are no longer unknown are asked no more. */
  readonly askRoles: (unknown: readonly DisplayFacts[]) => void;
  readonly openRecovery: (bounds: DisplayBounds, recovery: Recovery) => void;
  readonly view: (contentsId: number) => PanelView;
  readonly act: (contentsId: number, act: PanelAct) => Promise<PanelAnswer>;
  readonly destroy: () => void;
}

export function createPanels(deps: PanelDeps): Panels {
  const shelf = createPanelShelf();
  const roles = createRolePanels(shelf, deps);
  const retry = (panel: RecoveryPanel) => {
    shelf.close(panel);
    panel.recovery.retry();
  };
  const actOnRecovery = (panel: RecoveryPanel, act: PanelAct): PanelAnswer => {
    if (act.act === "diagnostics") return { kind: "saved", path: deps.saveDiagnostics() };
    if (act.act !== "retry") return NOT_NOW;
    retry(panel);
    return DONE;
  };
  const panelOf = (contentsId: number): Panel => {
    const panel = shelf.find(contentsId);
    if (panel === null) throw new Error("untrusted-sender");
    return panel;
  };
  return {
    openExit: (bounds) => {
      if (shelf.all().some(({ kind }) => kind === "exit")) return;
      const panel: Panel = { kind: "exit", window: openPanelWindow(bounds), unlocked: { is: false } };
      shelf.open(panel);
      shelf.after(panel, EXIT_PANEL_CLOSES_MS, () => {
        shelf.close(panel);
      });
    },
    askRoles: roles.ask,
    openRecovery: (bounds, recovery) => {
      if (shelf.all().some(({ kind, window }) => kind === "recovery" && isSameBounds(window.bounds, bounds))) return;
      const panel: RecoveryPanel = { kind: "recovery", window: openPanelWindow(bounds), recovery };
      shelf.open(panel);
      shelf.after(panel, recovery.retryInMs, () => {
        retry(panel);
      });
    },
    view: (contentsId) => viewOf(panelOf(contentsId), deps),
    act: async (contentsId, act) => {
      const panel = panelOf(contentsId);
      switch (panel.kind) {
        case "exit":
          return actOnExit(panel, act, { ...deps, shelf, arrangeScreens: roles.arrange });
        case "recovery":
          return actOnRecovery(panel, act);
        case "screen-role":
          return roles.act(panel, act);
      }
    },
    destroy: () => {
      for (const panel of shelf.all()) shelf.close(panel);
    },
  };
}

/** The pages that ask what displays are for. */
function createRolePanels(shelf: PanelShelf, deps: PanelDeps) {
  const rolePanels = () => shelf.all().filter((panel) => panel.kind === "screen-role");
  const open = (display: DisplayFacts, isNew: boolean) => {
    if (rolePanels().some(({ displayId }) => displayId === display.id)) return;
    shelf.open({ kind: "screen-role", window: openPanelWindow(display.bounds), displayId: display.id, isNew });
  };
  const closeAll = (isMeant: (panel: RolePanel) => boolean) => {
    for (const panel of rolePanels().filter(isMeant)) shelf.close(panel);
  };
  return {
    arrange: () => {
      for (const display of deps.displays()) open(display, false);
    },
    ask: (unknown: readonly DisplayFacts[]) => {
      const isGone = (id: number) => !deps.displays().some((display) => display.id === id);
      closeAll(({ displayId, isNew }) => isGone(displayId) || (isNew && !unknown.some(({ id }) => id === displayId)));
      for (const display of unknown) open(display, true);
    },
    act: (panel: RolePanel, act: PanelAct): PanelAnswer => {
      if (act.act === "assign") {
        shelf.close(panel);
        deps.assign(panel.displayId, act.role);
        return DONE;
      }
      if (act.act !== "close" || panel.isNew) return NOT_NOW;
      closeAll(({ isNew }) => !isNew);
      return DONE;
    },
  };
}

function viewOf(panel: Panel, deps: PanelDeps): PanelView {
  switch (panel.kind) {
    case "exit": {
      const stage = panel.unlocked.is ? "menu" : deps.exitLock.hasPin() ? "pin" : "choose-pin";
      return { kind: "exit", stage, lockedForMs: Math.ceil(deps.exitLock.lockedForMs()) };
    }
    case "screen-role": {
      const displayNumber = deps.displays().findIndex(({ id }) => id === panel.displayId) + 1;
      const kept = deps.assignments().find(({ displayId }) => displayId === panel.displayId);
      return { kind: "screen-role", displayNumber, role: panel.isNew ? null : (kept?.role ?? null) };
    }
    case "recovery":
      return { kind: "recovery", code: panel.recovery.code, retryInMs: panel.recovery.retryInMs };
  }
}
