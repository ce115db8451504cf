import type { IncomingFrame } from "./frame-socket.ts";
import type { Scheduler } from "./scheduler.ts";

/** What taking a frame leaves behind: a promise holds the connection's next frame back until it settles. */
export type Pending = Promise<void> | void;

/** Where one socket's frames wait. */
export interface Inbox {
  push(frame: IncomingFrame): void;
  /** Drops what waits and takes nothing more. */
  close(): void;
}

/** The one loop that takes frames of all connections, in turn, a bounded number per turn of the event loop. */
export interface FrameLoop {
  open(connection: {
    readonly take: (frame: IncomingFrame) => Pending;
    /** A bug in taking a frame; the connection decides what becomes of it. */
    readonly failed: (cause: unknown) => void;
    readonly pause: () => void;
    readonly resume: () => void;
  }): Inbox;
  queuedCount(): number;
  /** Takes no more frames. */
  stop(): void;
}

interface Lane {
  readonly connection: Parameters<FrameLoop["open"]>[0];
  readonly frames: IncomingFrame[];
  /** `listed`: in the ready list; `busy`: its last frame is not done; `idle`: nothing waits. */
  state: "idle" | "listed" | "busy" | "closed";
  isPaused: boolean;
}

interface LoopState {
  readonly ready: Lane[];
  readonly runSoon: () => void;
  readonly inboxMaxCount: number;
  queuedCount: number;
  isStopped: boolean;
}

/** Creates the loop. A connection with `inboxMaxCount` frames waiting has its socket paused until half are taken. */
export function createFrameLoop(options: {
  readonly scheduler: Scheduler;
  readonly framesPerTurnCount: number;
  readonly inboxMaxCount: number;
}): FrameLoop {
  let isScheduled = false;
  const runSoon = () => {
    if (isScheduled) return;
    isScheduled = true;
    options.scheduler.soon(turn);
  };
  const loop: LoopState = {
    ready: [],
    runSoon,
    inboxMaxCount: options.inboxMaxCount,
    queuedCount: 0,
    isStopped: false,
  };
  function turn() {
    isScheduled = false;
    if (loop.isStopped) return;
    for (let takenCount = 0; takenCount < options.framesPerTurnCount; takenCount += 1) {
      const lane = loop.ready.shift();
      if (lane === undefined) return;
      if (lane.state === "listed") takeOne(loop, lane);
    }
    if (loop.ready.length > 0) runSoon();
  }
  return {
    queuedCount: () => loop.queuedCount,
    stop: () => {
      loop.isStopped = true;
    },
    open: (connection) => {
      const lane: Lane = { connection, frames: [], state: "idle", isPaused: false };
      return {
        push: (frame) => queue(loop, lane, frame),
        close: () => {
          lane.state = "closed";
          loop.queuedCount -= lane.frames.length;
          lane.frames.length = 0;
        },
      };
    },
  };
}

function queue(loop: LoopState, lane: Lane, frame: IncomingFrame) {
  if (lane.state === "closed") return;
  lane.frames.push(frame);
  loop.queuedCount += 1;
  if (!lane.isPaused && lane.frames.length >= loop.inboxMaxCount) {
    lane.isPaused = true;
    lane.connection.pause();
  }
  if (lane.state === "idle") list(loop, lane);
}

function takeOne(loop: LoopState, lane: Lane) {
  const frame = lane.frames.shift();
  lane.state = "idle";
  if (frame === undefined) return;
  loop.queuedCount -= 1;
  if (lane.isPaused && lane.frames.length <= loop.inboxMaxCount / 2) {
    lane.isPaused = false;
    lane.connection.resume();
  }
  const pending = started(lane, frame);
  if (!(pending instanceof Promise)) return listIfWaiting(loop, lane, "idle");
  if (!isClosed(lane)) lane.state = "busy";
  void pending.catch(lane.connection.failed).then(() => {
    listIfWaiting(loop, lane, "busy");
  });
}

function listIfWaiting(loop: LoopState, lane: Lane, from: Lane["state"]) {
  if (lane.state !== from) return;
  lane.state = "idle";
  if (lane.frames.length > 0) list(loop, lane);
}

function isClosed(lane: Lane): boolean {
  return lane.state === "closed";
}

function started(lane: Lane, frame: IncomingFrame): Pending {
  try {
    return lane.connection.take(frame);
  } catch (cause) {
    // One connection's bug is answered on that connection; the others go on being served.
    lane.connection.failed(cause);
  }
}

function list(loop: LoopState, lane: Lane) {
  lane.state = "listed";
  loop.ready.push(lane);
  loop.runSoon();
}
