import { HUB_PUSH_EVENTS_MAX_COUNT, HUB_PUSH_MAX_BYTES, type HubEvent } from "#contract/hub-protocol.ts";
import { BENCH_EPOCH, benchLog, openBenchSocket, siteOfNumber } from "./hub-sites.ts";

/**
 * The pushing side of P3, a process of its own: makes the logs and their frames beforehand, then pushes them with the credits the
 * hub gives, all kitchens at once, and says how long it took until the last acknowledgement.
 */
export interface PushOrder {
  readonly port: number;
  readonly siteNumbers: readonly number[];
  readonly eventsCount: number;
}

export type PushReport = { readonly kind: "ready" } | { readonly kind: "pushed"; readonly tookMs: number };

interface Ready {
  readonly frames: readonly string[];
  readonly lastSeq: number;
  readonly socket: Awaited<ReturnType<typeof openBenchSocket>>;
}

let ready: readonly Ready[] = [];

process.on("message", (message: PushOrder | "go") => {
  if (message === "go") {
    const startedMs = performance.now();
    void Promise.all(ready.map(push)).then(() => {
      for (const { socket } of ready) socket.close();
      tell({ kind: "pushed", tookMs: performance.now() - startedMs });
    });
  } else {
    void prepare(message).then((made) => {
      ready = made;
      tell({ kind: "ready" });
    });
  }
});

function tell(report: PushReport): void {
  process.send?.(report);
}

async function prepare(order: PushOrder): Promise<readonly Ready[]> {
  return Promise.all(
    order.siteNumbers.map(async (number) => {
      const site = siteOfNumber(number);
      const log = benchLog(site, { fromSeq: 1, count: order.eventsCount });
      const hash = log.at(-1)?.hash ?? null;
      const socket = await openBenchSocket(order.port, site, { seq: log.length, hash });
      return { frames: framesOf(log), lastSeq: log.length, socket };
    }),
  );
}

/** Pushes of at most 500 events and 256 KB, as the kitchen's own pump cuts them. */
export function framesOf(log: readonly HubEvent[]): readonly string[] {
  const frames: string[] = [];
  let events: string[] = [];
  let sizeBytes = 0;
  const cut = () => {
    if (events.length > 0) frames.push(`{"kind":"push","epoch":"${BENCH_EPOCH}","events":[${events.join(",")}]}`);
    events = [];
    sizeBytes = 0;
  };
  for (const event of log) {
    const text = JSON.stringify(event);
    if (events.length === HUB_PUSH_EVENTS_MAX_COUNT || sizeBytes + text.length > HUB_PUSH_MAX_BYTES) cut();
    events.push(text);
    sizeBytes += text.length;
  }
  cut();
  return frames;
}

function push({ frames, lastSeq, socket }: Ready): Promise<void> {
  return new Promise((resolve, reject) => {
    let sentCount = 0;
    const sendNext = () => {
      const frame = frames[sentCount];
      if (frame === undefined) return;
      sentCount += 1;
      socket.send(frame);
    };
    socket.onFrame((frame) => {
      if (frame.kind === "refused") reject(new Error(JSON.stringify(frame)));
      if (frame.kind !== "ack") return;
      if (frame.seq === lastSeq) resolve();
      else sendNext();
    });
    for (let credit = 0; credit < socket.welcome.credits; credit += 1) sendNext();
  });
}
