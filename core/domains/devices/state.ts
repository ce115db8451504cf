import type { Face, Station } from "#kernel/access.ts";
import type { StoredEventOf } from "#kernel/definition.ts";
import type { devicesEvents, PairingOrigin } from "./events.ts";

/** Folded from one stream: of a pairing window (`pairing_…`) or of a device (`device_…`). */
export interface DevicesState {
  readonly window: { readonly status: "open" | "closed"; readonly expiresAtMs: number } | null;
  readonly request: PairingRequestState | null;
  readonly device: DeviceState | null;
}

export interface PairingRequestState {
  readonly matchCode: string;
  readonly expiresAtMs: number;
  readonly status: "pending" | "approved" | "rejected";
}

export interface DeviceState {
  readonly status: "active" | "suspended" | "revoked";
  readonly face: Face;
  readonly station: Station | null;
  readonly origin: PairingOrigin;
}

export const initialDevicesState: DevicesState = { window: null, request: null, device: null };

/** An event of this domain as the log gives it back. */
export type StoredDevicesEvent = StoredEventOf<(typeof devicesEvents)[number]>;

/** Folds one event into the state of its stream. */
export function evolveDevices(state: DevicesState, event: StoredDevicesEvent): DevicesState {
  switch (event.type) {
    case "pairing-window-opened":
      return { ...state, window: { status: "open", expiresAtMs: event.body.expiresAtMs } };
    case "pairing-window-closed":
      return { ...state, window: state.window && { ...state.window, status: "closed" } };
    case "pairing-requested": {
      const { matchCode, expiresAtMs } = event.body;
      return { ...state, request: { matchCode, expiresAtMs, status: "pending" } };
    }
    case "pairing-rejected":
      return { ...state, request: state.request && { ...state.request, status: "rejected" } };
    case "device-paired": {
      const { face, station, origin } = event.body;
      const request = state.request && { ...state.request, status: "approved" as const };
      return { ...state, request, device: { status: "active", face, station, origin } };
    }
    case "device-assigned":
      return withDevice(state, { station: event.body.station });
    case "device-suspended":
      return withDevice(state, { status: "suspended" });
    case "device-resumed":
      return withDevice(state, { status: "active" });
    case "device-revoked":
      return withDevice(state, { status: "revoked" });
    case "device-token-renewed":
    case "device-identify-asked":
    case "device-sound-tested":
      return state;
  }
}

function withDevice(state: DevicesState, change: Partial<DeviceState>): DevicesState {
  return state.device === null ? state : { ...state, device: { ...state.device, ...change } };
}
