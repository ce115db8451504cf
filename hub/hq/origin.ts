import type { IncomingHttpHeaders } from "node:http";

/**
 * Whether a request was made by a page of this very origin (HQ6). A browser sets `Origin` on every POST and every WebSocket, and no
 * page can set it; it must name the host the request was sent to. One that says nothing is refused.
 */
export function isOwnOrigin(headers: IncomingHttpHeaders): boolean {
  const { origin, host } = headers;
  if (origin === undefined || host === undefined) return false;
  try {
    const url = new URL(origin);
    return (url.protocol === "https:" || url.protocol === "http:") && url.host === host.toLowerCase();
  } catch {
    return false;
  }
}
