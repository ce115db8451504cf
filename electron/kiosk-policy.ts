import { isTrustedUrl } from "./trusted-senders.ts";

/** A display as the operating system reports it; bounds in device-independent pixels. */
export interface DisplayFacts {
  readonly id: number;
  readonly isPrimary: boolean;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** One window the shell opens. */
export interface PlannedWindow {
  readonly face: "wall" | "manager";
  readonly displayId: number;
  readonly isKiosk: boolean;
}

/** The wall's page is laid out for this width; a display of another width gets a zoom that makes it so (UX.md §2.2). */
export const WALL_PAGE_WIDTH_PX = 1920;

/**
 * Which windows to open: with one display the manager alone (the wall is a tab away on any screen of the kitchen); with
 * more, the wall in kiosk on the first that is not primary. Roles per display come with the appliance issue.
 */
export function planWindows(displays: readonly DisplayFacts[]): readonly PlannedWindow[] {
  const primary = displays.find((display) => display.isPrimary) ?? displays[0];
  if (primary === undefined) return [];
  const manager: PlannedWindow = { face: "manager", displayId: primary.id, isKiosk: false };
  const other = displays.find((display) => display.id !== primary.id);
  return other === undefined ? [manager] : [manager, { face: "wall", displayId: other.id, isKiosk: true }];
}

/** The zoom that makes a wall page 1920 px wide on its display. */
export function wallZoomFactor(display: DisplayFacts): number {
  return display.bounds.width / WALL_PAGE_WIDTH_PX;
}

/** A page may move only within its own face; every other navigation and every new window is refused. */
export function isNavigationAllowed(url: string, origin: string, face: PlannedWindow["face"]): boolean {
  const parsed = URL.parse(url);
  return (
    parsed !== null &&
    parsed.origin === origin &&
    (parsed.pathname === `/${face}` || parsed.pathname.startsWith(`/${face}/`))
  );
}

/** Permissions a page may have: full screen for all, the camera for the attendance terminal; nothing else in this shell. */
export function isPermissionAllowed(permission: string, requestingUrl: string, origin: string): boolean {
  if (!isTrustedUrl(requestingUrl, origin)) return false;
  return permission === "fullscreen" || (permission === "media" && new URL(requestingUrl).pathname === "/attendance");
}

/** A key as Electron's `before-input-event` reports it. */
export interface KeyFacts {
  readonly type: string;
  readonly key: string;
  readonly control: boolean;
  readonly alt: boolean;
  readonly shift: boolean;
  readonly meta: boolean;
}

/** Keys that would leave or open up a kiosk window: close, reload, developer tools, full-screen toggle, zoom. */
export function isKeyBlocked(key: KeyFacts, isKiosk: boolean): boolean {
  if (!isKiosk || key.type !== "keyDown") return false;
  const name = key.key.toLowerCase();
  if (["f5", "f11", "f12"].includes(name)) return true;
  if (key.alt && ["f4", "arrowleft", "arrowright"].includes(name)) return true;
  const isCommand = key.control || key.meta;
  if (isCommand && key.shift && ["i", "j", "c", "r"].includes(name)) return true;
  return isCommand && ["w", "r", "n", "t", "p", "u", "+", "-", "=", "0"].includes(name);
}

/** Crash healing: a page is reloaded at most this often in the window; after that it stays for a person to see. */
export const PAGE_RELOADS_MAX_COUNT = 3;
export const PAGE_RELOADS_WINDOW_MS = 10 * 60_000;

/** Whether a crashed page may be reloaded once more, given when it was reloaded before (monotonic ms). */
export function mayReloadPage(reloadedAtMs: readonly number[], nowMs: number): boolean {
  return reloadedAtMs.filter((atMs) => nowMs - atMs < PAGE_RELOADS_WINDOW_MS).length < PAGE_RELOADS_MAX_COUNT;
}
