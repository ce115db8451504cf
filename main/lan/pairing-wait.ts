import { PAIRING_POLL_MAX_MS, type PairStatusAnswer } from "#contract/pairing.ts";
import type { Clock } from "#kernel/time.ts";
import { secretDigest, writeCredential } from "#main/domains/devices/credentials.ts";
import { deviceById, pairingRequestByPoll, type PairingRequestNow } from "#main/domains/devices/queries.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import type { LanStore } from "./ports.ts";

/** Events that end a device's waiting. */
const DECISIONS: readonly string[] = ["device-paired", "pairing-rejected"];

/** The waiting half of pairing: a device asks until a person decided. */
export interface PairingWait {
  requestOf(pollSecret: string): PairingRequestNow | undefined;
  /** Null for a secret nobody was given, or one that has served. */
  statusOf(pollSecret: string, signal: AbortSignal): Promise<PairStatusAnswer | null>;
}

export function createPairingWait(deps: {
  readonly store: LanStore;
  readonly clock: Pick<Clock, "nowMs">;
  readonly makeSecret: () => string;
  readonly write: <Value>(work: (db: WritableDb) => Value) => Value;
}): PairingWait {
  const { store, clock } = deps;

  function requestOf(pollSecret: string): PairingRequestNow | undefined {
    return pairingRequestByPoll(store.reader, secretDigest(pollSecret));
  }

  function answerFor(request: PairingRequestNow): PairStatusAnswer {
    switch (request.status) {
      case "rejected":
        return { status: "rejected" };
      case "expired":
        return { status: "expired" };
      case "pending":
        return request.expiresAtMs <= clock.nowMs()
          ? { status: "expired" }
          : { status: "waiting", expiresAtMs: request.expiresAtMs };
      case "approved":
        return pairedAnswer(request.deviceId);
    }
  }

  /**
   * The token is made when it is handed over, and anew at each asking until the device connected with one: an answer lost
   * on the way, or a restart in between, costs nothing.
   */
  function pairedAnswer(deviceId: string): PairStatusAnswer {
    const device = deviceById(store.reader, deviceId);
    if (device === undefined || device.status === "revoked") return { status: "rejected" };
    const deviceToken = deps.makeSecret();
    const tokenDigest = secretDigest(deviceToken);
    deps.write((db) => {
      writeCredential(db, { deviceId, tokenDigest, nowMs: clock.nowMs() });
    });
    const { face, station, name } = device;
    return { status: "paired", deviceId, deviceToken, face, station, name };
  }

  async function statusOf(pollSecret: string, signal: AbortSignal): Promise<PairStatusAnswer | null> {
    const request = requestOf(pollSecret);
    if (request === undefined) return null;
    const answer = answerFor(request);
    if (answer.status !== "waiting") return answer;
    await decided(store, request.deviceId, signal);
    const after = requestOf(pollSecret);
    return after === undefined ? null : answerFor(after);
  }

  return { requestOf, statusOf };
}

/** Resolves when a person decided about a device, when the longest wait is over, or when the caller left. */
function decided(store: LanStore, deviceId: string, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(finish, PAIRING_POLL_MAX_MS);
    const stopListening = store.onCommit(({ events }) => {
      if (events.some((event) => event.streamId === deviceId && DECISIONS.includes(event.type))) finish();
    });
    signal.addEventListener("abort", finish, { once: true });
    if (signal.aborted) finish();

    function finish(): void {
      clearTimeout(timer);
      stopListening();
      signal.removeEventListener("abort", finish);
      resolve();
    }
  });
}
