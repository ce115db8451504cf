import type { StoredEvent } from "#kernel/definition.ts";
import type { DeviceId } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import { devicesOf } from "#main/domains/people/queries.ts";
import type { LanStore, StaffSessions } from "./ports.ts";

type SessionListener = Parameters<StaffSessions["onChanged"]>[0];

/** Tells of sessions that ended or changed by anything but a sign-out at their own device. */
export function createSessionChanges(deps: {
  readonly store: LanStore;
  readonly clock: Pick<Clock, "nowMs">;
}): StaffSessions["onChanged"] {
  const { store, clock } = deps;
  const listeners = new Set<SessionListener>();
  store.onCommit(({ events }) => {
    for (const event of events) announce(event);
  });

  function announce(event: StoredEvent): void {
    const change = sessionChangeOf(event);
    if (change === null || listeners.size === 0) return;
    const { staffId } = change;
    const deviceIds = change.deviceId === null ? devicesOf(store.reader, staffId, clock.nowMs()) : [change.deviceId];
    for (const deviceId of deviceIds) {
      for (const listener of listeners) listener({ deviceId: deviceId as DeviceId, staffId }); // ids of stored events
    }
  }

  return (listener) => {
    listeners.add(listener);
    return () => void listeners.delete(listener);
  };
}

/** Whose sessions an event touches, and where; `deviceId: null` means wherever that person has one. */
function sessionChangeOf(event: StoredEvent): { readonly staffId: string; readonly deviceId: string | null } | null {
  if (event.domain !== "people") return null;
  const body = event.body as { readonly staffId?: string; readonly deviceId?: string; readonly reasonCode?: string }; // bodies of this domain, parsed when they were written
  if (body.staffId === undefined) return null;
  switch (event.type) {
    case "staff-session-closed": {
      const isAskedHere = body.reasonCode === "signed-out" || body.reasonCode === "replaced";
      return isAskedHere ? null : { staffId: body.staffId, deviceId: body.deviceId ?? null };
    }
    case "staff-changed":
    case "role-assigned":
    case "role-withdrawn":
      return { staffId: body.staffId, deviceId: null };
    default:
      return null;
  }
}
