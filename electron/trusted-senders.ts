/** Whether an IPC message or a permission request comes from a page this shell opened: the kitchen server's own origin. */
export function isTrustedUrl(url: string, origin: string): boolean {
  const parsed = URL.parse(url);
  return parsed !== null && parsed.origin === origin;
}
