import { join } from "node:path";
import type { WebPreferences } from "electron";

/** What every page of the shell runs under; the preload is the only thing that differs. */
export function hardenedPreferences(preload: "preload" | "panel-preload", isLocked: boolean): WebPreferences {
  return {
    preload: join(import.meta.dirname, "..", "preload", `${preload}.cjs`),
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    experimentalFeatures: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    backgroundThrottling: false,
    devTools: !isLocked,
    spellcheck: false,
  };
}
