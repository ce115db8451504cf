import { PANEL_ORIGIN } from "#contract/shell-api.ts";

/** Whether an IPC message or a permission request comes from a page this shell opened: the kitchen server's own origin. */
export function isTrustedUrl(url: string, origin: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.origin === origin;
}

/** Whether it comes from a page of the shell itself; its scheme has no origin that `URL` knows. */
export function isPanelUrl(url: string): boolean {
  return url === `${PANEL_ORIGIN}/panel`;
}
