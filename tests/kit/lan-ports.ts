import type { Face, SiteRole, Station } from "#kernel/access.ts";
import { isGranted } from "#kernel/access.ts";
import type { Signature } from "#kernel/definition.ts";
import type { DeviceId, StaffId } from "#kernel/ids.ts";
import { err, ok } from "#kernel/result.ts";
import type { Clock } from "#kernel/time.ts";
import type { StaffSession } from "#contract/lan-protocol.ts";
import type { HttpAnswer, LanPorts, PairedDevice, TokenRefusal } from "#main/lan/ports.ts";

/** A device of the test kitchen: its token is `token-<name>`. */
export interface TestDevice {
  readonly name: string;
  readonly face: Face;
  readonly station?: Station;
}

/** A person of the test kitchen: number and roles. */
export interface TestStaff {
  readonly name: string;
  readonly pin: string;
  readonly roles: readonly SiteRole[];
}

/** The ports of a kitchen whose devices and people live in memory: the LAN server's tests hang on no real domain. */
export interface TestPorts extends LanPorts {
  tokenOf(name: string): string;
  deviceIdOf(name: string): DeviceId;
  staffIdOf(name: string): StaffId;
  /** What a device's token is worth from now on; its connections are told. */
  refuse(name: string, refusal: TokenRefusal): void;
  assign(name: string, change: Partial<Pick<PairedDevice, "face" | "station" | "deviceName">>): void;
  /** Ends a session as a manager would, elsewhere. */
  endSession(device: string, staff: string): void;
  setRoles(staff: string, roles: readonly SiteRole[]): void;
  /** Makes the next call of a port throw. */
  breakNext(port: "signIn" | "verify"): void;
  readonly connectedDeviceIds: readonly string[];
  /** Resolves with the device whose connection ends next. */
  nextDisconnected(): Promise<string>;
  /** What `/pair`, `/pair/status` and `/reveal` were called with. */
  readonly pairingCalls: readonly {
    readonly path: string;
    readonly body: unknown;
    readonly token?: string | undefined;
  }[];
  /** Resolves when a long poll is being held. */
  statusHeld(): Promise<void>;
}

const SESSION_MS = 12 * 3_600_000;

interface PortState {
  readonly deviceByName: Map<string, PairedDevice>;
  readonly refusalByName: Map<string, TokenRefusal>;
  readonly staffByName: Map<string, { readonly staffId: StaffId; readonly pin: string; roles: readonly SiteRole[] }>;
  readonly sessions: Map<string, { readonly deviceId: DeviceId; readonly staff: string; readonly expiresAtMs: number }>;
  readonly deviceListeners: Set<(deviceId: DeviceId) => void>;
  readonly sessionListeners: Set<(change: { deviceId: DeviceId; staffId: string }) => void>;
  readonly connected: string[];
  readonly disconnectWaits: ((deviceId: string) => void)[];
  readonly broken: Set<string>;
}

