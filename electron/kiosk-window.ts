import { BrowserWindow, type WebContents } from "electron";
import { isLockedFace, isSameBounds, zoomFactorOf, type DisplayBounds, type ScreenFace } from "./display-policy.ts";
import { isExitChord, isKeyBlocked, isNavigationAllowed } from "./kiosk-policy.ts";
import { healPage, type PageDeps } from "./page-healing.ts";
import type { LossReason } from "./recovery-policy.ts";
import { hardenedPreferences } from "./window-options.ts";

/** What a window needs of the shell around it. */
export interface KioskWindowDeps extends PageDeps {
  /** Somebody asked for the way out. */
  readonly onExitAsked: (bounds: DisplayBounds) => void;
  /** Reloading heals this page no more. */
  readonly onLost: (window: KioskWindow, reason: LossReason) => void;
}

/** One face on one display. */
export interface KioskWindow {
  readonly face: ScreenFace;
  readonly contentsId: number;
  /** On its display, at its size; shown as soon as its page has painted. */
  readonly place: (bounds: DisplayBounds) => void;
  /** Its display is away: hidden, its page kept alive. */
  readonly park: () => void;
  /** Where it is shown; null while it is parked. */
  readonly placedAt: () => DisplayBounds | null;
  readonly painted: () => void;
  readonly heard: (isBlank: boolean) => void;
  readonly askExit: () => unknown;
  /** Loads the page as if nothing had happened before: a person, or the time that passed, says so. */
  readonly startOver: () => void;
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
  const healing = healPage(contents, {
    deps,
    face,
    onLost: (reason) => {
      deps.onLost(shown, reason);
    },
  });
  let placedAt: DisplayBounds | null = bounds;
  let hasPainted = false;
  const askExit = () => placedAt !== null && deps.onExitAsked(placedAt);
  guardNavigation(contents, face, deps);
  guardClosing(window, face);
  guardKeys(contents, face, askExit);
  contents.on("did-finish-load", () => {
    if (placedAt !== null) contents.setZoomFactor(zoomFactorOf(face, placedAt));
    if (isLockedFace(face)) contents.insertCSS(HIDE_POINTER_CSS).catch(() => undefined); // its page is gone; the next load asks again
  });
  const showAnyway = setTimeout(() => {
    if (hasPainted) return;
    deps.log("window-shown-unpainted", { face });
    showIfPlaced();
  }, SHOW_ANYWAY_MS);

  function showIfPlaced(): void {
    hasPainted = true;
    if (placedAt !== null && !window.isDestroyed()) window.show();
  }

  const shown: KioskWindow = {
    face,
    contentsId: contents.id,
    place: (next) => {
      if (placedAt !== null && isSameBounds(placedAt, next)) return;
      placedAt = next;
      healing.seen();
      moveWindow(window, face, next);
      if (hasPainted) window.show();
    },
    park: () => {
      if (placedAt === null) return;
      placedAt = null;
      healing.unseen();
      window.hide();
    },
    placedAt: () => placedAt,
    painted: () => {
      healing.heard(false);
      showIfPlaced();
    },
    heard: healing.heard,
    askExit,
    startOver: healing.startOver,
    focus: () => {
      if (placedAt === null) return;
      window.show();
      window.focus();
    },
    destroy: () => {
      clearTimeout(showAnyway);
      healing.stop();
      window.destroy();
    },
  };
  window.on("minimize", healing.unseen);
  window.on("restore", healing.seen);
  healing.startOver();
  return shown;
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
    webPreferences: hardenedPreferences("preload", isLocked),
  });
}

function moveWindow(window: BrowserWindow, face: ScreenFace, bounds: DisplayBounds): void {
  // A window in kiosk mode ignores where it is told to be.
  if (isLockedFace(face)) window.setKiosk(false);
  window.setBounds(bounds);
  if (isLockedFace(face)) window.setKiosk(true);
  window.webContents.setZoomFactor(zoomFactorOf(face, bounds));
}

/** A window of the kiosk is never closed by hand: its server serves every tablet. The console makes way, the others stay. */
function guardClosing(window: BrowserWindow, face: ScreenFace): void {
  window.on("close", (event) => {
    event.preventDefault();
    if (!isLockedFace(face)) window.minimize();
  });
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
}

function guardKeys(contents: WebContents, face: ScreenFace, askExit: () => unknown): void {
  contents.on("before-input-event", (event, input) => {
    if (isExitChord(input)) {
      event.preventDefault();
      askExit();
    } else if (isKeyBlocked(input, isLockedFace(face))) event.preventDefault();
  });
}
