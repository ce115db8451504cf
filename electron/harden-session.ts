import { session } from "electron";
import { isPermissionAllowed } from "./kiosk-policy.ts";

/** What pages may ask of the system: next to nothing, and only those of this kitchen's own server. */
export function hardenSession(origin: string): void {
  const own = session.defaultSession;
  own.setPermissionRequestHandler((_contents, permission, allow, details) => {
    allow(isPermissionAllowed(permission, details.requestingUrl, origin));
  });
  own.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    isPermissionAllowed(permission, details.requestingUrl ?? `${requestingOrigin}/`, origin),
  );
  own.setDevicePermissionHandler(() => false);
  own.on("will-download", (event, item) => {
    // Exports come from the kitchen server alone.
    if (!item.getURL().startsWith(`${origin}/`) && !item.getURL().startsWith(`blob:${origin}/`)) event.preventDefault();
  });
}
