import type { Face } from "#kernel/access.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { DevicesCommand } from "./commands.ts";
import type { DevicesEvent } from "./events.ts";
import type { DevicesRejection } from "./rejections.ts";
import { stationProblem } from "./rules.ts";
import type { DevicesState, DeviceState } from "./state.ts";

/** What the tables know beside the command's own stream. */
export interface DevicesFacts {
  /** The window whose code stands now, made for a device to be approved. */
  readonly standingWindow: { readonly pairingId: string; readonly expiresAtMs: number } | null;
  /** The window the command names. */
  readonly window: {
    readonly expiresAtMs: number;
    readonly isUsed: boolean;
    readonly isClosed: boolean;
    readonly isPreset: boolean;
  } | null;
  /** Active and suspended devices. */
  readonly deviceCount: number;
  /** Active devices with the manager's face, other than the one named. */
  readonly otherManagerCount: number;
  readonly pairingWindowMs: number;
  readonly deviceMaxCount: number;
}

type Command<Type extends DevicesCommand["type"]> = Extract<DevicesCommand, { readonly type: Type }>;
type Decision = Result<readonly DevicesEvent[], DevicesRejection>;

/** What a command about devices makes happen, or why not (DOMAIN.md §4.2). */
export function decideDevices(
  state: DevicesState,
  command: DevicesCommand,
  facts: DevicesFacts,
  context: DecisionContext,
): Decision {
  switch (command.type) {
    case "open-pairing-window":
      return openWindow(state, command, facts, context);
    case "prepare-pairing":
      return preparePairing(state, command, facts, context);
    case "close-pairing-window":
      return closeWindow(state, command, context);
    case "request-pairing":
      return requestPairing(state, command, facts, context);
    case "approve-pairing":
      return approvePairing(state, command, facts, context);
    case "reject-pairing":
      return rejectPairing(state, command);
    case "pair-device":
      return pairDevice(state, command, facts, context);
    case "renew-device-token":
    case "assign-device":
    case "suspend-device":
    case "resume-device":
    case "revoke-device":
    case "identify-device":
      return state.device === null
        ? err({ code: "not-found", kind: "device", id: command.body.deviceId })
        : decideDevice(state.device, command, facts);
    case "record-sound-test":
      return recordSoundTest(state, command, context);
  }
}

function openWindow(
  state: DevicesState,
  command: Command<"open-pairing-window">,
  facts: DevicesFacts,
  context: DecisionContext,
): Decision {
  if (state.window !== null) return err({ code: "wrong-state", state: state.window.status });
  if (facts.standingWindow !== null) return err({ code: "pairing-window-open", ...facts.standingWindow });
  const expiresAtMs = context.nowMs + facts.pairingWindowMs;
  return ok([{ type: "pairing-window-opened", body: { pairingId: command.body.pairingId, expiresAtMs } }]);
}

function preparePairing(
  state: DevicesState,
  command: Command<"prepare-pairing">,
  facts: DevicesFacts,
  context: DecisionContext,
): Decision {
  const { pairingId, preset } = command.body;
  if (state.window !== null) return err({ code: "wrong-state", state: state.window.status });
  const problem = stationProblem(preset.face, preset.station) ?? limitProblem(facts);
  if (problem !== null) return err(problem);
  const expiresAtMs = context.nowMs + facts.pairingWindowMs;
  return ok([{ type: "pairing-window-opened", body: { pairingId, expiresAtMs, preset } }]);
}

function closeWindow(
  state: DevicesState,
  command: Command<"close-pairing-window">,
  context: DecisionContext,
): Decision {
  const { pairingId } = command.body;
  if (state.window === null) return err({ code: "not-found", kind: "pairing", id: pairingId });
  if (state.window.status === "closed") return err({ code: "wrong-state", state: "closed" });
  if (state.window.expiresAtMs <= context.nowMs) return err({ code: "pairing-code-expired" });
  return ok([{ type: "pairing-window-closed", body: { pairingId } }]);
}

function requestPairing(
  state: DevicesState,
  command: Command<"request-pairing">,
  facts: DevicesFacts,
  context: DecisionContext,
): Decision {
  const { deviceId, pairingId, name, matchCode } = command.body;
  if (state.request !== null || state.device !== null) return err({ code: "device-exists", deviceId });
  const problem = windowProblem(pairingId, facts, context);
  if (problem !== null) return err(problem);
  if (facts.window?.isPreset === true) return err({ code: "wrong-state", state: "preset" });
  const expiresAtMs = context.nowMs + facts.pairingWindowMs;
  return ok([{ type: "pairing-requested", body: { deviceId, pairingId, name, matchCode, expiresAtMs } }]);
}

