import { createHash, timingSafeEqual } from "node:crypto";
import {
  pairRequest,
  pairStatusRequest,
  revealRequest,
  TYPED_CODE_ALPHABET,
  TYPED_CODE_LENGTH_COUNT,
  type PairRequest,
} from "#contract/pairing.ts";
import { typedCodeForCompare } from "#domains/devices/rules.ts";
import type { IdFactory } from "#kernel/ids.ts";
import type { Clock } from "#kernel/time.ts";
import { secretDigest, typedCodeDigest } from "#main/domains/devices/credentials.ts";
import { pairingWindowByCode, pairingWindowByToken, type PairingWindowNow } from "#main/domains/devices/queries.ts";
import type { SiteSecrets } from "#main/site-secrets.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { createPairingActs } from "./pairing-acts.ts";
import { pairingBody, pairingRefusal } from "./pairing-answers.ts";
import { createPairingWait } from "./pairing-wait.ts";
import type { DeviceAuth, HttpAnswer, HttpCaller, LanStore, Pairing } from "./ports.ts";
import type { RevealStore } from "./reveal.ts";
import type { Throttle } from "./throttle.ts";

export interface PairingDeps {
  readonly store: LanStore;
  readonly devices: DeviceAuth;
  readonly reveals: RevealStore;
  readonly throttle: Throttle;
  readonly secrets: Pick<SiteSecrets, "shellSecret" | "pepper">;
  readonly clock: Pick<Clock, "nowMs">;
  readonly makeId: IdFactory;
  /** 256 bits, as text. */
  readonly makeSecret: () => string;
  readonly randomBelow: (bound: number) => number;
  readonly write: <Value>(work: (db: WritableDb) => Value) => Value;
  /** Addresses other devices reach this PC at, asked each time: the PC may have changed its network. */
  readonly lanHosts: () => readonly string[];
}

/** Pairing over HTTP (LAN40…): a device names a secret, a person compares a number, the device keeps a token. */
export function createPairing(deps: PairingDeps): Pairing {
  const { store, clock, throttle, secrets } = deps;
  const wait = createPairingWait(deps);
  const acts = createPairingActs({ ...deps, wait });

  async function pair(body: unknown, caller: HttpCaller): Promise<HttpAnswer> {
    const request = pairingBody(pairRequest, body);
    if (!request.ok) return request.error;
    const subject = `address:${caller.remoteAddress}` as const;
    const untilAtMs = throttle.lockedUntilMs(subject);
    if (untilAtMs !== null) {
      return pairingRefusal({ code: "pairing-locked", untilAtMs, retryAfterMs: untilAtMs - clock.nowMs() });
    }
    const { secret, name } = request.value;
    if (isSameSecret(secret, secrets.shellSecret)) return pairShell(request.value, caller);
    const window = windowOf(store.reader, secret, secrets.pepper);
    if (window === undefined) return pairingRefusal({ code: "pairing-code-wrong", ...throttle.wrong(subject) });
    throttle.right(subject);
    if (window.isUsed) return pairingRefusal({ code: "pairing-code-used" });
    if (window.isClosed || window.expiresAtMs <= clock.nowMs()) return pairingRefusal({ code: "pairing-code-expired" });
    return window.preset === null
      ? acts.requestApproval(window, name)
      : acts.pairAtOnce(window.pairingId, window.preset);
  }

  /** The kitchen PC's own windows: the secret lies in a file only this machine's account can read. */
  async function pairShell({ face, name, station }: PairRequest, caller: HttpCaller): Promise<HttpAnswer> {
    if (!caller.isLoopback) return pairingRefusal({ code: "loopback-only" });
    if (face === undefined) {
      return pairingRefusal({ code: "invalid-body", issues: [{ path: "face", message: "required" }] });
    }
    return acts.pairShell({ face, name, station: station ?? null });
  }

  async function status(body: unknown, _caller: HttpCaller, signal: AbortSignal): Promise<HttpAnswer> {
    const request = pairingBody(pairStatusRequest, body);
    if (!request.ok) return request.error;
    const found = await wait.statusOf(request.value.pollSecret, signal);
    return found === null ? pairingRefusal({ code: "pairing-unknown" }) : { statusCode: 200, body: { ...found } };
  }

  function reveal(body: unknown, deviceToken: string | undefined): HttpAnswer {
    const request = pairingBody(revealRequest, body);
    if (!request.ok) return request.error;
    const device = deps.devices.verifyToken(deviceToken ?? "");
    if (!device.ok) return pairingRefusal({ code: "token-unknown" });
    const secret = deps.reveals.take(request.value.revealId, device.value.deviceId);
    if (secret === null) return pairingRefusal({ code: "reveal-gone" });
    const hosts = secret.kind === "pairing" ? { hosts: deps.lanHosts() } : {};
    return { statusCode: 200, body: { ...secret, ...hosts } };
  }

  return { pair, status, reveal: (body, deviceToken) => Promise.resolve(reveal(body, deviceToken)) };
}

/** The window a secret belongs to: the token of the QR, or the code somebody typed. */
function windowOf(db: ReadableDb, secret: string, pepper: Uint8Array): PairingWindowNow | undefined {
  const byToken = pairingWindowByToken(db, secretDigest(secret));
  if (byToken !== undefined) return byToken;
  const code = typedCodeForCompare(secret);
  const isCode =
    code.length === TYPED_CODE_LENGTH_COUNT && Array.from(code).every((sign) => TYPED_CODE_ALPHABET.includes(sign));
  return isCode ? pairingWindowByCode(db, typedCodeDigest(code, pepper)) : undefined;
}

/** Compared by digest, so that neither length nor content shows in the time it takes. */
function isSameSecret(given: string, expected: string): boolean {
  const digestOf = (text: string) => createHash("sha256").update(text).digest();
  return timingSafeEqual(digestOf(given), digestOf(expected));
}
