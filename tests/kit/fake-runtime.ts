import type { ClientRuntime, Socket, SocketHandlers } from "#renderer/client/runtime.ts";
import type { ClientFrame, ServerFrame } from "#contract/lan-protocol.ts";

/** One socket a client opened, from the server's side. */
export interface FakeSocket {
  readonly url: string;
  readonly sent: ClientFrame[];
  readonly isOpen: () => boolean;
  /** Completes the opening. */
  readonly accept: () => void;
  readonly deliver: (frame: ServerFrame) => void;
  readonly deliverText: (text: string) => void;
  /** The other end goes away. */
  readonly drop: () => void;
}

export interface FakeRuntime extends ClientRuntime {
  readonly sockets: readonly FakeSocket[];
  readonly lastSocket: () => FakeSocket;
  /** Moves time on, running every timer that falls due in order. */
  readonly advance: (durationMs: number) => void;
  readonly setDeviceTime: (deviceTimeMs: number) => void;
}

/** A device whose clock, timers, randomness and sockets are moved by hand. */
export function createFakeRuntime(options: {
  readonly deviceTimeMs: number;
  readonly random?: () => number;
}): FakeRuntime {
  const sockets: FakeSocket[] = [];
  const timers = new Map<number, { readonly atMs: number; readonly run: () => void }>();
  let monotonicMs = 1_000;
  let deviceOffsetMs = options.deviceTimeMs - monotonicMs;
  let timerCount = 0;
  let fillCount = 0;

  const openSocket = (url: string, handlers: SocketHandlers): Socket => {
    let status: "opening" | "open" | "over" = "opening";
    const sent: ClientFrame[] = [];
    const end = () => {
      if (status === "over") return;
      status = "over";
      handlers.closed();
    };
    sockets.push({
      url,
      sent,
      isOpen: () => status === "open",
      accept: () => {
        status = "open";
        handlers.opened();
      },
      deliver: (frame) => handlers.received(JSON.stringify(frame)),
      deliverText: (text) => handlers.received(text),
      drop: end,
    });
    return {
      send: (text) => {
        if (status === "open") sent.push(JSON.parse(text) as ClientFrame); // what the client under test wrote
      },
      close: end,
    };
  };

  return {
    sockets,
    lastSocket: () => {
      const socket = sockets.at(-1);
      if (socket === undefined) throw new Error("no socket was opened");
      return socket;
    },
    monotonicMs: () => monotonicMs,
    deviceTimeMs: () => monotonicMs + deviceOffsetMs,
    setDeviceTime: (deviceTimeMs) => {
      deviceOffsetMs = deviceTimeMs - monotonicMs;
    },
    random: options.random ?? (() => 0.5),
    fillRandom: (bytes) => {
      fillCount += 1;
      // Unlike bytes every time, the same in every run.
      new DataView(bytes.buffer).setUint32(bytes.length - 4, fillCount);
    },
    after: (delayMs, run) => {
      timerCount += 1;
      const id = timerCount;
      timers.set(id, { atMs: monotonicMs + delayMs, run });
      return () => timers.delete(id);
    },
    openSocket,
    advance: (durationMs) => {
      const untilMs = monotonicMs + durationMs;
      for (;;) {
        const [due] = [...timers].filter(([, { atMs }]) => atMs <= untilMs).toSorted(([, a], [, b]) => a.atMs - b.atMs);
        if (due === undefined) break;
        const [id, timer] = due;
        timers.delete(id);
        monotonicMs = Math.max(monotonicMs, timer.atMs);
        timer.run();
      }
      monotonicMs = untilMs;
    },
  };
}

/** The first frame a kitchen answers with. */
export function welcomeFrame(part: Partial<Extract<ServerFrame, { kind: "welcome" }>> = {}): ServerFrame {
  return {
    kind: "welcome",
    siteId: "site_00000000000000000000000000000001",
    siteName: "SPPG Uji",
    epoch: "e1",
    seq: 10,
    serverTimeMs: 1_795_000_000_000,
    clockRate: 1,
    isDemo: false,
    timeZone: "Asia/Jakarta",
    deviceId: "device_00000000000000000000000000000001",
    face: "tablet",
    station: "cook",
    deviceName: "Tablet Masak",
    protocol: 1,
    build: "test",
    sessions: [],
    ...part,
  };
}
