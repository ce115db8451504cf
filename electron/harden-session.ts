import { session } from "electron";
import { isPermissionAllowed } from "./kiosk-policy.ts";

/**
 * What pages may ask of the system: next to nothing, and only those of this kitchen's own server. Without one (it did not start)
 * there are only the shell's own pages, which ask for nothing.
 */
export function hardenSession(origin: string | null): void {
  const own = session.defaultSession;
  own.setPermissionRequestHandler((_contents, permission, allow, details) => {
    const { requestingUrl } = details;
    const mediaTypes = "mediaTypes" in details ? (details.mediaTypes ?? []) : [];
    allow(isPermissionAllowed({ permission, requestingUrl, mediaTypes }, origin));
  });
  own.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) => {
    const requestingUrl = details.requestingUrl ?? `${requestingOrigin}/`;
    const mediaTypes = details.mediaType === undefined ? [] : [details.mediaType];
    return isPermissionAllowed({ permission, requestingUrl, mediaTypes }, origin);
  });
  own.setDevicePermissionHandler(() => false);
  own.on("will-download", (event, item) => {
    // Exports come from the kitchen server alone.
    if (!isOwnDownload(item.getURL(), origin)) event.preventDefault();
  });
}

function isOwnDownload(url: string, origin: string | null): boolean {
  return origin !== null && (url.startsWith(`${origin}/`) || url.startsWith(`blob:${origin}/`));
}
