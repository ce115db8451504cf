import { fullJitterDelayMs, type BackoffBounds } from "#kernel/backoff.ts";
import { LAN_PROTOCOL_VERSION, type ClientFrame, type ServerFrame } from "#contract/lan-protocol.ts";
import type { KitchenClock } from "./clock.ts";
import type { Cancel, ClientRuntime } from "./runtime.ts";
import { openSession, type Session } from "./session.ts";
import { createSignal, type Signal } from "./signal.ts";

/** UX.md §4.3: random pauses, for ever. */
export const RECONNECT_PAUSE: BackoffBounds = { firstMs: 200, maxMs: 5_000 };
/** A refused device asks again at this pace, so that a repaired kitchen finds it by itself. */
export const REFUSED_RETRY_MS = 30_000;

export type Welcome = Extract<ServerFrame, { kind: "welcome" }>;

/** Why the kitchen does not talk to this device; `null` while it may. */
export type ConnectionRefusal = "revoked" | "suspended" | "unknown-device" | "unsupported" | "replaced";

export interface ConnectionState {
  /** `off` before `start` and after `stop`; `waiting` between two attempts. */
  readonly phase: "off" | "connecting" | "open" | "waiting";
  /** The last `welcome`, kept while cut off. */
  readonly welcome: Welcome | null;
  readonly refusal: ConnectionRefusal | null;
  /** Attempts since the last `welcome`. */
  readonly attemptCount: number;
  /** How many times a `welcome` came: a change means a new session with the kitchen. */
  readonly sessionCount: number;
}

export interface Connection {
  readonly state: Signal<ConnectionState>;
  /** Opens the first socket; later ones open by themselves until `stop`. */
  readonly start: () => void;
  readonly stop: () => void;
  /** Sends a frame of the present session; `false` when there is none, and then nothing was sent. */
  readonly send: (frame: ClientFrame) => boolean;
  readonly onFrame: (listener: (frame: ServerFrame) => void) => Cancel;
  /** Monotonic time since the last frame from the kitchen; counts from `heardAgoMs` at first. */
  readonly ageMs: () => number;
  /** The kitchen time of the last frame. */
  readonly heardAtMs: () => number;
  /** Takes a token made by a later pairing and connects anew. */
  readonly useToken: (deviceToken: string) => void;
}

export interface ConnectionDeps {
  readonly runtime: ClientRuntime;
  readonly clock: KitchenClock;
  /** Every address this kitchen was ever reached at, the last good one first. Asked before each attempt. */
  readonly addresses: () => readonly string[];
  readonly rememberGoodAddress: (address: string) => void;
  readonly deviceToken: string;
  readonly client: { readonly name: string; readonly version: string };
  /** How many records the device still holds for the kitchen (LAN48); absent where it keeps none. */
  readonly unsentCount?: () => number | null;
  /** How old the snapshot is that the page starts from; absent when it has none. */
  readonly heardAgoMs?: number;
}

const OFF: ConnectionState = { phase: "off", welcome: null, refusal: null, attemptCount: 0, sessionCount: 0 };

