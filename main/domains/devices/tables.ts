import type { Face, Station } from "#kernel/access.ts";
import type { PairingOrigin } from "#domains/devices/events.ts";
import type { ProjectionTable } from "#main/store/domain-module.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

/** Read models of devices; raise `DEVICES_PROJECTION_VERSION` when their shape or their making changes. */
export interface DevicesTables {
  readonly device: {
    device_id: string;
    name: string;
    face: Face;
    station: Station | null;
    status: "active" | "suspended" | "revoked";
    status_reason: string | null;
    origin: PairingOrigin;
    paired_at_ms: number;
    paired_by_staff_id: string | null;
    identify_asked_at_ms: number | null;
    sound_tested_at_ms: number | null;
    is_sound_played: 0 | 1 | null;
  };
  readonly pairing_window: {
    pairing_id: string;
    expires_at_ms: number;
    preset_face: Face | null;
    preset_station: Station | null;
    preset_name: string | null;
    is_used: 0 | 1;
    is_closed: 0 | 1;
  };
  readonly pairing_request: {
    device_id: string;
    pairing_id: string;
    name: string;
    match_code: string;
    requested_at_ms: number;
    expires_at_ms: number;
    status: "pending" | "approved" | "rejected" | "expired";
  };
  /** Durable, outside the log (migration 0002): never projections. Secrets lie here as digests only. */
  readonly device_credential: {
    token_digest: Uint8Array;
    device_id: string;
    issued_at_ms: number;
    used_at_ms: number | null;
  };
  readonly device_seen: { device_id: string; seen_at_ms: number; client_version: string };
  readonly pairing_secret: {
    pairing_id: string;
    token_digest: Uint8Array;
    code_digest: Uint8Array;
    made_at_ms: number;
  };
  readonly pairing_poll: { device_id: string; poll_digest: Uint8Array; made_at_ms: number };
}

export const devicesSql = createSqlBuilder<DevicesTables>();

export const DEVICES_PROJECTION_VERSION = 2;

export const devicesTables: readonly ProjectionTable[] = [
  {
    name: "device",
    ddl: [
      `CREATE TABLE device (
        device_id TEXT PRIMARY KEY,
        name TEXT NOT NULL,
        face TEXT NOT NULL,
        station TEXT,
        status TEXT NOT NULL,
        status_reason TEXT,
        origin TEXT NOT NULL,
        paired_at_ms INTEGER NOT NULL,
        paired_by_staff_id TEXT,
        identify_asked_at_ms INTEGER,
        sound_tested_at_ms INTEGER,
        is_sound_played INTEGER
      ) STRICT`,
      "CREATE INDEX device_by_status ON device (status, face)",
      "CREATE INDEX device_by_paired_at ON device (paired_at_ms, device_id)",
    ],
  },
  {
    name: "pairing_window",
    ddl: [
      `CREATE TABLE pairing_window (
        pairing_id TEXT PRIMARY KEY,
        expires_at_ms INTEGER NOT NULL,
        preset_face TEXT,
        preset_station TEXT,
        preset_name TEXT,
        is_used INTEGER NOT NULL,
        is_closed INTEGER NOT NULL
      ) STRICT`,
      "CREATE INDEX pairing_window_by_expiry ON pairing_window (expires_at_ms)",
    ],
  },
  {
    name: "pairing_request",
    ddl: [
      `CREATE TABLE pairing_request (
        device_id TEXT PRIMARY KEY,
        pairing_id TEXT NOT NULL,
        name TEXT NOT NULL,
        match_code TEXT NOT NULL,
        requested_at_ms INTEGER NOT NULL,
        expires_at_ms INTEGER NOT NULL,
        status TEXT NOT NULL
      ) STRICT`,
      "CREATE INDEX pairing_request_by_status ON pairing_request (status, requested_at_ms)",
    ],
  },
];
