import { fullJitterDelayMs, type BackoffBounds } from "#kernel/backoff.ts";
import { LAN_PROTOCOL_VERSION, type ClientFrame, type ServerFrame } from "#contract/lan-protocol.ts";
import type { KitchenClock } from "./clock.ts";
import type { Cancel, ClientRuntime, Socket } from "./runtime.ts";
import { createSignal, type Signal } from "./signal.ts";

/** Pages cannot see WebSocket-level pings, so a face sends the protocol's own (UX.md §4.1). */
export const PING_EVERY_MS = 2_000;
/** Nothing heard for this long on an open socket: it is dead at the other end, whatever the device believes. */
export const SILENCE_MAX_MS = 10_000;
/** From opening to `welcome`. */
export const WELCOME_WAIT_MAX_MS = 5_000;
/** UX.md §4.3: random pauses, for ever. */
export const RECONNECT_PAUSE: BackoffBounds = { firstMs: 200, maxMs: 5_000 };
/** A refused device asks again at this pace, so that a repaired kitchen finds it by itself. */
export const REFUSED_RETRY_MS = 30_000;

export type Welcome = Extract<ServerFrame, { kind: "welcome" }>;

/** Why the kitchen does not talk to this device; `null` while it may. */
export type ConnectionRefusal = "revoked" | "unknown-device" | "unsupported" | "replaced";

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
  /** How old the snapshot is that the page starts from; absent when it has none. */
  readonly heardAgoMs?: number;
}

/** Keeps one session with the kitchen server alive for ever. */
export function createConnection(deps: ConnectionDeps): Connection {
  const { runtime, clock } = deps;
  const state = createSignal<ConnectionState>({
    phase: "off",
    welcome: null,
    refusal: null,
    attemptCount: 0,
    sessionCount: 0,
  });
  const listeners = new Set<(frame: ServerFrame) => void>();
  let deviceToken = deps.deviceToken;
  let heardMonotonicMs = runtime.monotonicMs() - (deps.heardAgoMs ?? 0);
  let addressIndex = 0;
  let socket: Socket | null = null;
  let isWelcomed = false;
  let cancels: Cancel[] = [];

  const change = (part: Partial<ConnectionState>) => state.set({ ...state.get(), ...part });
  const clearTimers = () => {
    for (const cancel of cancels) cancel();
    cancels = [];
  };
  const later = (delayMs: number, run: () => void) => {
    cancels.push(runtime.after(delayMs, run));
  };

  const open = () => {
    clearTimers();
    const addresses = deps.addresses();
    const address = addresses[addressIndex % Math.max(1, addresses.length)];
    if (address === undefined) {
      retry();
      return;
    }
    change({ phase: "connecting" });
    isWelcomed = false;
    const mine: Socket = runtime.openSocket(address, {
      opened: () => {
        if (socket !== mine) return;
        const hello: ClientFrame = { kind: "hello", protocol: LAN_PROTOCOL_VERSION, deviceToken, client: deps.client };
        mine.send(JSON.stringify(hello));
      },
      received: (text) => {
        if (socket === mine) receive(text, address);
      },
      closed: () => {
        if (socket === mine) lose();
      },
    });
    socket = mine;
    later(WELCOME_WAIT_MAX_MS, () => mine.close());
  };

  const lose = () => {
    socket = null;
    if (!isWelcomed) addressIndex += 1;
    isWelcomed = false;
    retry();
  };

  const retry = () => {
    clearTimers();
    const { attemptCount, refusal } = state.get();
    change({ phase: "waiting", attemptCount: attemptCount + 1 });
    const pauseMs =
      refusal === null ? fullJitterDelayMs(attemptCount, RECONNECT_PAUSE, runtime.random) : REFUSED_RETRY_MS;
    later(pauseMs, open);
  };

  const receive = (text: string, address: string) => {
    const frame = frameFromText(text);
    if (frame === null) {
      socket?.close();
      return;
    }
    const ageMs = runtime.monotonicMs() - heardMonotonicMs;
    heardMonotonicMs = runtime.monotonicMs();
    if (frame.kind === "welcome") welcomed(frame, address);
    if (frame.kind === "pong") {
      clock.sync({ serverTimeMs: frame.serverTimeMs, roundTripMs: runtime.monotonicMs() - frame.sentAtMs });
    }
    if (frame.kind === "error") {
      const refusal = refusalFromCode(frame.code);
      if (refusal !== null) {
        // A refusal is no news of the kitchen's figures: their age goes on.
        heardMonotonicMs = runtime.monotonicMs() - ageMs;
        change({ refusal });
      }
    }
    for (const listener of [...listeners]) listener(frame);
  };

  const welcomed = (welcome: Welcome, address: string) => {
    clearTimers();
    isWelcomed = true;
    addressIndex = 0;
    deps.rememberGoodAddress(address);
    clock.setRate(welcome.clockRate);
    clock.sync({ serverTimeMs: welcome.serverTimeMs, roundTripMs: 0 });
    change({
      phase: "open",
      welcome,
      refusal: null,
      attemptCount: 0,
      sessionCount: state.get().sessionCount + 1,
    });
    ping();
  };

  const ping = () => {
    const present = socket;
    if (present === null) return;
    if (runtime.monotonicMs() - heardMonotonicMs > SILENCE_MAX_MS) {
      present.close();
      return;
    }
    const frame: ClientFrame = { kind: "ping", sentAtMs: runtime.monotonicMs() };
    present.send(JSON.stringify(frame));
    cancels = [];
    later(PING_EVERY_MS, ping);
  };

  const stop = () => {
    clearTimers();
    const present = socket;
    socket = null;
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
      if (socket === null || !isWelcomed) return false;
      socket.send(JSON.stringify(frame));
      return true;
    },
    onFrame: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    ageMs: () => runtime.monotonicMs() - heardMonotonicMs,
    heardAtMs: () => clock.timeAt(heardMonotonicMs),
    useToken: (token) => {
      stop();
      deviceToken = token;
      change({ refusal: null, attemptCount: 0 });
      open();
    },
  };
}

function refusalFromCode(code: string): ConnectionRefusal | null {
  if (code === "device-revoked-closing") return "revoked";
  if (code === "token-unknown-closing") return "unknown-device";
  if (code === "protocol-unsupported-closing") return "unsupported";
  // The same device is open elsewhere (a second tab): two of them must not push each other out for ever.
  if (code === "replaced-closing") return "replaced";
  return null;
}

function frameFromText(text: string): ServerFrame | null {
  try {
    const value: unknown = JSON.parse(text);
    const isFrame = typeof value === "object" && value !== null && "kind" in value;
    return isFrame ? (value as ServerFrame) : null; // our own server's frames; its tests hold it to the schema
  } catch {
    return null;
  }
}
