import type { PairingPreset } from "#domains/devices/events.ts";
import type { IdFactory } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import { secretDigest } from "#main/domains/devices/credentials.ts";
import { shellDevice, type PairingWindowNow } from "#main/domains/devices/queries.ts";
import type { CommandAnswer } from "#main/store/command-answer.ts";
import { SYSTEM_ACTOR } from "#main/store/follow-ons.ts";
import { pairingRejected } from "./pairing-answers.ts";
import type { PairingWait } from "./pairing-wait.ts";
import type { HttpAnswer, LanStore } from "./ports.ts";

/** What the kitchen PC does for a device whose secret was good. */
export interface PairingActs {
  /** Pairs with a face chosen beforehand; the answer holds the token. */
  pairAtOnce(pairingId: string, preset: PairingPreset): Promise<HttpAnswer>;
  /** Pairs a window of this machine; one paired before gets a new token instead of being a second device. */
  pairShell(preset: PairingPreset): Promise<HttpAnswer>;
  /** Shows the device's number to a manager and lets it wait. */
  requestApproval(window: PairingWindowNow, name: string): Promise<HttpAnswer>;
}

export function createPairingActs(deps: {
  readonly store: LanStore;
  readonly wait: PairingWait;
  readonly clock: Pick<Clock, "nowMs">;
  readonly makeId: IdFactory;
  readonly makeSecret: () => string;
  readonly randomBelow: (bound: number) => number;
}): PairingActs {
  const { store, wait } = deps;

  async function submit(type: string, body: object): Promise<CommandAnswer> {
    const { answer } = await store.bus.submit({
      commandId: deps.makeId("command"),
      type,
      body,
      occurredAtMs: deps.clock.nowMs(),
      actor: SYSTEM_ACTOR,
    });
    return answer;
  }

  /** Only the token's digest goes with the command; the token itself goes to the device and nowhere else. */
  async function grantToken(
    deviceId: string,
    preset: PairingPreset,
    command: (tokenDigest: string) => Promise<CommandAnswer>,
  ): Promise<HttpAnswer> {
    const deviceToken = deps.makeSecret();
    const answer = await command(secretDigest(deviceToken).toString("hex"));
    if (answer.kind === "rejected") return pairingRejected(answer.rejection);
    return { statusCode: 200, body: { status: "paired", deviceId, deviceToken, ...preset } };
  }

  function pairNew(pairingId: string | null, preset: PairingPreset): Promise<HttpAnswer> {
    const deviceId = deps.makeId("device");
    return grantToken(deviceId, preset, (tokenDigest) =>
      submit("pair-device", { deviceId, pairingId, preset, tokenDigest }),
    );
  }

  return {
    pairAtOnce: pairNew,
    pairShell: (preset) => {
      const deviceId = shellDevice(store.reader, preset)?.deviceId;
      if (deviceId === undefined) return pairNew(null, preset);
      return grantToken(deviceId, preset, (tokenDigest) => submit("renew-device-token", { deviceId, tokenDigest }));
    },
    requestApproval: async (window, name) => {
      const deviceId = deps.makeId("device");
      const pollSecret = deps.makeSecret();
      const matchCode = String(deps.randomBelow(1_000)).padStart(3, "0");
      const pollSecretDigest = secretDigest(pollSecret).toString("hex");
      const body = { deviceId, pairingId: window.pairingId, name, matchCode, pollSecretDigest };
      const answer = await submit("request-pairing", body);
      if (answer.kind === "rejected") return pairingRejected(answer.rejection);
      const expiresAtMs = wait.requestOf(pollSecret)?.expiresAtMs ?? window.expiresAtMs;
      return { statusCode: 202, body: { status: "waiting", pollSecret, matchCode, expiresAtMs } };
    },
  };
}
