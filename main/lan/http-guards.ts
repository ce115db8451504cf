import { isIP } from "node:net";

/**
 * LAN41: whether a `Host` header names this kitchen PC. A page of a foreign site whose name was pointed at this address
 * (DNS rebinding) still sends its own name, so names must be known; an address cannot be rebound and is always fine.
 */
export function isOwnHost(hostHeader: string | undefined, hostNames: readonly string[]): boolean {
  const name = hostNameOf(hostHeader);
  if (name === undefined) return false;
  const address = name.startsWith("[") ? name.slice(1, -1) : name;
  return isIP(address) !== 0 || name === "localhost" || hostNames.some((known) => known.toLowerCase() === name);
}

/** LAN41: whether a request comes from a page this server itself gave out, or from no page at all. */
export function isOwnOrigin(originHeader: string | undefined, hostHeader: string | undefined): boolean {
  if (originHeader === undefined) return true;
  return hostHeader !== undefined && originHeader.toLowerCase() === `http://${hostHeader.toLowerCase()}`;
}

/** Whether an address is this machine itself. */
export function isLoopbackAddress(address: string | undefined): boolean {
  if (address === undefined) return false;
  const plain = address.startsWith("::ffff:") ? address.slice("::ffff:".length) : address;
  return plain === "::1" || (isIP(plain) === 4 && plain.startsWith("127."));
}

function hostNameOf(hostHeader: string | undefined): string | undefined {
  if (hostHeader === undefined || !/^[\w.:[\]-]{1,255}$/.test(hostHeader)) return undefined;
  return URL.canParse(`http://${hostHeader}`) ? new URL(`http://${hostHeader}`).hostname : undefined;
}
