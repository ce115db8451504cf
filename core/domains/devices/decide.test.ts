import { describe, expect, test } from "vitest";
import type { Face } from "#kernel/access.ts";
import type { DeviceId } from "#kernel/ids.ts";
import { createDecideSpec, TEST_NOW_MS } from "#tests/kit/decide-spec.ts";
import type { DevicesCommand } from "./commands.ts";
import { decideDevices, type DevicesFacts } from "./decide.ts";
import type { DevicesEvent } from "./events.ts";
import type { PairingId } from "./ids.ts";
import type { DevicesRejection } from "./rejections.ts";
import { typedCodeForCompare, typedCodeForScreen } from "./rules.ts";
import { evolveDevices, initialDevicesState, type DevicesState } from "./state.ts";

const given = createDecideSpec<DevicesState, DevicesCommand, DevicesFacts, DevicesEvent, DevicesRejection>({
  initialState: initialDevicesState,
  evolve: evolveDevices,
  decide: decideDevices,
});

const PAIRING = `pairing_${"a".repeat(32)}` as PairingId; // well formed
const DEVICE = `device_${"b".repeat(32)}` as DeviceId; // well formed
const DIGEST = "c".repeat(64);
const WINDOW_MS = 300_000;
const LATER_MS = TEST_NOW_MS + WINDOW_MS;
const FACTS: DevicesFacts = {
  standingWindow: null,
  window: { expiresAtMs: LATER_MS, isUsed: false, isClosed: false, isPreset: false },
  deviceCount: 3,
  otherManagerCount: 1,
  pairingWindowMs: WINDOW_MS,
  deviceMaxCount: 64,
};
const PRESET = { face: "tablet", station: "cook", name: "Tablet Masak" } as const;

const windowOpened: DevicesEvent = {
  type: "pairing-window-opened",
  body: { pairingId: PAIRING, expiresAtMs: LATER_MS },
};
const windowClosed: DevicesEvent = { type: "pairing-window-closed", body: { pairingId: PAIRING } };
const requested: DevicesEvent = {
  type: "pairing-requested",
  body: { deviceId: DEVICE, pairingId: PAIRING, name: "Tablet baru", matchCode: "042", expiresAtMs: LATER_MS },
};
function paired(face: Face = "tablet", origin: "approved" | "token" | "shell" = "approved"): DevicesEvent {
  const station = face === "tablet" ? "cook" : null;
  return {
    type: "device-paired",
    body: { deviceId: DEVICE, pairingId: null, face, station, name: "Tablet Masak", origin },
  };
}
const suspended: DevicesEvent = { type: "device-suspended", body: { deviceId: DEVICE, reason: "dipinjam" } };
const revoked: DevicesEvent = { type: "device-revoked", body: { deviceId: DEVICE, reason: "hilang" } };

describe("a pairing window", () => {
  const open: DevicesCommand = { type: "open-pairing-window", body: { pairingId: PAIRING } };
  const close: DevicesCommand = { type: "close-pairing-window", body: { pairingId: PAIRING } };

  test("stands for the setting's time, one at a time", () => {
    given().when(open, FACTS).emits(windowOpened);
    const standingWindow = { pairingId: "pairing_other", expiresAtMs: LATER_MS };
    given()
      .when(open, { ...FACTS, standingWindow })
      .rejects({ code: "pairing-window-open", ...standingWindow });
  });

  test("may be taken back while it stands", () => {
    given(windowOpened).when(close, FACTS).emits(windowClosed);
    given(windowOpened, windowClosed).when(close, FACTS).rejects({ code: "wrong-state", state: "closed" });
    given(windowOpened).when(close, FACTS, { nowMs: LATER_MS }).rejects({ code: "pairing-code-expired" });
    given().when(close, FACTS).rejects({ code: "not-found", kind: "pairing", id: PAIRING });
  });

  test("made on the kitchen PC names face and station, even while another one stands", () => {
    const prepare: DevicesCommand = { type: "prepare-pairing", body: { pairingId: PAIRING, preset: PRESET } };
    given()
      .when(prepare, { ...FACTS, standingWindow: { pairingId: "pairing_other", expiresAtMs: LATER_MS } })
      .emits({ type: "pairing-window-opened", body: { pairingId: PAIRING, expiresAtMs: LATER_MS, preset: PRESET } });
    given()
      .when({ ...prepare, body: { ...prepare.body, preset: { ...PRESET, station: null } } }, FACTS)
      .rejects({ code: "station-required" });
  });
});

