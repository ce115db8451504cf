import { monitorEventLoopDelay } from "node:perf_hooks";
import { Counter, Gauge, Histogram, Registry } from "prom-client";
import type { LanErrorCode } from "#contract/lan-protocol.ts";
import type { LiveQueryMeter } from "./subscriptions.ts";
import type { TopicMeter } from "./topics/follow.ts";

/** What the server reports about itself; `text` is the Prometheus page of `GET /metrics`. */
export interface LanMetrics extends LiveQueryMeter, TopicMeter {
  commandAnswered(outcome: "accepted" | "rejected" | "repeat", submitMs: number): void;
  commandRejected(code: string): void;
  frameRefused(code: LanErrorCode): void;
  received(byteCount: number): void;
  sent(byteCount: number): void;
  evicted(reason: string): void;
  /** One group commit of the store. */
  committed(durationMs: number, flushMs: number): void;
  /** Figures read when somebody asks. */
  observe(read: () => LanFigures): void;
  text(): Promise<string>;
  readonly contentType: string;
  close(): void;
}

export interface LanFigures {
  readonly socketsByFace: Readonly<Record<string, number>>;
  readonly waitingSocketCount: number;
  readonly closingSocketCount: number;
  readonly queuedFrameCount: number;
  readonly commandsInFlightCount: number;
  readonly storeQueueCount: number;
  readonly subscriptionCount: number;
  readonly liveQueryCount: number;
  readonly topicCount: number;
  readonly headSeq: number;
  readonly uptimeS: number;
}

/** Bounds in seconds: a FULL commit takes 1–15 ms on the disks kitchens have; the tail matters. */
const LATENCY_BUCKETS_S = [0.001, 0.002, 0.005, 0.01, 0.015, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5];
const EVENT_LOOP_RESOLUTION_MS = 20;
const NS_PER_S = 1e9;

export function createLanMetrics(): LanMetrics {
  const registry = new Registry();
  const registers = [registry];
  const instruments = createInstruments(registers);
  const eventLoopDelay = monitorEventLoopDelay({ resolution: EVENT_LOOP_RESOLUTION_MS });
  eventLoopDelay.enable();
  let readFigures: (() => LanFigures) | undefined;
  const tally = createTally();
  const collect = () => {
    const { gauges } = instruments;
    takeTally(instruments.counters, tally);
    gauges.eventLoopDelay.set({ quantile: "0.5" }, eventLoopDelay.percentile(50) / NS_PER_S);
    gauges.eventLoopDelay.set({ quantile: "0.99" }, eventLoopDelay.percentile(99) / NS_PER_S);
    gauges.eventLoopDelay.set({ quantile: "1" }, eventLoopDelay.max / NS_PER_S);
    const memory = process.memoryUsage();
    gauges.memory.set({ kind: "resident" }, memory.rss);
    gauges.memory.set({ kind: "heap" }, memory.heapUsed);
    gauges.memory.set({ kind: "external" }, memory.external);
    if (readFigures !== undefined) setFigures(gauges, readFigures());
  };
  const { counters, histograms } = instruments;
  return {
    commandAnswered: (outcome, submitMs) => {
      counters.commands.inc({ outcome });
      histograms.command.observe(submitMs / 1000);
    },
    commandRejected: (code) => counters.rejections.inc({ code }),
    frameRefused: (code) => counters.errors.inc({ code }),
    received: (byteCount) => {
      tally.receivedFrameCount += 1;
      tally.receivedBytes += byteCount;
    },
    sent: (byteCount) => {
      tally.sentFrameCount += 1;
      tally.sentBytes += byteCount;
    },
    evicted: (reason) => counters.evictions.inc({ reason }),
    committed: (durationMs, flushMs) => {
      histograms.commit.observe(durationMs / 1000);
      histograms.flush.observe(flushMs / 1000);
    },
    evaluated: (query, durationMs) => {
      counters.evaluations.inc({ query });
      histograms.evaluation.observe(durationMs / 1000);
    },
    serialised: (kind) => counters.serialisations.inc({ kind }),
    delivered: (kind) => {
      tally.deliveryCounts[kind] += 1;
    },
    skipped: () => counters.skips.inc(),
    eventsSent: (eventCount) => {
      counters.eventPages.inc();
      counters.events.inc(eventCount);
    },
    observe: (read) => {
      readFigures = read;
    },
    text: () => {
      collect();
      return registry.metrics();
    },
    contentType: registry.contentType,
    close: () => {
      eventLoopDelay.disable();
      readFigures = undefined;
    },
  };
}

/**
 * What is counted once per frame and socket. A labelled counter costs more than handing a small frame to the network, so
 * these are plain numbers until somebody asks.
 */
