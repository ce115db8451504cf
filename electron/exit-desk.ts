import type { PanelAct, PanelAnswer } from "#contract/shell-api.ts";
import { EXIT_PANEL_CLOSES_MS } from "./exit-policy.ts";
import { DONE, NOT_NOW, type ExitPanel, type PanelDeps, type PanelShelf } from "./panel-shelf.ts";

/** A recovery code is written down or photographed meanwhile. */
const CODE_SHOWN_MS = 5 * 60_000;

/** What somebody at the exit panel does. Every act keeps it open for as long again; all but PINs ask that it is unlocked. */
export async function actOnExit(
  panel: ExitPanel,
  act: PanelAct,
  deps: PanelDeps & { readonly shelf: PanelShelf; readonly arrangeScreens: () => void },
): Promise<PanelAnswer> {
  const { shelf, exitLock } = deps;
  closesIn(EXIT_PANEL_CLOSES_MS);
  switch (act.act) {
    case "close":
      shelf.close(panel);
      return DONE;
    case "unlock": {
      const outcome = await exitLock.unlock(act.secret);
      if (outcome.kind !== "open") {
        return { kind: "refused", code: outcome.kind, lockedForMs: Math.ceil(exitLock.lockedForMs()) };
      }
      panel.unlocked.is = true;
      return DONE;
    }
    case "choose-pin": {
      if (exitLock.hasPin() && !panel.unlocked.is) return NOT_NOW;
      const code = await exitLock.choosePin(act.pin);
      if (code === null) return NOT_NOW;
      panel.unlocked.is = true;
      closesIn(CODE_SHOWN_MS);
      return { kind: "recovery-code", code };
    }
    case "diagnostics":
      return panel.unlocked.is ? { kind: "saved", path: deps.saveDiagnostics() } : NOT_NOW;
    case "console":
    case "screens":
    case "restart":
    case "quit": {
      if (!panel.unlocked.is) return NOT_NOW;
      shelf.close(panel);
      const perform = {
        console: deps.showConsole,
        screens: deps.arrangeScreens,
        restart: deps.restart,
        quit: deps.quit,
      };
      perform[act.act]();
      return DONE;
    }
    case "assign":
    case "retry":
      return NOT_NOW;
  }

  function closesIn(afterMs: number): void {
    shelf.after(panel, afterMs, () => {
      shelf.close(panel);
    });
  }
}
