/** Whether an origin means the device it is opened on. */
function isLoopback(hostname: string): boolean {
  return hostname === "localhost" || hostname === "[::1]" || hostname.startsWith("127.");
}

/**
 * Where another device opens the pairing page: this page's own address, unless it is the PC's loopback; then each address
 * of the PC in the kitchen's network. Empty when other devices cannot reach this kitchen at all.
 */
export function pairAddresses(
  page: { readonly protocol: string; readonly hostname: string; readonly port: string },
  hosts: readonly string[],
): readonly string[] {
  const addressOf = (host: string) => `${page.protocol}//${host}${page.port === "" ? "" : `:${page.port}`}/pair`;
  return isLoopback(page.hostname) ? hosts.map(addressOf) : [addressOf(page.hostname)];
}