function createTally() {
  return {
    receivedFrameCount: 0,
    receivedBytes: 0,
    sentFrameCount: 0,
    sentBytes: 0,
    deliveryCounts: { rows: 0, patch: 0, unchanged: 0 },
  };
}

function takeTally(counters: Instruments["counters"], tally: ReturnType<typeof createTally>) {
  counters.receivedFrames.inc(tally.receivedFrameCount);
  counters.receivedBytes.inc(tally.receivedBytes);
  counters.sentFrames.inc(tally.sentFrameCount);
  counters.sentBytes.inc(tally.sentBytes);
  const { rows, patch, unchanged } = tally.deliveryCounts;
  counters.deliveries.inc({ kind: "rows" }, rows);
  counters.deliveries.inc({ kind: "patch" }, patch);
  counters.deliveries.inc({ kind: "unchanged" }, unchanged);
  Object.assign(tally, createTally());
}

type Instruments = ReturnType<typeof createInstruments>;

function createInstruments(registers: Registry[]) {
  const counter = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Counter<Label>({ name: `bergizi_lan_${name}`, help, labelNames, registers });
  const gauge = <Label extends string = never>(name: string, help: string, labelNames: Label[] = []) =>
    new Gauge<Label>({ name: `bergizi_lan_${name}`, help, labelNames, registers });
  const histogram = (name: string, help: string) =>
    new Histogram({ name: `bergizi_lan_${name}`, help, buckets: LATENCY_BUCKETS_S, registers });
  return {
    counters: {
      commands: counter("commands_total", "Commands answered by the store.", ["outcome"]),
      rejections: counter("command_rejections_total", "Rejections by code, before the store or by it.", ["code"]),
      errors: counter("errors_total", "Error frames by code.", ["code"]),
      receivedFrames: counter("received_frames_total", "Frames received."),
      receivedBytes: counter("received_bytes_total", "Payload bytes received."),
      sentFrames: counter("sent_frames_total", "Frames handed to sockets."),
      sentBytes: counter("sent_bytes_total", "Bytes handed to sockets."),
      evictions: counter("evictions_total", "Connections the server ended, by reason.", ["reason"]),
      evaluations: counter("query_evaluations_total", "Evaluations of live queries.", ["query"]),
      serialisations: counter("answer_serialisations_total", "Answer frames serialised.", ["kind"]),
      deliveries: counter("answer_deliveries_total", "Answer frames handed to sockets.", ["kind"]),
      skips: counter("answer_skips_total", "Answers held back from slow sockets."),
      eventPages: counter("event_pages_total", "Pages of followed events sent."),
      events: counter("events_sent_total", "Followed events sent."),
    },
    histograms: {
      command: histogram("command_seconds", "From the bus taking a command to its durable answer."),
      commit: histogram("commit_seconds", "One group commit: the whole transaction."),
      flush: histogram("commit_flush_seconds", "COMMIT alone: the flush to the disk."),
      evaluation: histogram("query_evaluation_seconds", "One evaluation of one live query."),
    },
    gauges: {
      sockets: gauge("sockets", "Open connections by face.", ["face"]),
      waitingSockets: gauge("waiting_sockets", "Connections that have not said hello."),
      closingSockets: gauge("closing_sockets", "Connections that are being closed."),
      queuedFrames: gauge("queued_frames", "Frames received and not yet taken."),
      commandsInFlight: gauge("commands_in_flight", "Commands given to the store and not yet answered."),
      storeQueue: gauge("store_queue", "Commands waiting for their transaction."),
      subscriptions: gauge("subscriptions", "Subscriptions to live queries."),
      liveQueries: gauge("live_queries", "Distinct questions held."),
      topics: gauge("topics", "Followed topics."),
      headSeq: gauge("head_seq", "Newest event of the log."),
      uptime: gauge("uptime_seconds", "Since the server listens."),
      memory: gauge("memory_bytes", "Memory of the process.", ["kind"]),
      eventLoopDelay: gauge("event_loop_delay_seconds", "Delay of the event loop since start.", ["quantile"]),
    },
  };
}

function setFigures(gauges: Instruments["gauges"], figures: LanFigures) {
  gauges.sockets.reset();
  for (const [face, count] of Object.entries(figures.socketsByFace)) gauges.sockets.set({ face }, count);
  gauges.waitingSockets.set(figures.waitingSocketCount);
  gauges.closingSockets.set(figures.closingSocketCount);
  gauges.queuedFrames.set(figures.queuedFrameCount);
  gauges.commandsInFlight.set(figures.commandsInFlightCount);
  gauges.storeQueue.set(figures.storeQueueCount);
  gauges.subscriptions.set(figures.subscriptionCount);
  gauges.liveQueries.set(figures.liveQueryCount);
  gauges.topics.set(figures.topicCount);
  gauges.headSeq.set(figures.headSeq);
  gauges.uptime.set(figures.uptimeS);
}