function approvePairing(
  state: DevicesState,
  command: Command<"approve-pairing">,
  facts: DevicesFacts,
  context: DecisionContext,
): Decision {
  const { deviceId, face, station, name, matchCode } = command.body;
  if (state.request === null) return err({ code: "not-found", kind: "pairing-request", id: deviceId });
  if (state.request.status !== "pending") return err({ code: "wrong-state", state: state.request.status });
  if (state.request.expiresAtMs <= context.nowMs) return err({ code: "pairing-code-expired" });
  if (state.request.matchCode !== matchCode) return err({ code: "match-code-wrong" });
  const problem = stationProblem(face, station) ?? limitProblem(facts);
  if (problem !== null) return err(problem);
  return ok([{ type: "device-paired", body: { deviceId, pairingId: null, face, station, name, origin: "approved" } }]);
}

function rejectPairing(state: DevicesState, command: Command<"reject-pairing">): Decision {
  const { deviceId } = command.body;
  if (state.request === null) return err({ code: "not-found", kind: "pairing-request", id: deviceId });
  if (state.request.status !== "pending") return err({ code: "wrong-state", state: state.request.status });
  return ok([{ type: "pairing-rejected", body: { deviceId } }]);
}

function pairDevice(
  state: DevicesState,
  command: Command<"pair-device">,
  facts: DevicesFacts,
  context: DecisionContext,
): Decision {
  const { deviceId, pairingId, preset } = command.body;
  if (state.request !== null || state.device !== null) return err({ code: "device-exists", deviceId });
  const windowRefusal = pairingId === null ? null : windowProblem(pairingId, facts, context);
  const problem = windowRefusal ?? stationProblem(preset.face, preset.station) ?? limitProblem(facts);
  if (problem !== null) return err(problem);
  const origin = pairingId === null ? "shell" : "token";
  return ok([{ type: "device-paired", body: { deviceId, pairingId, ...preset, origin } }]);
}

function decideDevice(
  device: DeviceState,
  command: Exclude<
    DevicesCommand,
    {
      readonly type:
        | "open-pairing-window"
        | "prepare-pairing"
        | "close-pairing-window"
        | "request-pairing"
        | "approve-pairing"
        | "reject-pairing"
        | "pair-device"
        | "record-sound-test";
    }
  >,
  facts: DevicesFacts,
): Decision {
  const { deviceId } = command.body;
  if (device.status === "revoked") return err({ code: "wrong-state", state: "revoked" });
  switch (command.type) {
    case "renew-device-token":
      if (device.origin !== "shell") return err({ code: "wrong-state", state: device.origin });
      return ok([{ type: "device-token-renewed", body: { deviceId } }]);
    case "assign-device": {
      const problem = stationProblem(device.face, command.body.station);
      return problem === null ? ok([{ type: "device-assigned", body: command.body }]) : err(problem);
    }
    case "suspend-device":
      if (device.status === "suspended") return err({ code: "wrong-state", state: "suspended" });
      if (isLastManager(device.face, facts)) return err({ code: "last-manager-device" });
      return ok([{ type: "device-suspended", body: command.body }]);
    case "resume-device":
      if (device.status === "active") return err({ code: "wrong-state", state: "active" });
      return ok([{ type: "device-resumed", body: { deviceId } }]);
    case "revoke-device":
      if (isLastManager(device.face, facts)) return err({ code: "last-manager-device" });
      return ok([{ type: "device-revoked", body: command.body }]);
    case "identify-device":
      return ok([{ type: "device-identify-asked", body: { deviceId } }]);
  }
}

function windowProblem(pairingId: string, facts: DevicesFacts, context: DecisionContext): DevicesRejection | null {
  if (facts.window === null) return { code: "not-found", kind: "pairing", id: pairingId };
  if (facts.window.isUsed) return { code: "pairing-code-used" };
  const isOver = facts.window.isClosed || facts.window.expiresAtMs <= context.nowMs;
  return isOver ? { code: "pairing-code-expired" } : null;
}

function limitProblem(facts: DevicesFacts): DevicesRejection | null {
  return facts.deviceCount >= facts.deviceMaxCount
    ? { code: "site-device-limit", maxCount: facts.deviceMaxCount }
    : null;
}

/** A device speaks of itself only. */
function recordSoundTest(
  { device }: DevicesState,
  { body }: Command<"record-sound-test">,
  { actor }: DecisionContext,
): Decision {
  return device === null || actor.deviceId !== body.deviceId
    ? err({ code: "not-found", kind: "device", id: body.deviceId })
    : ok([{ type: "device-sound-tested", body }]);
}

function isLastManager(face: Face, facts: DevicesFacts): boolean {
  return face === "manager" && facts.otherManagerCount === 0;
}
