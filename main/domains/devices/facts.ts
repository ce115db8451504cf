import type { DevicesCommand } from "#domains/devices/commands.ts";
import type { DevicesFacts } from "#domains/devices/decide.ts";
import { deviceMaxCount, pairingWindowMs } from "#domains/devices/settings.ts";
import { serviceDateAt, settingReader } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { devicesSql } from "./tables.ts";

/** Reads what the decision needs beside its own stream. */
export function gatherDevicesFacts(db: ReadableDb, command: DevicesCommand, nowMs: number): DevicesFacts {
  const settings = settingReader(db, serviceDateAt(db, nowMs));
  return {
    standingWindow: standingWindow(db, nowMs),
    window: namedWindow(db, command),
    deviceCount: countDevices(db),
    otherManagerCount: countOtherManagers(db, "deviceId" in command.body ? command.body.deviceId : null),
    pairingWindowMs: settings(pairingWindowMs).value,
    deviceMaxCount: settings(deviceMaxCount).value,
  };
}

/** A window waiting for a device to be approved; windows made on the kitchen PC stand beside it. */
function standingWindow(db: ReadableDb, nowMs: number): DevicesFacts["standingWindow"] {
  const row = db.first(
    devicesSql
      .selectFrom("pairing_window")
      .select(["pairing_id", "expires_at_ms"])
      .where("expires_at_ms", ">", nowMs)
      .where("is_used", "=", 0)
      .where("is_closed", "=", 0)
      .where("preset_face", "is", null)
      .limit(1),
  );
  return row === undefined ? null : { pairingId: row.pairing_id, expiresAtMs: row.expires_at_ms };
}

function namedWindow(db: ReadableDb, command: DevicesCommand): DevicesFacts["window"] {
  if (command.type !== "request-pairing" && command.type !== "pair-device") return null;
  const { pairingId } = command.body;
  if (pairingId === null) return null;
  const row = db.first(devicesSql.selectFrom("pairing_window").selectAll().where("pairing_id", "=", pairingId));
  if (row === undefined) return null;
  return {
    expiresAtMs: row.expires_at_ms,
    isUsed: row.is_used === 1,
    isClosed: row.is_closed === 1,
    isPreset: row.preset_face !== null,
  };
}

function countDevices(db: ReadableDb): number {
  const row = db.first(
    devicesSql
      .selectFrom("device")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("status", "in", ["active", "suspended"]),
  );
  return row?.count ?? 0;
}

function countOtherManagers(db: ReadableDb, deviceId: string | null): number {
  const row = db.first(
    devicesSql
      .selectFrom("device")
      .select((select) => select.fn.countAll<number>().as("count"))
      .where("status", "=", "active")
      .where("face", "=", "manager")
      .$if(deviceId !== null, (query) => query.where("device_id", "<>", deviceId)),
  );
  return row?.count ?? 0;
}