/** Keeps one session with the kitchen server alive for ever. */
export function createConnection(deps: ConnectionDeps): Connection {
  const { runtime } = deps;
  const state = createSignal<ConnectionState>(OFF);
  const change = (part: Partial<ConnectionState>) => state.set({ ...state.get(), ...part });
  const ear = createEar(deps);
  let deviceToken = deps.deviceToken;
  const ring = createAddressRing(deps);
  let session: Session | null = null;
  let cancelRetry: Cancel = () => {};

  const open = () => {
    cancelRetry();
    const mine: Session = openSession({
      runtime,
      address: ring.address(),
      hello: { kind: "hello", protocol: LAN_PROTOCOL_VERSION, deviceToken, client: deps.client },
      unsentCount: () => deps.unsentCount?.() ?? null,
      received: (frame) => session === mine && receive(frame),
      ended: (wasWelcomed) => {
        if (session !== mine) return;
        session = null;
        if (!wasWelcomed) ring.turn();
        retry();
      },
    });
    session = mine;
    change({ phase: "connecting" });
  };
  const retry = () => {
    cancelRetry = runtime.after(pauseBefore(state.get(), runtime), open);
    change({ phase: "waiting", attemptCount: state.get().attemptCount + 1 });
  };
  const receive = (frame: ServerFrame) => {
    const refusal = frame.kind === "error" ? refusalFromCode(frame.code) : null;
    if (refusal !== null) change({ refusal });
    if (frame.kind === "welcome") {
      ring.keep();
      change({ ...welcomed(frame, deps.clock), sessionCount: state.get().sessionCount + 1 });
    }
    ear.hear(frame, refusal === null);
  };
  const stop = () => {
    cancelRetry();
    const present = session;
    session = null;
    present?.close();
    change({ phase: "off" });
  };

  return {
    state,
    start: () => {
      if (state.get().phase === "off") open();
    },
    stop,
    send: (frame) => {
      if (session === null || !session.isWelcomed()) return false;
      session.send(frame);
      return true;
    },
    onFrame: ear.onFrame,
    ageMs: ear.ageMs,
    heardAtMs: ear.heardAtMs,
    useToken: (token) => {
      stop();
      deviceToken = token;
      change({ refusal: null, attemptCount: 0 });
      open();
    },
  };
}

function pauseBefore({ refusal, attemptCount }: ConnectionState, { random }: ClientRuntime): number {
  return refusal === null ? fullJitterDelayMs(attemptCount, RECONNECT_PAUSE, random) : REFUSED_RETRY_MS;
}

/** An address that did not answer makes way for the next; one that did is remembered and tried first. */
function createAddressRing(deps: Pick<ConnectionDeps, "addresses" | "rememberGoodAddress">) {
  let index = 0;
  const address = () => {
    const addresses = deps.addresses();
    return addresses[index % Math.max(1, addresses.length)] ?? "";
  };
  return {
    address,
    turn: () => {
      index += 1;
    },
    keep: () => {
      deps.rememberGoodAddress(address());
      index = 0;
    },
  };
}

interface Ear extends Pick<Connection, "onFrame" | "ageMs" | "heardAtMs"> {
  /** `isNews`: a refusal is no news of the kitchen's figures, their age goes on. */
  readonly hear: (frame: ServerFrame, isNews: boolean) => void;
}

/** Remembers when the kitchen was last heard, keeps the clock by its pongs, and passes every frame on. */
function createEar({ runtime, clock, heardAgoMs = 0 }: ConnectionDeps): Ear {
  const listeners = new Set<(frame: ServerFrame) => void>();
  let heardMonotonicMs = runtime.monotonicMs() - heardAgoMs;
  return {
    hear: (frame, isNews) => {
      const nowMs = runtime.monotonicMs();
      if (isNews) heardMonotonicMs = nowMs;
      if (frame.kind === "pong") {
        clock.sync({ serverTimeMs: frame.serverTimeMs, roundTripMs: nowMs - frame.sentAtMs });
      }
      for (const listener of [...listeners]) listener(frame);
    },
    onFrame: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ageMs: () => runtime.monotonicMs() - heardMonotonicMs,
    heardAtMs: () => clock.timeAt(heardMonotonicMs),
  };
}

/** Sets the clock by the welcome and gives the state it opens. */
function welcomed(welcome: Welcome, clock: KitchenClock): Omit<ConnectionState, "sessionCount"> {
  clock.setRate(welcome.clockRate);
  clock.sync({ serverTimeMs: welcome.serverTimeMs, roundTripMs: 0 });
  return { phase: "open", welcome, refusal: null, attemptCount: 0 };
}

function refusalFromCode(code: string): ConnectionRefusal | null {
  if (code === "device-revoked-closing") return "revoked";
  if (code === "device-suspended-closing") return "suspended";
  if (code === "token-unknown-closing") return "unknown-device";
  if (code === "protocol-unsupported-closing") return "unsupported";
  // The same device is open elsewhere (a second tab): two of them must not push each other out for ever.
  return code === "replaced-closing" ? "replaced" : null;
}
