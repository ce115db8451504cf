import { Counter, Gauge, Histogram, Registry } from "prom-client";

/** What the hub counts, for Prometheus. */
export interface HubMetrics {
  taken(eventCount: number, quarantinedCount: number, durationMs: number): void;
  refused(code: string): void;
  enrolled(outcome: string): void;
  text(): Promise<string>;
  readonly contentType: string;
}

/** @param socketCount how many kitchens are connected, read when somebody asks */
export function createHubMetrics(socketCount: () => number): HubMetrics {
  const registry = new Registry();
  const registers = [registry];
  const events = new Counter({ name: "hub_events_taken_total", help: "Events made durable", registers });
  const quarantined = new Counter({ name: "hub_events_quarantined_total", help: "Events set aside", registers });
  const push = new Histogram({
    name: "hub_push_seconds",
    help: "A push from its frame to its commit",
    buckets: [0.001, 0.003, 0.01, 0.03, 0.1, 0.3, 1, 3],
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
  const sockets: Gauge = new Gauge({
    name: "hub_site_sockets",
    help: "Kitchens connected to this node",
    registers,
    collect: () => {
      sockets.set(socketCount());
    },
  });
  return {
    taken: (eventCount, quarantinedCount, durationMs) => {
      events.inc(eventCount);
      quarantined.inc(quarantinedCount);
      push.observe(durationMs / 1000);
    },
    refused: (code) => refusals.inc({ code }),
    enrolled: (outcome) => enrolments.inc({ outcome }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
