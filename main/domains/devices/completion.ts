import type { RevealAnswer } from "#contract/pairing.ts";
import { TYPED_CODE_ALPHABET, TYPED_CODE_LENGTH_COUNT } from "#contract/pairing.ts";
import type { DevicesCommand } from "#domains/devices/commands.ts";
import { typedCodeForScreen } from "#domains/devices/rules.ts";
import type { StoredDevicesEvent } from "#domains/devices/state.ts";
import { present } from "#kernel/assert.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { DAY_MS } from "#kernel/time.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { removeCredential, secretDigest, typedCodeDigest, writeCredential } from "./credentials.ts";
import { devicesSql } from "./tables.ts";

/** Digests of pairing secrets outlive their window this long, so that a used code is named as used. */
const PAIRING_SECRET_KEPT_MS = DAY_MS;
const PAIRING_TOKEN_BYTES = 16;

/** Randomness for tokens and codes. */
interface RandomSource {
  readonly fill: (bytes: Uint8Array) => void;
  readonly below: (bound: number) => number;
}

export interface DevicesCompletionDeps {
  readonly pepper: Uint8Array;
  readonly randomness: RandomSource;
  /** Keeps a value in memory to be shown once to whoever asked for it; gives the id to ask with. */
  readonly keepForReveal: (secret: RevealAnswer, forDeviceId: string | null) => string;
}

/** Writes the digests a command brings, with the events that speak of it; gives the members of the answer. */
export function completeDevices(
  db: WritableDb,
  done: {
    readonly command: DevicesCommand;
    readonly events: readonly StoredDevicesEvent[];
    readonly context: DecisionContext;
  },
  deps: DevicesCompletionDeps,
): Readonly<Record<string, unknown>> {
  const { command, context } = done;
  const { nowMs } = context;
  switch (command.type) {
    case "open-pairing-window":
    case "prepare-pairing":
      return makeWindowSecrets(db, done, deps);
    case "close-pairing-window":
      return { pairingId: command.body.pairingId };
    case "request-pairing": {
      const { deviceId, pollSecretDigest } = command.body;
      forgetOldPolls(db, nowMs);
      const digest = Buffer.from(pollSecretDigest, "hex");
      db.run(
        devicesSql.insertInto("pairing_poll").values({ device_id: deviceId, poll_digest: digest, made_at_ms: nowMs }),
      );
      return { deviceId };
    }
    case "pair-device":
    case "renew-device-token": {
      const { deviceId, tokenDigest } = command.body;
      writeCredential(db, { deviceId, tokenDigest: Buffer.from(tokenDigest, "hex"), nowMs });
      return { deviceId };
    }
    case "revoke-device": {
      // The digest stays, so that the device is told it was revoked instead of being a stranger.
      return { deviceId: command.body.deviceId };
    }
    case "reject-pairing":
      removeCredential(db, command.body.deviceId);
      return { deviceId: command.body.deviceId };
    case "approve-pairing":
    case "assign-device":
    case "suspend-device":
    case "resume-device":
    case "record-sound-test":
    case "identify-device":
      return { deviceId: command.body.deviceId };
  }
}

function makeWindowSecrets(
  db: WritableDb,
  done: { readonly events: readonly StoredDevicesEvent[]; readonly context: DecisionContext },
  deps: DevicesCompletionDeps,
): Readonly<Record<string, unknown>> {
  const { nowMs, actor } = done.context;
  const opened = present(
    done.events.find((event) => event.type === "pairing-window-opened"),
    "the event of the window",
  );
  const { pairingId, expiresAtMs } = opened.body;
  const bytes = new Uint8Array(PAIRING_TOKEN_BYTES);
  deps.randomness.fill(bytes);
  const pairingToken = Buffer.from(bytes).toString("base64url");
  const code = typedCode(deps.randomness);
  db.run(devicesSql.deleteFrom("pairing_secret").where("made_at_ms", "<", nowMs - PAIRING_SECRET_KEPT_MS));
  db.run(
    devicesSql.insertInto("pairing_secret").values({
      pairing_id: pairingId,
      token_digest: secretDigest(pairingToken),
      code_digest: typedCodeDigest(code, deps.pepper),
      made_at_ms: nowMs,
    }),
  );
  const typedCodeShown = typedCodeForScreen(code);
  const secret = { kind: "pairing" as const, pairingId, pairingToken, typedCode: typedCodeShown, expiresAtMs };
  return { pairingId, expiresAtMs, revealId: deps.keepForReveal(secret, actor.deviceId) };
}

function typedCode(randomness: RandomSource): string {
  const letters = Array.from({ length: TYPED_CODE_LENGTH_COUNT }, () =>
    TYPED_CODE_ALPHABET.charAt(randomness.below(TYPED_CODE_ALPHABET.length)),
  );
  return letters.join("");
}

function forgetOldPolls(db: WritableDb, nowMs: number): void {
  db.run(devicesSql.deleteFrom("pairing_poll").where("made_at_ms", "<", nowMs - PAIRING_SECRET_KEPT_MS));
}
