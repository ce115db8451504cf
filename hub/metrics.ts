import type { CacheOutcome } from "./cache/cache.ts";
import { Counter, Gauge, Histogram, Registry } from "prom-client";

const SECONDS = [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3, 10];

/** What the hub counts, for Prometheus. */
export interface HubMetrics {
  taken(eventCount: number, quarantinedCount: number): void;
  /** A push had to wait for its turn, and was then committed in so long. */
  committed(lane: "class-a" | "bulk", waitedMs: number, durationMs: number): void;
  refused(code: string): void;
  enrolled(outcome: string): void;
  /** A question of the console went to the cache. */
  cached(outcome: CacheOutcome): void;
  text(): Promise<string>;
  readonly contentType: string;
}

/** What a node has now, read when somebody asks. */
export interface HubGauges {
  /** Kitchens connected to this node. */
  readonly socketCount: () => number;
  readonly waiting: () => { readonly urgentCount: number; readonly bulkCount: number };
  readonly windowCount: () => number;
  /** Pages of headquarters' console connected to this node. */
  readonly consoleSocketCount: () => number;
}

export function createHubMetrics(gauges: HubGauges): HubMetrics {
  const registry = new Registry();
  const registers = [registry];
  const events = new Counter({ name: "hub_events_taken_total", help: "Events made durable", registers });
  const quarantined = new Counter({ name: "hub_events_quarantined_total", help: "Events set aside", registers });
  const push = new Histogram({
    name: "hub_push_seconds",
    help: "A push from its turn to its commit, by lane",
    labelNames: ["lane"],
    buckets: SECONDS,
    registers,
  });
  const turn = new Histogram({
    name: "hub_push_wait_seconds",
    help: "A push from its frame to its turn, by lane",
    labelNames: ["lane"],
    buckets: SECONDS,
    registers,
  });
  const refusals = new Counter({
    name: "hub_refusals_total",
    help: "Refusals by code",
    labelNames: ["code"],
    registers,
  });
  const enrolments = new Counter({
    name: "hub_enrolments_total",
    help: "Enrolments by outcome",
    labelNames: ["outcome"],
    registers,
  });
  const cacheReads = new Counter({
    name: "hub_cache_reads_total",
    help: "Questions of the console by what the cache did: hit, miss, shared with one under way, bypassed without Redis",
    labelNames: ["outcome"],
    registers,
  });
  gauge(registers, "hub_console_sockets", "Console pages connected to this node", gauges.consoleSocketCount);
  gauge(registers, "hub_site_sockets", "Kitchens connected to this node", gauges.socketCount);
  gauge(registers, "hub_push_window", "Catch-up pushes given to Postgres at once", gauges.windowCount);
  gauge(
    registers,
    "hub_pushes_waiting_class_a",
    "Pushes of class A waiting for a turn",
    () => gauges.waiting().urgentCount,
  );
  gauge(registers, "hub_pushes_waiting_bulk", "Other pushes waiting for a turn", () => gauges.waiting().bulkCount);
  return {
    taken: (eventCount, quarantinedCount) => {
      events.inc(eventCount);
      quarantined.inc(quarantinedCount);
    },
    committed: (lane, waitedMs, durationMs) => {
      turn.observe({ lane }, waitedMs / 1000);
      push.observe({ lane }, durationMs / 1000);
    },
    refused: (code) => refusals.inc({ code }),
    enrolled: (outcome) => enrolments.inc({ outcome }),
    cached: (outcome) => cacheReads.inc({ outcome }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}

function gauge(registers: Registry[], name: string, help: string, value: () => number): void {
  const made: Gauge = new Gauge({ name, help, registers, collect: () => made.set(value()) });
}
