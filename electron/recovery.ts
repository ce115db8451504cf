import { systemClock } from "#main/clock.ts";
import type { DisplayBounds } from "./display-policy.ts";
import type { Panels } from "./panels.ts";
import { decideRecovery, RECOVERY_CODES, WELL_AFTER_MS, type LossReason } from "./recovery-policy.ts";
import type { ShellSettingsFile } from "./shell-settings.ts";

/** What becomes of faults that reloading a page does not heal. */
export interface Recoveries {
  /** What reloading does not heal: the app starts anew once, then a page says so over that display and waits. */
  readonly fail: (
    reason: LossReason,
    where: { readonly bounds: DisplayBounds | null; readonly retry: () => void },
  ) => void;
  readonly stop: () => void;
}

export function createRecovery(deps: {
  readonly settings: ShellSettingsFile;
  readonly panels: Panels;
  readonly log: (event: string, data: Readonly<Record<string, unknown>>) => void;
  readonly restart: () => void;
}): Recoveries {
  const { settings, panels, log, restart } = deps;
  const watchWell = () =>
    setTimeout(() => {
      if (settings.get().relaunch.recoveryCount > 0)
        settings.change({ relaunch: { ...settings.get().relaunch, recoveryCount: 0 } });
    }, WELL_AFTER_MS);
  let well = watchWell();
  const retries = new Set<NodeJS.Timeout>();
  return {
    fail: (reason, { bounds, retry }) => {
      clearTimeout(well);
      well = watchWell();
      let step = decideRecovery(settings.get().relaunch, systemClock.nowMs());
      const isKept = settings.change({ relaunch: step.memory });
      // A restart nobody will remember could go round for ever.
      if (step.kind === "relaunch" && !isKept) step = decideRecovery(step.memory, systemClock.nowMs());
      log("recovery", { reason, step: step.kind });
      if (step.kind === "relaunch") restart();
      else if (bounds === null) retries.add(setTimeout(retry, step.retryInMs)); // nobody is there to see it
      else panels.openRecovery(bounds, { code: RECOVERY_CODES[reason], retryInMs: step.retryInMs, retry });
    },
    stop: () => {
      clearTimeout(well);
      for (const timer of retries) clearTimeout(timer);
    },
  };
}