export function createTestPorts(options: {
  readonly clock: Clock;
  readonly devices: readonly TestDevice[];
  readonly staff: readonly TestStaff[];
  readonly sessionMs?: number;
}): TestPorts {
  const state: PortState = {
    deviceByName: new Map(options.devices.map((device, index) => [device.name, pairedDevice(device, index)])),
    refusalByName: new Map(),
    staffByName: new Map(options.staff.map((person, index) => [person.name, { ...person, staffId: staffId(index) }])),
    sessions: new Map(),
    deviceListeners: new Set(),
    sessionListeners: new Set(),
    connected: [],
    disconnectWaits: [],
    broken: new Set(),
  };
  const breakIfAsked = (port: string) => {
    if (state.broken.delete(port)) throw new Error(`${port} is broken on purpose`);
  };
  const sessionOf = (key: string): StaffSession | undefined => {
    const session = state.sessions.get(key);
    const person = session === undefined ? undefined : state.staffByName.get(session.staff);
    if (session === undefined || person === undefined || session.expiresAtMs <= options.clock.nowMs()) return undefined;
    const { staffId: id, roles } = person;
    return {
      staffId: id,
      name: session.staff,
      roles: [...roles],
      divisionCode: null,
      expiresAtMs: session.expiresAtMs,
    };
  };
  const device = (name: string) => {
    const found = state.deviceByName.get(name);
    if (found === undefined) throw new Error(`no test device ${name}`);
    return found;
  };
  const person = (name: string) => {
    const found = state.staffByName.get(name);
    if (found === undefined) throw new Error(`no test person ${name}`);
    return found;
  };
  const changed = (deviceId: DeviceId) => {
    for (const listener of state.deviceListeners) listener(deviceId);
  };
  const sessionChanged = (deviceId: DeviceId, id: string) => {
    for (const listener of state.sessionListeners) listener({ deviceId, staffId: id });
  };
  const verdict = (found: PairedDevice) => {
    const refusal = [...state.refusalByName].find(
      ([name]) => state.deviceByName.get(name)?.deviceId === found.deviceId,
    );
    return refusal === undefined ? ok(found) : err(refusal[1]);
  };
  return {
    site: () => ({ siteId: `site_${"5".repeat(32)}`, siteName: "SPPG Contoh 01", timeZone: "Asia/Jakarta" }),
    devices: {
      verifyToken: (token) => {
        const found = state.deviceByName.get(token.replace(/^token-/, ""));
        return found === undefined || !token.startsWith("token-") ? err("unknown") : verdict(found);
      },
      deviceOf: (deviceId) => {
        const found = [...state.deviceByName.values()].find((known) => known.deviceId === deviceId);
        return found === undefined ? err("unknown") : verdict(found);
      },
      onChanged: (listener) => listen(state.deviceListeners, listener),
    },
    presence: {
      holds: () => undefined,
      connected: ({ deviceId }) => void state.connected.push(deviceId),
      disconnected: (deviceId) => {
        state.connected.splice(state.connected.indexOf(deviceId), 1);
        for (const resolve of state.disconnectWaits.splice(0)) resolve(deviceId);
      },
    },
    sessions: {
      signIn: async (onDevice, { pin, staffId: id }) => {
        breakIfAsked("signIn");
        const found = [...state.staffByName].find(([, who]) => who.pin === pin && (id ?? who.staffId) === who.staffId);
        if (onDevice.face === "wall") return err({ code: "sign-in-not-allowed", data: {} });
        if (found === undefined) return err({ code: "sign-in-wrong", data: { triesLeftCount: 4 } });
        const key = `${onDevice.deviceId} ${found[1].staffId}`;
        const expiresAtMs = options.clock.nowMs() + (options.sessionMs ?? SESSION_MS);
        state.sessions.set(key, { deviceId: onDevice.deviceId, staff: found[0], expiresAtMs });
        const session = sessionOf(key);
        return session === undefined ? err({ code: "sign-in-locked", data: {} }) : ok(session);
      },
      signOut: async (deviceId, id) => state.sessions.delete(`${deviceId} ${id}`),
      openOn: (deviceId) =>
        [...state.sessions.keys()].flatMap((key) =>
          key.startsWith(deviceId) ? [sessionOf(key)].filter((session) => session !== undefined) : [],
        ),
      sessionFor: ({ deviceId, staffId: id }) => sessionOf(`${deviceId} ${id}`),
      onChanged: (listener) => listen(state.sessionListeners, listener),
    },
    signatures: {
      verify: async ({ staffId: id, signatureCount, signatures }) => {
        breakIfAsked("verify");
        if (signatures.length < signatureCount) return err({ code: "signature-required" });
        const signed: Signature[] = [];
        for (const { pin } of signatures) {
          const who = [...state.staffByName.values()].find((known) => known.pin === pin);
          if (who === undefined || (signed.length === 0 && who.staffId !== id)) {
            return err({ code: "signature-wrong", triesLeftCount: 4 });
          }
          signed.push({ staffId: who.staffId, method: "number", signedAtMs: options.clock.nowMs() });
        }
        return ok(signed);
      },
      identify: async ({ pin }) => {
        breakIfAsked("verify");
        const who = [...state.staffByName.values()].find((known) => known.pin === pin);
        if (who === undefined) return err({ code: "number-unknown", triesLeftCount: 4 });
        return ok({ staffId: who.staffId, method: "number", signedAtMs: options.clock.nowMs() });
      },
    },
    access: {
      authorizeQuery: ({ permission, faces }, { device: onDevice, session }) => {
        if (!faces.includes(onDevice.face)) return err({ code: "face-not-allowed" });
        const isNamesAllowed = onDevice.face !== "wall";
        if (permission === "device") return ok({ isNamesAllowed, staffId: null });
        if (session === undefined) return err({ code: "sign-in-required" });
        if (!isGranted(session.roles, permission)) return err({ code: "not-permitted" });
        return ok({ isNamesAllowed, staffId: session.staffId });
      },
      mayFollow: (_domain, onDevice) => onDevice.face !== "wall",
    },
    ...pairingParts(),
    tokenOf: (name) => `token-${device(name).deviceName}`,
    deviceIdOf: (name) => device(name).deviceId,
    staffIdOf: (name) => person(name).staffId,
    refuse: (name, refusal) => {
      state.refusalByName.set(name, refusal);
      changed(device(name).deviceId);
    },
    assign: (name, change) => {
      state.deviceByName.set(name, { ...device(name), ...change });
      changed(device(name).deviceId);
    },
    endSession: (onDevice, staff) => {
      const { deviceId } = device(onDevice);
      state.sessions.delete(`${deviceId} ${person(staff).staffId}`);
      sessionChanged(deviceId, person(staff).staffId);
    },
    setRoles: (staff, roles) => {
      person(staff).roles = roles;
      for (const { deviceId } of state.sessions.values()) sessionChanged(deviceId, person(staff).staffId);
    },
    breakNext: (port) => void state.broken.add(port),
    connectedDeviceIds: state.connected,
    nextDisconnected: () => new Promise((resolve) => void state.disconnectWaits.push(resolve)),
  };
}