describe("a device that asks", () => {
  const request: DevicesCommand = {
    type: "request-pairing",
    body: { deviceId: DEVICE, pairingId: PAIRING, name: "Tablet baru", matchCode: "042", pollSecretDigest: DIGEST },
  };

  test("waits with its number; the secret it polls with is not in the event", () => {
    given().when(request, FACTS).emits(requested);
  });

  test.each<[string, Partial<NonNullable<DevicesFacts["window"]>>, DevicesRejection]>([
    ["used", { isUsed: true }, { code: "pairing-code-used" }],
    ["taken back", { isClosed: true }, { code: "pairing-code-expired" }],
    ["over", { expiresAtMs: TEST_NOW_MS }, { code: "pairing-code-expired" }],
    ["for a device already chosen", { isPreset: true }, { code: "wrong-state", state: "preset" }],
  ])("is refused when the window is %s", (_word, change, rejection) => {
    const window = { expiresAtMs: LATER_MS, isUsed: false, isClosed: false, isPreset: false, ...change };
    given()
      .when(request, { ...FACTS, window })
      .rejects(rejection);
  });

  test("is refused without a window", () => {
    given()
      .when(request, { ...FACTS, window: null })
      .rejects({ code: "not-found", kind: "pairing", id: PAIRING });
  });
});

describe("a person who approves", () => {
  const approve: Extract<DevicesCommand, { readonly type: "approve-pairing" }> = {
    type: "approve-pairing",
    body: { deviceId: DEVICE, matchCode: "042", face: "tablet", station: "cook", name: "Tablet Masak" },
  };

  test("names the number on the device's screen", () => {
    given(requested).when(approve, FACTS).emits(paired());
    given(requested)
      .when({ ...approve, body: { ...approve.body, matchCode: "420" } }, FACTS)
      .rejects({ code: "match-code-wrong" });
  });

  test("comes in time, once, and not after a refusal", () => {
    given(requested).when(approve, FACTS, { nowMs: LATER_MS }).rejects({ code: "pairing-code-expired" });
    given(requested, paired()).when(approve, FACTS).rejects({ code: "wrong-state", state: "approved" });
    const rejected: DevicesEvent = { type: "pairing-rejected", body: { deviceId: DEVICE } };
    given(requested)
      .when({ type: "reject-pairing", body: { deviceId: DEVICE } }, FACTS)
      .emits(rejected);
    given(requested, rejected).when(approve, FACTS).rejects({ code: "wrong-state", state: "rejected" });
    given().when(approve, FACTS).rejects({ code: "not-found", kind: "pairing-request", id: DEVICE });
  });

  test("gives a tablet a station and the manager's face none", () => {
    given(requested)
      .when({ ...approve, body: { ...approve.body, station: null } }, FACTS)
      .rejects({ code: "station-required" });
    given(requested)
      .when({ ...approve, body: { ...approve.body, face: "manager" } }, FACTS)
      .rejects({ code: "station-not-allowed", face: "manager" });
    const wall = { ...approve, body: { ...approve.body, face: "wall" as const } };
    expect(given(requested).when(wall, FACTS).decided.ok).toBe(true);
  });

  test("does not pass the kitchen's limit", () => {
    given(requested)
      .when(approve, { ...FACTS, deviceCount: 64 })
      .rejects({ code: "site-device-limit", maxCount: 64 });
    expect(given(requested).when(approve, { ...FACTS, deviceCount: 63 }).decided.ok).toBe(true);
  });
});

