import { createHash } from "node:crypto";
import { reportRequested } from "#domains/reports/events.ts";
import type { StoredEvent } from "#kernel/definition.ts";
import type { IdFactory } from "#kernel/ids.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { SECOND_MS, type Clock } from "#kernel/time.ts";
import type { Log } from "#main/log.ts";
import type { Service } from "#main/service.ts";
import { SYSTEM_ACTOR } from "#main/store/follow-ons.ts";
import type { KitchenStore } from "#main/store/kitchen-store.ts";
import { createExportShelf } from "./export-shelf.ts";
import type { MadeReport, ReportOrder } from "./make-report.ts";

/** How long a fetch waits for a file that is still being made. */
export const EXPORT_WAIT_MAX_MS = 30 * SECOND_MS;

export interface ExportFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: Uint8Array;
}

/** Why no file is given. `export-unknown` also stands for another device's. */
export type ExportRefusal =
  | { readonly statusCode: 404; readonly code: "export-unknown" }
  | { readonly statusCode: 410; readonly code: "export-gone" }
  | { readonly statusCode: 503; readonly code: "export-not-ready" | "store-full" }
  | { readonly statusCode: 500; readonly code: "export-failed" };

/** Makes the files that were signed for and hands each out once, to the device that asked (LAN46). */
export interface ExportDesk extends Service {
  take(exportId: string, deviceId: string): Promise<Result<ExportFile, ExportRefusal>>;
}

export interface ExportDeskDeps {
  readonly store: Pick<KitchenStore, "bus" | "onCommit">;
  readonly makeReport: (order: ReportOrder, signal: AbortSignal) => Promise<MadeReport>;
  readonly clock: Clock;
  readonly makeId: IdFactory;
  readonly isDemo: boolean;
  readonly log: Pick<Log, "info" | "warn" | "error">;
  /** Waits in real time; gives what ends the wait. */
  readonly after: (waitMs: number, run: () => void) => () => void;
}

type Outcome = Result<MadeReport, ExportRefusal>;
type Requested = StoredEvent<string, ReturnType<typeof reportRequested.body.parse>>;

const CONTENT_TYPES = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  pdf: "application/pdf",
  csv: "text/csv; charset=utf-8",
} as const;

/**
 * Files live in memory only, so nothing of them outlives the process. A file is handed out only once the log holds its digest:
 * a store that cannot write that down gives no personal data out either.
 */
export function createExportDesk(deps: ExportDeskDeps): ExportDesk {
  const { store, clock, log } = deps;
  const shelf = createExportShelf<Requested, Outcome>(clock);
  let chain: Promise<void> = Promise.resolve();

  function enqueue(event: StoredEvent, signal: AbortSignal): void {
    const requested: Requested = { ...event, body: reportRequested.body.parse(event.body) };
    const { exportId } = requested.body;
    const place = shelf.reserve(exportId, requested.deviceId, requested);
    if (place === null) log.warn({ event: "export-refused", exportId });
    else chain = chain.then(() => make(requested, place, signal));
  }

  /** One after the other: two documents at once would take both of the PC's cores from the kitchen. */
  async function make(requested: Requested, place: { put(outcome: Outcome): void }, signal: AbortSignal) {
    const beganMs = clock.monotonicMs();
    const { exportId } = requested.body;
    try {
      const made = await deps.makeReport(orderOf(requested, deps), signal);
      const recorded = await record(deps, exportId, made);
      place.put(recorded);
      const durationMs = Math.round(clock.monotonicMs() - beganMs);
      log.info({ event: "export-made", exportId, isGiven: recorded.ok, rowCount: made.rowCount, durationMs });
    } catch (error) {
      place.put(err({ statusCode: 500, code: "export-failed" }));
      if (!signal.aborted) log.error({ event: "export-failed", exportId, err: error });
    }
  }

  return {
    name: "exports",
    run: async (signal) => {
      const stop = store.onCommit((commit) => {
        for (const event of commit.events) if (event.type === reportRequested.type) enqueue(event, signal);
      });
      await aborted(signal);
      stop();
      await chain;
    },
    take: async (exportId, deviceId) => {
      const found = shelf.find(exportId, deviceId);
      if (found === "unknown") return err({ statusCode: 404, code: "export-unknown" });
      if (found === "gone") return err({ statusCode: 410, code: "export-gone" });
      const outcome = await patient(found.outcome, deps.after);
      if (outcome === null) return err({ statusCode: 503, code: "export-not-ready" });
      // Of two that waited, one gets it.
      if (!found.remove()) return err({ statusCode: 410, code: "export-gone" });
      return outcome.ok ? ok(fileOf(found.request, outcome.value)) : outcome;
    },
  };
}

function orderOf(event: Requested, { isDemo }: ExportDeskDeps): ReportOrder {
  const { request, format, documentCode } = event.body;
  return {
    request,
    format,
    documentCode,
    requestedByStaffId: event.staffId,
    printedAtMs: event.recordedAtMs,
    isDemo,
  };
}

async function record({ store, clock, makeId }: ExportDeskDeps, exportId: string, made: MadeReport): Promise<Outcome> {
  const { answer } = await store.bus.submit({
    commandId: makeId("command"),
    type: "record-report-export",
    body: {
      exportId,
      rowCount: made.rowCount,
      sizeBytes: made.bytes.length,
      fileSha256: createHash("sha256").update(made.bytes).digest("hex"),
    },
    occurredAtMs: clock.nowMs(),
    actor: SYSTEM_ACTOR,
  });
  if (answer.kind === "accepted") return ok(made);
  const isFull = answer.rejection.code === "store-full" || answer.rejection.code === "store-unavailable";
  return err(isFull ? { statusCode: 503, code: "store-full" } : { statusCode: 500, code: "export-failed" });
}

function fileOf(event: Requested, made: MadeReport): ExportFile {
  const { fileName, format } = event.body;
  return { fileName, contentType: CONTENT_TYPES[format], bytes: made.bytes };
}

/** The outcome, or null after the longest wait. */
function patient(outcome: Promise<Outcome>, after: ExportDeskDeps["after"]): Promise<Outcome | null> {
  const { promise, resolve } = Promise.withResolvers<null>();
  const cancel = after(EXPORT_WAIT_MAX_MS, () => resolve(null));
  return Promise.race([outcome, promise]).finally(cancel);
}

function aborted(signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener("abort", () => resolve(), { once: true });
  if (signal.aborted) resolve();
  return promise;
}
