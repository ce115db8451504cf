import { devicesQuery, pairingRequestsQuery, thisDeviceQuery } from "#domains/devices/queries.ts";
import { answerQuery, type QueryHandler } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { devicesSql } from "./tables.ts";

/** Which devices are connected now; kept in memory by the LAN server. */
export interface PresenceView {
  of(deviceId: string):
    | {
        readonly isConnected: boolean;
        readonly seenAtMs: number;
        readonly version: string;
        /** How many records it said it still holds, and when; null until it said so (LAN48). */
        readonly unsent: { readonly count: number; readonly saidAtMs: number } | null;
      }
    | undefined;
}

/** The pseudo event type of a device that connected or left (`main/lan/ports.ts` names the same word). */
const DEVICE_PRESENCE_CHANGE = "device-presence";
const DEVICE_EVENTS = [
  "device-paired",
  "device-assigned",
  "device-suspended",
  "device-resumed",
  "device-revoked",
  "device-sound-tested",
] as const;

/** The live queries of devices. */
export function devicesQueryHandlers(presence: PresenceView): readonly QueryHandler[] {
  return [
    answerQuery(devicesQuery, [...DEVICE_EVENTS, DEVICE_PRESENCE_CHANGE], (db, params) =>
      deviceRows(db, presence, params.isRevokedShown ?? false),
    ),
    answerQuery(pairingRequestsQuery, ["pairing-requested", "pairing-rejected", "device-paired"], (db) =>
      db
        .all(
          devicesSql
            .selectFrom("pairing_request")
            .selectAll()
            .where("status", "=", "pending")
            .orderBy("requested_at_ms", "desc")
            .limit(pairingRequestsQuery.limit + 1),
        )
        .map((row) => ({
          deviceId: row.device_id,
          pairingId: row.pairing_id,
          name: row.name,
          matchCode: row.match_code,
          requestedAtMs: row.requested_at_ms,
          expiresAtMs: row.expires_at_ms,
        })),
    ),
    answerQuery(thisDeviceQuery, [...DEVICE_EVENTS, "device-identify-asked"], (db, params) =>
      db.all(devicesSql.selectFrom("device").selectAll().where("device_id", "=", params.deviceId)).map((row) => ({
        deviceId: row.device_id,
        name: row.name,
        face: row.face,
        station: row.station,
        status: row.status,
        identifyAskedAtMs: row.identify_asked_at_ms,
        soundTestedAtMs: row.sound_tested_at_ms,
      })),
    ),
  ];
}

function deviceRows(db: ReadableDb, presence: PresenceView, isRevokedShown: boolean) {
  const rows = db.all(
    devicesSql
      .selectFrom("device")
      .leftJoin("device_seen", "device_seen.device_id", "device.device_id")
      .selectAll("device")
      .select(["device_seen.seen_at_ms", "device_seen.client_version"])
      .$if(!isRevokedShown, (query) => query.where("device.status", "<>", "revoked"))
      .orderBy("device.paired_at_ms", "desc")
      .orderBy("device.device_id", "desc")
      .limit(devicesQuery.limit + 1),
  );
  return rows
    .map((row) => {
      const present = presence.of(row.device_id);
      return {
        deviceId: row.device_id,
        name: row.name,
        face: row.face,
        station: row.station,
        status: row.status,
        statusReason: row.status_reason,
        origin: row.origin,
        pairedAtMs: row.paired_at_ms,
        pairedByStaffId: row.paired_by_staff_id,
        isConnected: present?.isConnected ?? false,
        lastSeenAtMs: present?.seenAtMs ?? row.seen_at_ms,
        buildVersion: present?.version ?? row.client_version,
        soundTestedAtMs: row.sound_tested_at_ms,
        isSoundPlayed: row.is_sound_played === null ? null : row.is_sound_played === 1,
      };
    })
    .toSorted((left, right) => Number(left.status === "revoked") - Number(right.status === "revoked"));
}
