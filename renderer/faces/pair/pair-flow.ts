import type { Face, Station } from "#kernel/access.ts";
import { SECOND_MS } from "#kernel/time.ts";
import type { PairAnswer, PairingErrorCode, PairStatusAnswer } from "#contract/pairing.ts";

/** Pause before asking again when the kitchen did not answer; doubled up to the longest. */
export const RETRY_MIN_MS = SECOND_MS;
export const RETRY_MAX_MS = 5 * SECOND_MS;

/** Why the kitchen, or the way to it, said no. `data` carries what its words need. */
export interface PairRefusal {
  readonly code: PairingErrorCode | "kitchen-away" | "answer-odd";
  readonly data: Readonly<Record<string, unknown>>;
}

/** A request that waits for a person; kept for the life of the tab, so a reload goes on waiting. */
export interface WaitingRequest {
  readonly pollSecret: string;
  readonly matchCode: string;
  readonly name: string;
}

export type PairState =
  | { readonly kind: "form"; readonly refusal: PairRefusal | null }
  | { readonly kind: "sending" }
  | { readonly kind: "waiting"; readonly matchCode: string; readonly isKitchenAway: boolean }
  | { readonly kind: "paired"; readonly face: Face; readonly station: Station | null; readonly name: string }
  | { readonly kind: "ended"; readonly reason: "rejected" | "expired" };

export interface PairFlowDeps {
  /** Sends JSON and gives the answer, or null when the kitchen could not be reached. */
  readonly post: (path: "/pair" | "/pair/status", body: object) => Promise<HttpReply | null>;
  readonly wait: (durationMs: number) => Promise<void>;
  readonly saved: {
    readonly read: () => WaitingRequest | null;
    readonly write: (request: WaitingRequest | null) => void;
  };
  /** Keeps the device token where its face looks for it. */
  readonly keepToken: (face: Face, deviceToken: string) => void;
  readonly onChange: (state: PairState) => void;
}

export interface HttpReply {
  readonly statusCode: number;
  readonly body: unknown;
}

export interface PairFlow {
  readonly request: (secret: string, name: string) => Promise<void>;
  /** Goes on waiting after a reload; does nothing when nothing waits. */
  readonly resume: () => Promise<void>;
  readonly startOver: () => void;
}

/** One device's way into the kitchen: ask, show the number, wait, keep the token (UX.md §3.6). */
export function createPairFlow(deps: PairFlowDeps): PairFlow {
  // Raised by every new start, so an answer to an abandoned request changes nothing.
  let attempt = 0;
  let isSending = false;

  const request = async (secret: string, name: string) => {
    // A second tap would spend the code twice and answer the first with “used”.
    if (isSending) return;
    attempt += 1;
    const own = attempt;
    isSending = true;
    deps.onChange({ kind: "sending" });
    const reply = await deps.post("/pair", { secret, name });
    isSending = false;
    if (own !== attempt) return;
    if (reply === null) return deps.onChange({ kind: "form", refusal: { code: "kitchen-away", data: {} } });
    if (reply.statusCode >= 400) return deps.onChange({ kind: "form", refusal: refusalFromBody(reply.body) });
    const answer = reply.body as PairAnswer; // our own server's answer to a success status (core/contract/pairing.ts)
    if (answer.status === "paired") return finish(answer);
    const waiting = { pollSecret: answer.pollSecret, matchCode: answer.matchCode, name };
    deps.saved.write(waiting);
    await poll(waiting, own);
  };

  const poll = async (waiting: WaitingRequest, own: number) => {
    let retryMs = RETRY_MIN_MS;
    deps.onChange({ kind: "waiting", matchCode: waiting.matchCode, isKitchenAway: false });
    while (own === attempt) {
      const reply = await deps.post("/pair/status", { pollSecret: waiting.pollSecret });
      if (own !== attempt) return;
      if (reply === null || reply.statusCode >= 500) {
        deps.onChange({ kind: "waiting", matchCode: waiting.matchCode, isKitchenAway: true });
        await deps.wait(retryMs);
        retryMs = Math.min(retryMs * 2, RETRY_MAX_MS);
        continue;
      }
      if (reply.statusCode >= 400) return end("expired");
      const answer = reply.body as PairStatusAnswer; // as above
      if (answer.status === "paired") return finish(answer);
      if (answer.status !== "waiting") return end(answer.status);
      retryMs = RETRY_MIN_MS;
      deps.onChange({ kind: "waiting", matchCode: waiting.matchCode, isKitchenAway: false });
    }
  };

  const finish = (answer: Extract<PairAnswer, { readonly status: "paired" }>) => {
    deps.saved.write(null);
    deps.keepToken(answer.face, answer.deviceToken);
    deps.onChange({ kind: "paired", face: answer.face, station: answer.station, name: answer.name });
  };
  const end = (reason: "rejected" | "expired") => {
    deps.saved.write(null);
    deps.onChange({ kind: "ended", reason });
  };

  return {
    request,
    resume: async () => {
      const waiting = deps.saved.read();
      if (waiting === null) return;
      attempt += 1;
      await poll(waiting, attempt);
    },
    startOver: () => {
      attempt += 1;
      deps.saved.write(null);
      deps.onChange({ kind: "form", refusal: null });
    },
  };
}

function refusalFromBody(body: unknown): PairRefusal {
  if (typeof body !== "object" || body === null || !("code" in body) || typeof body.code !== "string") {
    return { code: "answer-odd", data: {} };
  }
  return {
    code: body.code as PairRefusal["code"], // one of the contract's codes; the page has words for an unknown one too
    data: body as Readonly<Record<string, unknown>>, // an object by the check above
  };
}

/** The one-time secret in the page's address: `#secret=…` of the QR, or the bare token. */
export function secretFromFragment(fragment: string): string | null {
  const text = fragment.replace(/^#/, "");
  if (text === "") return null;
  const named = new URLSearchParams(text).get("secret");
  if (named !== null) return named === "" ? null : named;
  return /^[A-Za-z0-9_-]{16,128}$/.test(text) ? text : null;
}