describe("a device with a face chosen beforehand", () => {
  const pair = (pairingId: PairingId | null): DevicesCommand => ({
    type: "pair-device",
    body: { deviceId: DEVICE, pairingId, preset: PRESET, tokenDigest: DIGEST },
  });

  test("is paired at once, with its origin", () => {
    const body = { deviceId: DEVICE, ...PRESET };
    given()
      .when(pair(PAIRING), FACTS)
      .emits({ type: "device-paired", body: { ...body, pairingId: PAIRING, origin: "token" } });
    given()
      .when(pair(null), { ...FACTS, window: null })
      .emits({ type: "device-paired", body: { ...body, pairingId: null, origin: "shell" } });
  });

  test("is refused with a used token, past the limit, and a second time", () => {
    const used = { expiresAtMs: LATER_MS, isUsed: true, isClosed: false, isPreset: true };
    given()
      .when(pair(PAIRING), { ...FACTS, window: used })
      .rejects({ code: "pairing-code-used" });
    given()
      .when(pair(null), { ...FACTS, deviceCount: 64 })
      .rejects({ code: "site-device-limit", maxCount: 64 });
    given(paired()).when(pair(null), FACTS).rejects({ code: "device-exists", deviceId: DEVICE });
  });

  test("only a window of the kitchen PC gets a new token", () => {
    const renew: DevicesCommand = { type: "renew-device-token", body: { deviceId: DEVICE, tokenDigest: DIGEST } };
    given(paired("wall", "shell"))
      .when(renew, FACTS)
      .emits({ type: "device-token-renewed", body: { deviceId: DEVICE } });
    given(paired()).when(renew, FACTS).rejects({ code: "wrong-state", state: "approved" });
  });
});

describe("a paired device", () => {
  const suspend: DevicesCommand = { type: "suspend-device", body: { deviceId: DEVICE, reason: "dipinjam" } };
  const resume: DevicesCommand = { type: "resume-device", body: { deviceId: DEVICE } };
  const revoke: DevicesCommand = { type: "revoke-device", body: { deviceId: DEVICE, reason: "hilang" } };
  const assign: DevicesCommand = {
    type: "assign-device",
    body: { deviceId: DEVICE, station: "portion", name: "Tablet Porsi" },
  };

  test("is suspended and resumed", () => {
    given(paired()).when(suspend, FACTS).emits(suspended);
    given(paired(), suspended).when(suspend, FACTS).rejects({ code: "wrong-state", state: "suspended" });
    given(paired(), suspended)
      .when(resume, FACTS)
      .emits({ type: "device-resumed", body: { deviceId: DEVICE } });
    given(paired()).when(resume, FACTS).rejects({ code: "wrong-state", state: "active" });
  });

  test("moves to another station and gets another name", () => {
    given(paired()).when(assign, FACTS).emits({ type: "device-assigned", body: assign.body });
    given(paired("manager")).when(assign, FACTS).rejects({ code: "station-not-allowed", face: "manager" });
  });

  test("is revoked from any state, for good", () => {
    given(paired(), suspended).when(revoke, FACTS).emits(revoked);
    for (const command of [revoke, suspend, resume, assign]) {
      given(paired(), revoked).when(command, FACTS).rejects({ code: "wrong-state", state: "revoked" });
    }
    given().when(revoke, FACTS).rejects({ code: "not-found", kind: "device", id: DEVICE });
  });

  test("is neither revoked nor suspended when it is the last one to manage from", () => {
    const last = { ...FACTS, otherManagerCount: 0 };
    given(paired("manager")).when(revoke, last).rejects({ code: "last-manager-device" });
    given(paired("manager")).when(suspend, last).rejects({ code: "last-manager-device" });
    expect(given(paired("tablet")).when(revoke, last).decided.ok).toBe(true);
  });
});

test("a typed code reads in two groups and is compared without dash, space and case", () => {
  expect(typedCodeForScreen("ABCD2345")).toBe("ABCD-2345");
  expect(typedCodeForCompare(" abcd-2345 ")).toBe("ABCD2345");
});

describe("the self-test tone of a wall", () => {
  const tested = (deviceId: DeviceId): DevicesCommand => ({
    type: "record-sound-test",
    body: { deviceId, isPlayed: false },
  });
  const actor = {
    kind: "device" as const,
    staffId: null,
    roles: [],
    divisionCode: null,
    deviceId: DEVICE,
    face: "wall" as const,
    signatures: [],
  };

  test("is recorded by the wall itself, and of no other", () => {
    given(paired("wall"))
      .when(tested(DEVICE), FACTS, { actor })
      .emits({ type: "device-sound-tested", body: { deviceId: DEVICE, isPlayed: false } });
    const other = `device_${"e".repeat(32)}` as DeviceId; // well formed
    given(paired("wall"))
      .when(tested(DEVICE), FACTS, { actor: { ...actor, deviceId: other } })
      .rejects({ code: "not-found", kind: "device", id: DEVICE });
  });
});
