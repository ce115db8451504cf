import { join } from "node:path";
import { BrowserWindow, type WebContents } from "electron";
import { isLockedFace, isSameBounds, zoomFactorOf, type DisplayBounds, type ScreenFace } from "./display-policy.ts";
import { isKeyBlocked, isNavigationAllowed, mayReloadPage } from "./kiosk-policy.ts";

/** What a window needs of the shell around it. */
export interface KioskWindowDeps {
  readonly origin: string;
  /** The secret with which a window of this PC pairs itself; read anew, since the server may have renewed it. */
  readonly readSecret: () => string;
  readonly monotonicMs: () => number;
  readonly log: (event: string, data: Readonly<Record<string, unknown>>) => void;
}

/** One face on one display. */
export interface KioskWindow {
  readonly face: ScreenFace;
  readonly contentsId: number;
  /** On its display, at its size; shown as soon as its page has painted. */
  readonly place: (bounds: DisplayBounds) => void;
  /** Its display is away: hidden, its page kept alive. */
  readonly park: () => void;
  readonly painted: () => void;
  readonly focus: () => void;
  /** The only way it closes. */
  readonly destroy: () => void;
}

/** A page that has not painted after this long is shown anyway, so that a person sees what is wrong. */
const SHOW_ANYWAY_MS = 10_000;

/** UX.md §8: no pointer on the wall and the terminal, whatever their pages say. */
const HIDE_POINTER_CSS = "html, html * { cursor: none !important; }";

/** Opens one hardened window on its display; it stays hidden until its page says it has painted. */
export function openKioskWindow(face: ScreenFace, bounds: DisplayBounds, deps: KioskWindowDeps): KioskWindow {
  const window = createWindow(face, bounds);
  const contents = window.webContents;
  let placedAt: DisplayBounds | null = bounds;
  let hasPainted = false;
  guardNavigation(contents, face, deps);
  guardClosing(window, face);
  healCrashes(contents, face, deps);
  contents.on("did-finish-load", () => {
    if (placedAt !== null) contents.setZoomFactor(zoomFactorOf(face, placedAt));
    if (isLockedFace(face)) void contents.insertCSS(HIDE_POINTER_CSS);
  });
  const showAnyway = setTimeout(() => {
    if (hasPainted) return;
    deps.log("window-shown-unpainted", { face });
    showIfPlaced();
  }, SHOW_ANYWAY_MS);
  void loadFace(contents, face, deps);

  function showIfPlaced(): void {
    hasPainted = true;
    if (placedAt !== null && !window.isDestroyed()) window.show();
  }

  return {
    face,
    contentsId: contents.id,
    place: (next) => {
      if (placedAt !== null && isSameBounds(placedAt, next)) return;
      placedAt = next;
      // A window in kiosk mode ignores where it is told to be.
      if (isLockedFace(face)) window.setKiosk(false);
      window.setBounds(next);
      if (isLockedFace(face)) window.setKiosk(true);
      contents.setZoomFactor(zoomFactorOf(face, next));
      if (hasPainted) window.show();
    },
    park: () => {
      if (placedAt === null) return;
      placedAt = null;
      window.hide();
    },
    painted: showIfPlaced,
    focus: () => {
      if (placedAt !== null) window.focus();
    },
    destroy: () => {
      clearTimeout(showAnyway);
      window.destroy();
    },
  };
}

function createWindow(face: ScreenFace, bounds: DisplayBounds): BrowserWindow {
  const isLocked = isLockedFace(face);
  return new BrowserWindow({
    ...bounds,
    show: false,
    kiosk: isLocked,
    frame: !isLocked,
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
      devTools: !isLocked,
      spellcheck: false,
    },
  });
}

/** A window of the kiosk is never closed by hand: its server serves every tablet. The console makes way, the others stay. */
function guardClosing(window: BrowserWindow, face: ScreenFace): void {
  window.on("close", (event) => {
    event.preventDefault();
    if (!isLockedFace(face)) window.minimize();
  });
}

async function loadFace(contents: WebContents, face: ScreenFace, deps: KioskWindowDeps): Promise<void> {
  try {
    await contents.loadURL(`${deps.origin}/${face}#secret=${deps.readSecret()}`);
  } catch (error) {
    // The page could not load (server restarting): did-fail-load follows and heals; the address holds a secret, so it is not logged.
    deps.log("page-load-failed", { face, code: error instanceof Error ? error.name : "unknown" });
  }
}

function guardNavigation(contents: WebContents, face: ScreenFace, deps: KioskWindowDeps): void {
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  const guard = (event: { preventDefault(): void }, url: string) => {
    if (isNavigationAllowed(url, deps.origin, face)) return;
    event.preventDefault();
    deps.log("navigation-refused", { face });
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
    if (isKeyBlocked(input, isLockedFace(face))) event.preventDefault();
  });
}

function healCrashes(contents: WebContents, face: ScreenFace, deps: KioskWindowDeps): void {
  let reloadedAtMs: readonly number[] = [];
  const heal = (reason: string) => {
    const nowMs = deps.monotonicMs();
    const isAllowed = mayReloadPage(reloadedAtMs, nowMs);
    deps.log("page-lost", { face, reason, isReloaded: isAllowed });
    if (!isAllowed || contents.isDestroyed()) return;
    reloadedAtMs = [...reloadedAtMs, nowMs];
    void loadFace(contents, face, deps);
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
