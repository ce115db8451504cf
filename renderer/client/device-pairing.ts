import type { Face, Station } from "#kernel/access.ts";
import type { Cancel, ClientRuntime } from "./runtime.ts";
import { createSignal, type Signal } from "./signal.ts";

/** What pairing gives a device. The token is kept by the device and never shown. */
export interface PairedDevice {
  readonly deviceId: string;
  readonly deviceToken: string;
  readonly face: Face;
  readonly station: Station | null;
}

/** `waiting`: a person compares the number on both screens. `failed`: the code is the server's, or `unreachable`. */
export type PairingState =
  | { readonly phase: "idle" }
  | { readonly phase: "asking" }
  | { readonly phase: "waiting"; readonly matchCode: string }
  | { readonly phase: "paired"; readonly device: PairedDevice }
  | { readonly phase: "failed"; readonly code: string; readonly data: Readonly<Record<string, unknown>> };

export interface PairingRequest {
  /** A one-time token (QR, address), the typed code, or the shell's secret. */
  readonly secret: string;
  /** How the device introduces itself to the manager. */
  readonly name: string;
  /** Only honoured with a secret that was approved beforehand (the shell's). */
  readonly face?: Face;
  readonly station?: Station;
}

export interface DevicePairing {
  readonly state: Signal<PairingState>;
  readonly request: (request: PairingRequest) => void;
  /** Back to `idle`; an answer on its way is ignored. */
  readonly cancel: Cancel;
}

export type PostAnswer =
  | { readonly ok: true; readonly status: number; readonly body: Readonly<Record<string, unknown>> }
  | { readonly ok: false };

/** POSTs JSON to a path of the own origin, as a paired device when its token is given. `ok: false` when nothing (readable) came back. */
export type PostJson = (path: string, body: object, deviceToken?: string) => Promise<PostAnswer>;

export const PAIRING_RETRY_MS = 2_000;

/** Runs one pairing at a time: ask, wait for the person at the manager's screen, keep asking through cuts. */
export function createDevicePairing(deps: { readonly runtime: ClientRuntime; readonly post: PostJson }): DevicePairing {
  const { runtime, post } = deps;
  const state = createSignal<PairingState>({ phase: "idle" });
  let attempt = 0;

  const poll = async (mine: number, pollSecret: string) => {
    const answer = await post("/pair/status", { pollSecret });
    if (mine !== attempt) return;
    const status = answer.ok ? answer.body["status"] : "waiting";
    if (status === "waiting") {
      // The server holds the question up to 25 s by itself; the pause only matters while it is away.
      runtime.after(answer.ok && answer.status === 200 ? 0 : PAIRING_RETRY_MS, () => {
        if (mine === attempt) void poll(mine, pollSecret);
      });
    } else settle(answer);
  };

  const settle = (answer: PostAnswer) => {
    if (!answer.ok) {
      state.set({ phase: "failed", code: "unreachable", data: {} });
      return;
    }
    const device = pairedDeviceFromBody(answer.body);
    if (device !== null) state.set({ phase: "paired", device });
    else state.set({ phase: "failed", code: failureCode(answer.body), data: answer.body });
  };

  const ask = async (mine: number, request: PairingRequest) => {
    const answer = await post("/pair", request);
    if (mine !== attempt) return;
    const { status, pollSecret, matchCode } = answer.ok ? answer.body : {};
    if (status === "waiting" && typeof pollSecret === "string" && typeof matchCode === "string") {
      state.set({ phase: "waiting", matchCode });
      await poll(mine, pollSecret);
    } else settle(answer);
  };

  return {
    state,
    request: (request) => {
      attempt += 1;
      state.set({ phase: "asking" });
      void ask(attempt, request);
    },
    cancel: () => {
      attempt += 1;
      state.set({ phase: "idle" });
    },
  };
}

/** The browser's `fetch`, to the own origin only. */
export const browserPost: PostJson = async (path, body, deviceToken) => {
  try {
    const response = await fetch(path, {
      method: "POST",
      headers: {
        "content-type": "application/json",
        ...(deviceToken === undefined ? {} : { authorization: `Bearer ${deviceToken}` }),
      },
      body: JSON.stringify(body),
      cache: "no-store",
    });
    const value: unknown = await response.json();
    if (typeof value !== "object" || value === null) return { ok: false };
    return { ok: true, status: response.status, body: { ...value } };
  } catch {
    return { ok: false };
  }
};

/** A typed error answer carries `code`; a settled pairing carries `status` (`rejected`, `expired`). */
function failureCode(body: Readonly<Record<string, unknown>>): string {
  for (const member of ["code", "status", "error"]) {
    const value = body[member];
    if (typeof value === "string") return value;
  }
  return "unreachable";
}

function pairedDeviceFromBody(body: Readonly<Record<string, unknown>>): PairedDevice | null {
  const { status, deviceId, deviceToken, face, station } = body;
  if (status !== "paired" || typeof deviceId !== "string" || typeof deviceToken !== "string") return null;
  return {
    deviceId,
    deviceToken,
    face: face as Face, // the kitchen's own answer
    station: (station ?? null) as Station | null, // likewise
  };
}
