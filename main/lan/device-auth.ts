import type { DeviceId } from "#kernel/ids.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { Clock } from "#kernel/time.ts";
import { markTokenUsed, secretDigest } from "#main/domains/devices/credentials.ts";
import { deviceById, deviceByTokenDigest, isTokenUsed, type DeviceNow } from "#main/domains/devices/queries.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import type { DeviceAuth, LanStore, PairedDevice, TokenRefusal } from "./ports.ts";

const TOKEN_LENGTH_MAX_COUNT = 128;
const CHANGES: readonly string[] = ["device-assigned", "device-suspended", "device-resumed", "device-revoked"];

/** Devices by their tokens. The database holds digests; comparing is a look-up by digest, so timing tells nothing. */
export function createDeviceAuth(deps: {
  readonly store: LanStore;
  readonly clock: Pick<Clock, "nowMs">;
  readonly write: <Value>(work: (db: WritableDb) => Value) => Value;
  readonly onUnwritten: (error: unknown) => void;
}): DeviceAuth {
  const { reader } = deps.store;

  /** A device that connected with its token cannot be given another one by its poll secret. */
  function noteUse(deviceId: string): void {
    if (isTokenUsed(reader, deviceId)) return;
    try {
      deps.write((db) => markTokenUsed(db, deviceId, deps.clock.nowMs()));
    } catch (error) {
      // A full disk must not keep a device out; the next connection notes it.
      deps.onUnwritten(error);
    }
  }

  return {
    verifyToken: (token) => {
      if (token.length === 0 || token.length > TOKEN_LENGTH_MAX_COUNT) return err("unknown");
      const device = pairedFrom(deviceByTokenDigest(reader, secretDigest(token)));
      if (device.ok) noteUse(device.value.deviceId);
      return device;
    },
    deviceOf: (deviceId) => pairedFrom(deviceById(reader, deviceId)),
    onChanged: (listener) =>
      deps.store.onCommit(({ events }) => {
        for (const event of events) {
          if (event.domain !== "devices" || !CHANGES.includes(event.type)) continue;
          listener(event.streamId as DeviceId); // a device's stream is named by its id
        }
      }),
  };
}

function pairedFrom(device: DeviceNow | undefined): Result<PairedDevice, TokenRefusal> {
  if (device === undefined) return err("unknown");
  if (device.status !== "active") return err(device.status);
  return ok({
    deviceId: device.deviceId as DeviceId, // written by the kitchen itself
    deviceName: device.name,
    face: device.face,
    station: device.station,
  });
}
