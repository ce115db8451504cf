import type { Face, Station } from "#kernel/access.ts";
import type { PairingOrigin, PairingPreset } from "#domains/devices/events.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { devicesSql } from "./tables.ts";

/** A paired device as authorisation needs it. */
export interface DeviceNow {
  readonly deviceId: string;
  readonly name: string;
  readonly face: Face;
  readonly station: Station | null;
  readonly status: "active" | "suspended" | "revoked";
  readonly origin: PairingOrigin;
}

/** A pairing window found by its token or typed code. */
export interface PairingWindowNow {
  readonly pairingId: string;
  readonly expiresAtMs: number;
  readonly isUsed: boolean;
  readonly isClosed: boolean;
  readonly preset: PairingPreset | null;
}

/** A device's request to be paired, found by the secret it polls with. */
export interface PairingRequestNow {
  readonly deviceId: string;
  readonly status: "pending" | "approved" | "rejected" | "expired";
  readonly expiresAtMs: number;
}

/** The device of an id; undefined until it is paired. */
export function deviceById(db: ReadableDb, deviceId: string): DeviceNow | undefined {
  const row = db.first(selectDeviceById({ deviceId }));
  return row && deviceFromRow(row);
}

/** The device whose token has this digest. */
export function deviceByTokenDigest(db: ReadableDb, tokenDigest: Uint8Array): DeviceNow | undefined {
  const row = db.first(
    selectDevice
      .innerJoin("device_credential", "device_credential.device_id", "device.device_id")
      .where("device_credential.token_digest", "=", tokenDigest),
  );
  return row && deviceFromRow(row);
}

/** An active window of the kitchen PC itself with this face and name, so that it is not paired twice. */
export function shellDevice(db: ReadableDb, preset: PairingPreset): DeviceNow | undefined {
  const row = db.first(
    selectDevice
      .where("status", "=", "active")
      .where("origin", "=", "shell")
      .where("face", "=", preset.face)
      .where("name", "=", preset.name)
      .where("station", "is", preset.station)
      .orderBy("paired_at_ms", "desc")
      .limit(1),
  );
  return row && deviceFromRow(row);
}

/** Whether somebody has connected with the token last issued to a device. */
export function isTokenUsed(db: ReadableDb, deviceId: string): boolean {
  const row = db.first(
    devicesSql.selectFrom("device_credential").select("used_at_ms").where("device_id", "=", deviceId),
  );
  return row !== undefined && row.used_at_ms !== null;
}

export function pairingWindowByToken(db: ReadableDb, tokenDigest: Uint8Array): PairingWindowNow | undefined {
  return windowFromRow(db.first(selectWindow.where("pairing_secret.token_digest", "=", tokenDigest)));
}

export function pairingWindowByCode(db: ReadableDb, codeDigest: Uint8Array): PairingWindowNow | undefined {
  return windowFromRow(db.first(selectWindow.where("pairing_secret.code_digest", "=", codeDigest)));
}

export function pairingRequestByPoll(db: ReadableDb, pollDigest: Uint8Array): PairingRequestNow | undefined {
  const row = db.first(
    devicesSql
      .selectFrom("pairing_poll")
      .innerJoin("pairing_request", "pairing_request.device_id", "pairing_poll.device_id")
      .select(["pairing_request.device_id", "pairing_request.status", "pairing_request.expires_at_ms"])
      .where("pairing_poll.poll_digest", "=", pollDigest),
  );
  return row && { deviceId: row.device_id, status: row.status, expiresAtMs: row.expires_at_ms };
}

const selectDevice = devicesSql
  .selectFrom("device")
  .select(["device.device_id", "name", "face", "station", "status", "origin"]);

const selectWindow = devicesSql
  .selectFrom("pairing_secret")
  .innerJoin("pairing_window", "pairing_window.pairing_id", "pairing_secret.pairing_id")
  .selectAll("pairing_window");

const selectDeviceById = createPreparedQuery<{ deviceId: string }, DeviceRow>((value) =>
  selectDevice.where("device.device_id", "=", value("deviceId")),
);

type DeviceRow = Omit<DeviceNow, "deviceId"> & { readonly device_id: string };

function deviceFromRow({ device_id: deviceId, ...row }: DeviceRow): DeviceNow {
  return { deviceId, ...row };
}

function windowFromRow(
  row:
    | {
        readonly pairing_id: string;
        readonly expires_at_ms: number;
        readonly preset_face: Face | null;
        readonly preset_station: Station | null;
        readonly preset_name: string | null;
        readonly is_used: 0 | 1;
        readonly is_closed: 0 | 1;
      }
    | undefined,
): PairingWindowNow | undefined {
  if (row === undefined) return undefined;
  const { preset_face: face, preset_station: station, preset_name: name } = row;
  return {
    pairingId: row.pairing_id,
    expiresAtMs: row.expires_at_ms,
    isUsed: row.is_used === 1,
    isClosed: row.is_closed === 1,
    preset: face === null || name === null ? null : { face, station, name },
  };
}

/** The attendance terminals in use, by id. */
export function attendanceTerminals(db: ReadableDb): readonly string[] {
  return db
    .all(
      devicesSql
        .selectFrom("device")
        .select("device_id")
        .where("status", "=", "active")
        .where("face", "=", "attendance")
        .orderBy("device_id"),
    )
    .map((row) => row.device_id);
}
