import type { Face, Station } from "#kernel/access.ts";
import type { CommandDefinition, QueryDefinition, Signature, StoredEvent } from "#kernel/definition.ts";
import type { DeviceId, StaffId } from "#kernel/ids.ts";
import type { Rejection } from "#kernel/rejections.ts";
import { err, type Result } from "#kernel/result.ts";
import type { TimeZone } from "#kernel/time.ts";
import type { LanErrorCode, StaffSession } from "#contract/lan-protocol.ts";
import type { CommandBus } from "#main/store/command-answer.ts";
import type { QueryViewer } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";

/** What the LAN server needs of the kitchen store; `openKitchenStore` gives it. */
export interface LanStore {
  readonly bus: CommandBus;
  readonly reader: ReadableDb;
  readonly epoch: string;
  headSeq(): number;
  /** Called after COMMIT and after the answers were handed out, in log order. */
  onCommit(listener: (commit: Commit) => void): () => void;
  /** Events with `seq > sinceSeq` of some domains, oldest first, at most `limit`. */
  readEvents(page: {
    readonly sinceSeq: number;
    readonly domains: readonly string[];
    readonly limit: number;
  }): readonly StoredEvent[];
  /** For `/healthz` and `/metrics`. */
  status(): { readonly state: string; readonly queueLength: number };
}

export interface Commit {
  readonly events: readonly StoredEvent[];
  readonly headSeq: number;
}

/** A paired device as its token proves it. */
export interface PairedDevice {
  readonly deviceId: DeviceId;
  readonly deviceName: string;
  readonly face: Face;
  readonly station: Station | null;
}

/** Why a token opens nothing. `unknown` also stands for a malformed token; nothing more is told. */
export type TokenRefusal = "unknown" | "revoked" | "suspended" | "expired";

/** Devices and their tokens (LAN1, LAN3). */
export interface DeviceAuth {
  /** Constant-time; never throws on odd input. */
  verifyToken(token: string): Result<PairedDevice, TokenRefusal>;
  /** The device as it is now (its face, station and name may have changed since its token was verified). */
  deviceOf(deviceId: DeviceId): Result<PairedDevice, TokenRefusal>;
  /** Called after COMMIT when a device was revoked, suspended, assigned anew or renamed; the server asks `deviceOf`. */
  onChanged(listener: (deviceId: DeviceId) => void): () => void;
}

/**
 * Which device is connected; kept in memory for the manager's list of devices. Calls come in pairs, one pair a connection:
 * a device may be connected several times at once, and its old connection may end after its new one began.
 */
export interface DevicePresence {
  connected(device: {
    readonly deviceId: DeviceId;
    readonly clientName: string;
    readonly clientVersion: string;
    readonly atMs: number;
  }): void;
  disconnected(deviceId: DeviceId, atMs: number): void;
  /** LAN48: how many records a device says it still holds. */
  holds(deviceId: DeviceId, unsentCount: number): void;
}

