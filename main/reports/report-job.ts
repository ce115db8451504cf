import { Worker } from "node:worker_threads";
import { siblingUrl } from "#main/sibling-url.ts";
import type { MadeReport, ReportOrder } from "./make-report.ts";

/** A report to make from a store's file, in a thread and on a connection of its own. */
export interface ReportJob {
  readonly dataDir: string;
  /** Opens sealed rows; it stays in this process. */
  readonly siteKey: Uint8Array;
  readonly order: ReportOrder;
}

const WORKER_URL = new URL(siblingUrl(import.meta.url, "report-worker"));

/** Runs a job and gives its file; rejects when the worker fails or `signal` aborts, which ends the worker. */
export function runReportJob(job: ReportJob, signal: AbortSignal): Promise<MadeReport> {
  const { promise, resolve, reject } = Promise.withResolvers<MadeReport>();
  const worker = new Worker(WORKER_URL, { workerData: job });
  const stop = () => void worker.terminate();
  signal.addEventListener("abort", stop, { once: true });
  worker.once("message", (made: MadeReport) => resolve(made));
  worker.once("error", reject);
  worker.once("exit", (code) => {
    signal.removeEventListener("abort", stop);
    // After a message or an error this changes nothing.
    reject(signal.aborted ? signal.reason : new Error(`the report worker ended with code ${code}`));
  });
  if (signal.aborted) stop();
  return promise;
}
