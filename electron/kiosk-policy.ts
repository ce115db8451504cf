import type { ScreenFace } from "./display-policy.ts";
import { isTrustedUrl } from "./trusted-senders.ts";

/** A page may move only within its own face; every other navigation and every new window is refused. */
export function isNavigationAllowed(url: string, origin: string, face: ScreenFace): boolean {
  const parsed = URL.parse(url);
  return (
    parsed !== null &&
    parsed.origin === origin &&
    (parsed.pathname === `/${face}` || parsed.pathname.startsWith(`/${face}/`))
  );
}

/** What a page asks the system for, as Electron's two permission handlers report it. */
export interface PermissionFacts {
  readonly permission: string;
  readonly requestingUrl: string;
  /** Of `media`: what is to be opened. Empty when Electron does not say. */
  readonly mediaTypes: readonly string[];
}

/**
 * Permissions a page may have: full screen for all, the camera for the attendance terminal; nothing else, and nothing at all
 * while there is no kitchen server (`origin` null). A microphone listens to nobody here: `media` is for video and nothing besides.
 */
export function isPermissionAllowed(asked: PermissionFacts, origin: string | null): boolean {
  const { permission, requestingUrl, mediaTypes } = asked;
  if (origin === null || !isTrustedUrl(requestingUrl, origin)) return false;
  if (permission === "fullscreen") return true;
  if (permission !== "media" || new URL(requestingUrl).pathname !== "/attendance") return false;
  return mediaTypes.length > 0 && mediaTypes.every((type) => type === "video");
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

/** The keys that ask for the exit PIN on any window. */
export function isExitChord(key: KeyFacts): boolean {
  return key.type === "keyDown" && (key.control || key.meta) && key.shift && key.key.toLowerCase() === "q";
}