/** Pairing that only notes what it was asked: the real one is tested with the real devices. */
function pairingParts(): Pick<TestPorts, "pairing" | "pairingCalls" | "statusHeld"> {
  const pairingCalls: { path: string; body: unknown; token?: string | undefined }[] = [];
  const held = Promise.withResolvers<void>();
  const answered = (statusCode: number, body: HttpAnswer["body"]): HttpAnswer => ({ statusCode, body });
  return {
    pairingCalls,
    statusHeld: () => held.promise,
    pairing: {
      pair: async (body, caller) => {
        pairingCalls.push({ path: "/pair", body });
        return answered(202, { status: "waiting", isLoopback: caller.isLoopback });
      },
      status: (body, _caller, signal) =>
        new Promise((resolve) => {
          pairingCalls.push({ path: "/pair/status", body });
          signal.addEventListener("abort", () => resolve(answered(200, { status: "waiting" })));
          held.resolve();
        }),
      reveal: async (body, token) => {
        pairingCalls.push({ path: "/reveal", body, token });
        return token === undefined ? answered(401, { code: "token-required" }) : answered(200, { value: "1" });
      },
    },
  };
}

function listen<Listener>(listeners: Set<Listener>, listener: Listener): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

function pairedDevice(device: TestDevice, index: number): PairedDevice {
  return {
    deviceId: `device_${String(index + 1).padStart(32, "0")}` as DeviceId, // well formed
    deviceName: device.name,
    face: device.face,
    station: device.station ?? null,
  };
}

function staffId(index: number): StaffId {
  return `staff_${String(index + 1).padStart(32, "0")}` as StaffId; // well formed
}