/** Why a sign-in failed; becomes an `error` frame with this code and data. */
export interface SignInRefusal {
  readonly code: LanErrorCode & `sign-in-${string}`;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Who is identified on which device (LAN7). Persisted, so a restart of the kitchen PC signs nobody out. */
export interface StaffSessions {
  signIn(
    device: PairedDevice,
    credentials: {
      readonly staffId?: string | undefined;
      readonly badge?: string | undefined;
      readonly pin: string;
    },
  ): Promise<Result<StaffSession, SignInRefusal>>;
  /** Whether there was such a session. */
  signOut(deviceId: DeviceId, staffId: string): Promise<boolean>;
  /** Sessions open on a device now, with the roles of now. */
  openOn(deviceId: DeviceId): readonly StaffSession[];
  /**
   * The person behind a command: an open session, or, for a fact that happened earlier, one open at `occurredAtMs`.
   * Roles are those of now, so a change acts at once.
   */
  sessionFor(act: {
    readonly deviceId: DeviceId;
    readonly staffId: string;
    readonly nature: CommandDefinition["nature"];
    readonly occurredAtMs: number;
  }): StaffSession | undefined;
  /** Called when a session ended other than by `signOut` here (number reset, person left, signed out by a manager), or its rights changed. */
  onChanged(listener: (change: { readonly deviceId: DeviceId; readonly staffId: string }) => void): () => void;
}

/** Personal numbers given for one act (LAN9). The numbers never leave this call. */
export interface Signatures {
  /**
   * Verifies each number in order; the first must belong to `staffId`. Refusals: `signature-required`, `signature-wrong`,
   * `signature-locked`.
   */
  verify(act: {
    readonly device: PairedDevice;
    readonly staffId: StaffId;
    readonly signatureCount: CommandDefinition["signatureCount"];
    readonly signatureMaxCount: CommandDefinition["signatureMaxCount"];
    readonly signatures: readonly { readonly pin: string }[];
  }): Promise<Result<readonly Signature[], Rejection>>;
  /**
   * Whose number was typed at a terminal where nobody is signed in (LAN32). Refusals: `number-unknown`, `number-locked`.
   */
  identify(act: { readonly device: PairedDevice; readonly pin: string }): Promise<Result<Signature, Rejection>>;
}

/** Who may read what (DOMAIN.md §3). Commands are authorised by the bus. */
export interface ReadAccess {
  /** What this viewer sees of a query, or why not. `session` is absent when the device asks for itself. */
  authorizeQuery(
    definition: QueryDefinition,
    viewer: { readonly device: PairedDevice; readonly session: StaffSession | undefined },
  ): Result<QueryViewer, Rejection>;
  mayFollow(domain: string, device: PairedDevice): boolean;
}

/** Where an HTTP request came from. */
export interface HttpCaller {
  readonly remoteAddress: string;
  /** The connection came from this machine itself. */
  readonly isLoopback: boolean;
}

/** A typed HTTP answer; `body` is sent as JSON. Never cached. */
export interface HttpAnswer {
  readonly statusCode: number;
  readonly body: Readonly<Record<string, unknown>>;
}

/** `POST /pair`, `/pair/status` and `/reveal` (LAN40…); bodies are unchecked JSON, at most 4 KB. */
export interface Pairing {
  pair(body: unknown, caller: HttpCaller): Promise<HttpAnswer>;
  /** Holds the request until something changed or `signal` aborts (the caller left, or the server stops). */
  status(body: unknown, caller: HttpCaller, signal: AbortSignal): Promise<HttpAnswer>;
  /** Gives a value that may be shown once. `deviceToken` is the bearer token of the request. */
  reveal(body: unknown, deviceToken: string | undefined, caller: HttpCaller): Promise<HttpAnswer>;
}

/** Files that were signed for, handed out once to the device that asked (LAN46). */
export interface ExportPickup {
  take(
    exportId: string,
    deviceId: string,
  ): Promise<
    Result<
      { readonly fileName: string; readonly contentType: string; readonly bytes: Uint8Array },
      { readonly statusCode: number; readonly code: string }
    >
  >;
}

/** A kitchen that makes no files: tests of the wire, tools. */
export const NO_EXPORTS: ExportPickup = {
  take: async () => err({ statusCode: 404, code: "export-unknown" }),
};

/** Pictures taken at punches (LAN50). */
export interface PhotoShelf {
  keep(
    photoId: string,
    bytes: Uint8Array,
  ): Promise<
    Result<
      "kept" | "known",
      "photo-id-malformed" | "photo-too-large" | "photo-not-jpeg" | "photo-differs" | "photo-store-full"
    >
  >;
  read(photoId: string): Promise<Uint8Array | null>;
}

/** A kitchen that keeps no pictures: tests of the wire, tools. */
export const NO_PHOTOS: PhotoShelf = {
  keep: async () => err("photo-store-full"),
  read: async () => null,
};

/** What `welcome` says about the kitchen; read anew for each connection. */
export interface SiteView {
  readonly siteId: string;
  readonly siteName: string;
  readonly timeZone: TimeZone;
}

/** Everything the people and devices side gives the LAN server. */
export interface LanPorts {
  readonly devices: DeviceAuth;
  readonly presence: DevicePresence;
  readonly sessions: StaffSessions;
  readonly signatures: Signatures;
  readonly access: ReadAccess;
  readonly pairing: Pairing;
  site(): SiteView;
}

/** The pseudo event type that marks queries showing who is connected (`changedBy: ["device-presence"]`). */
export const DEVICE_PRESENCE_CHANGE = "device-presence";
