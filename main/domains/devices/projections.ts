import type { StoredDevicesEvent } from "#domains/devices/state.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { devicesSql, type DevicesTables } from "./tables.ts";

type EventNamed<Type extends StoredDevicesEvent["type"]> = Extract<StoredDevicesEvent, { readonly type: Type }>;

/** Brings the read models of devices up to one event. */
export function projectDevices(db: WritableDb, event: StoredDevicesEvent): void {
  switch (event.type) {
    case "pairing-window-opened":
      projectWindowOpened(db, event);
      return;
    case "pairing-window-closed":
      updateWindow(db, event.body.pairingId, { is_closed: 1 });
      return;
    case "pairing-requested":
      projectRequested(db, event);
      return;
    case "pairing-rejected":
      updateRequest(db, event.body.deviceId, "rejected");
      return;
    case "device-paired":
      projectPaired(db, event);
      return;
    case "device-assigned":
      updateDevice(db, event.body.deviceId, { station: event.body.station, name: event.body.name });
      return;
    case "device-suspended":
      updateDevice(db, event.body.deviceId, { status: "suspended", status_reason: event.body.reason });
      return;
    case "device-resumed":
      updateDevice(db, event.body.deviceId, { status: "active", status_reason: null });
      return;
    case "device-revoked":
      updateDevice(db, event.body.deviceId, { status: "revoked", status_reason: event.body.reason });
      return;
    case "device-identify-asked":
      updateDevice(db, event.body.deviceId, { identify_asked_at_ms: event.recordedAtMs });
      return;
    case "device-sound-tested":
      updateDevice(db, event.body.deviceId, {
        sound_tested_at_ms: event.occurredAtMs,
        is_sound_played: event.body.isPlayed ? 1 : 0,
      });
      return;
    case "device-token-renewed":
      return;
  }
}

function projectWindowOpened(db: WritableDb, event: EventNamed<"pairing-window-opened">): void {
  const { pairingId, expiresAtMs, preset } = event.body;
  db.run(
    devicesSql.insertInto("pairing_window").values({
      pairing_id: pairingId,
      expires_at_ms: expiresAtMs,
      preset_face: preset?.face ?? null,
      preset_station: preset?.station ?? null,
      preset_name: preset?.name ?? null,
      is_used: 0,
      is_closed: 0,
    }),
  );
}

function projectRequested(db: WritableDb, event: EventNamed<"pairing-requested">): void {
  const { deviceId, pairingId, name, matchCode, expiresAtMs } = event.body;
  // Requests nobody answered leave the list when the next one comes; until then the screen hides them by their time.
  db.run(
    devicesSql
      .updateTable("pairing_request")
      .set({ status: "expired" })
      .where("status", "=", "pending")
      .where("expires_at_ms", "<=", event.recordedAtMs),
  );
  db.run(
    devicesSql.insertInto("pairing_request").values({
      device_id: deviceId,
      pairing_id: pairingId,
      name,
      match_code: matchCode,
      requested_at_ms: event.recordedAtMs,
      expires_at_ms: expiresAtMs,
      status: "pending",
    }),
  );
  updateWindow(db, pairingId, { is_used: 1 });
}

function projectPaired(db: WritableDb, event: EventNamed<"device-paired">): void {
  const { deviceId, pairingId, face, station, name, origin } = event.body;
  db.run(
    devicesSql.insertInto("device").values({
      device_id: deviceId,
      name,
      face,
      station,
      status: "active",
      status_reason: null,
      origin,
      paired_at_ms: event.recordedAtMs,
      paired_by_staff_id: event.staffId,
      identify_asked_at_ms: null,
      sound_tested_at_ms: null,
      is_sound_played: null,
    }),
  );
  updateRequest(db, deviceId, "approved");
  if (pairingId !== null) updateWindow(db, pairingId, { is_used: 1 });
}

function updateDevice(db: WritableDb, deviceId: string, change: Partial<DevicesTables["device"]>): void {
  db.run(devicesSql.updateTable("device").set(change).where("device_id", "=", deviceId));
}

function updateWindow(db: WritableDb, pairingId: string, change: Partial<DevicesTables["pairing_window"]>): void {
  db.run(devicesSql.updateTable("pairing_window").set(change).where("pairing_id", "=", pairingId));
}

function updateRequest(db: WritableDb, deviceId: string, status: "approved" | "rejected"): void {
  db.run(devicesSql.updateTable("pairing_request").set({ status }).where("device_id", "=", deviceId));
}
