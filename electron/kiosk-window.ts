import { join } from "node:path";
import { BrowserWindow, type Display, type WebContents } from "electron";
import {
  isKeyBlocked,
  isNavigationAllowed,
  mayReloadPage,
  wallZoomFactor,
  type PlannedWindow,
} from "./kiosk-policy.ts";

/** What a window needs of the shell around it. */
export interface KioskWindowDeps {
  readonly origin: string;
  /** The secret with which a window of this PC pairs itself; read anew, since the server may have renewed it. */
  readonly readSecret: () => string;
  readonly display: Display;
  readonly isPrimaryDisplay: boolean;
  readonly monotonicMs: () => number;
  readonly log: (event: string, data: Readonly<Record<string, unknown>>) => void;
}

/** A page that has not painted after this long is shown anyway, so that a person sees what is wrong. */
const SHOW_ANYWAY_MS = 10_000;

/** Opens one hardened window on its display; it stays hidden until its page says it has painted. */
export function openKioskWindow(planned: PlannedWindow, deps: KioskWindowDeps): BrowserWindow {
  const { bounds } = deps.display;
  const window = new BrowserWindow({
    ...bounds,
    show: false,
    kiosk: planned.isKiosk,
    frame: !planned.isKiosk,
    autoHideMenuBar: true,
    backgroundColor: "#E9ECEF",
    title: "Bergizi Kiosk",
    webPreferences: {
      preload: join(import.meta.dirname, "..", "preload", "preload.cjs"),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      backgroundThrottling: false,
      devTools: !planned.isKiosk,
      spellcheck: false,
    },
  });
  guardNavigation(window.webContents, planned, deps);
  healCrashes(window.webContents, planned, deps);
  if (planned.face === "wall") {
    const zoom = wallZoomFactor({ id: deps.display.id, isPrimary: deps.isPrimaryDisplay, bounds });
    window.webContents.on("did-finish-load", () => {
      window.webContents.setZoomFactor(zoom);
    });
  }
  const showAnyway = setTimeout(() => {
    if (!window.isDestroyed() && !window.isVisible()) {
      deps.log("window-shown-unpainted", { face: planned.face });
      window.show();
    }
  }, SHOW_ANYWAY_MS);
  window.on("closed", () => {
    clearTimeout(showAnyway);
  });
  void loadFace(window.webContents, planned, deps);
  return window;
}

async function loadFace(contents: WebContents, planned: PlannedWindow, deps: KioskWindowDeps): Promise<void> {
  try {
    await contents.loadURL(`${deps.origin}/${planned.face}#secret=${deps.readSecret()}`);
  } catch (error) {
    // The page could not load (server restarting): did-fail-load follows and heals; the address holds a secret, so it is not logged.
    deps.log("page-load-failed", { face: planned.face, code: error instanceof Error ? error.name : "unknown" });
  }
}

function guardNavigation(contents: WebContents, planned: PlannedWindow, deps: KioskWindowDeps): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  const guard = (event: { preventDefault(): void }, url: string) => {
    if (isNavigationAllowed(url, deps.origin, planned.face)) return;
    event.preventDefault();
    deps.log("navigation-refused", { face: planned.face });
  };
  contents.on("will-navigate", (event) => {
    guard(event, event.url);
  });
  contents.on("will-redirect", (event) => {
    guard(event, event.url);
  });
  contents.on("will-attach-webview", (event) => {
    event.preventDefault();
  });
  contents.on("before-input-event", (event, input) => {
    if (isKeyBlocked(input, planned.isKiosk)) event.preventDefault();
  });
}

function healCrashes(contents: WebContents, planned: PlannedWindow, deps: KioskWindowDeps): void {
  let reloadedAtMs: readonly number[] = [];
  const heal = (reason: string) => {
    const nowMs = deps.monotonicMs();
    const isAllowed = mayReloadPage(reloadedAtMs, nowMs);
    deps.log("page-lost", { face: planned.face, reason, isReloaded: isAllowed });
    if (!isAllowed || contents.isDestroyed()) return;
    reloadedAtMs = [...reloadedAtMs, nowMs];
    void loadFace(contents, planned, deps);
  };
  contents.on("render-process-gone", (_event, details) => {
    heal(details.reason);
  });
  contents.on("did-fail-load", (_event, errorCode, _description, _url, isMainFrame) => {
    const ERR_ABORTED = -3; // a newer navigation replaced this one
    if (isMainFrame && errorCode !== ERR_ABORTED) heal(`load-error-${errorCode}`);
  });
  contents.on("unresponsive", () => {
    heal("unresponsive");
  });
}
