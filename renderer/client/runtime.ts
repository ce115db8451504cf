/** Undoes a timer or a listener; calling it twice does nothing more. */
export type Cancel = () => void;

export interface SocketHandlers {
  readonly opened: () => void;
  readonly received: (text: string) => void;
  /** Called once, whether the socket never opened, broke, or was closed by either end. */
  readonly closed: () => void;
}

export interface Socket {
  readonly send: (text: string) => void;
  readonly close: () => void;
}

/** The outside world as the client uses it. The browser's is `browserRuntime`; tests hand in one moved by hand. */
export interface ClientRuntime {
  /** Never jumps; every age and duration is measured with it. */
  readonly monotonicMs: () => number;
  /** The device's own wall clock: only used until the kitchen's clock is known. */
  readonly deviceTimeMs: () => number;
  readonly random: () => number;
  readonly fillRandom: (bytes: Uint8Array<ArrayBuffer>) => void;
  readonly after: (delayMs: number, run: () => void) => Cancel;
  readonly openSocket: (url: string, handlers: SocketHandlers) => Socket;
}

/** The browser's clocks, timers, randomness and sockets. */
export const browserRuntime: ClientRuntime = {
  monotonicMs: () => performance.now(),
  deviceTimeMs: () => Math.round(performance.timeOrigin + performance.now()),
  random: () => Math.random(),
  fillRandom: (bytes) => {
    crypto.getRandomValues(bytes);
  },
  after: (delayMs, run) => {
    const timer = setTimeout(run, delayMs);
    return () => clearTimeout(timer);
  },
  openSocket: (url, handlers) => openBrowserSocket(url, handlers),
};

function openBrowserSocket(url: string, handlers: SocketHandlers): Socket {
  const socket = new WebSocket(url);
  let isOver = false;
  const end = () => {
    if (isOver) return;
    isOver = true;
    handlers.closed();
  };
  socket.addEventListener("open", () => handlers.opened());
  socket.addEventListener("message", (message: MessageEvent<unknown>) => {
    if (typeof message.data === "string") handlers.received(message.data);
  });
  socket.addEventListener("close", end);
  socket.addEventListener("error", end);
  return {
    send: (text) => {
      if (socket.readyState === WebSocket.OPEN) socket.send(text);
    },
    close: () => {
      socket.close();
      // A half-open connection may never answer the close: whoever asked is told at once.
      end();
    },
  };
}
