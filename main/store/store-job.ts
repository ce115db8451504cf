import { Worker } from "node:worker_threads";
import type { MediumOutcome } from "#main/backup/medium-copy.ts";
import { siblingUrl } from "#main/sibling-url.ts";
import type { BackupOutcome } from "./backup.ts";
import type { VerifyReport } from "./verify-store.ts";

/** Work on a store that takes long, done in a thread of its own with a connection of its own. */
export type StoreJob =
  | { readonly kind: "backup"; readonly dataDir: string; readonly nowMs: number }
  | {
      readonly kind: "medium";
      readonly dataDir: string;
      readonly siteId: string;
      readonly version: string;
      readonly nowMs: number;
      readonly keepCount: number;
    }
  | {
      readonly kind: "verify";
      readonly dataDir: string;
      /** The file whose `readModelModules()` gives the domains; null leaves read models unchecked. */
      readonly modulesUrl: string | null;
    };

export interface StoreJobResults {
  readonly backup: BackupOutcome;
  readonly medium: MediumOutcome;
  readonly verify: VerifyReport;
}

const WORKER_URL = new URL(siblingUrl(import.meta.url, "store-worker"));

/** Runs a job and gives its result; rejects when the worker fails or `signal` aborts, which ends the worker. */
export function runStoreJob<Kind extends StoreJob["kind"]>(
  job: Extract<StoreJob, { readonly kind: Kind }>,
  signal?: AbortSignal,
): Promise<StoreJobResults[Kind]> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(WORKER_URL, { workerData: job });
    const stop = () => void worker.terminate();
    signal?.addEventListener("abort", stop, { once: true });
    worker.once("message", (result: StoreJobResults[Kind]) => {
      resolve(result);
    });
    worker.once("error", reject);
    worker.once("exit", (code) => {
      signal?.removeEventListener("abort", stop);
      // After a message or an error this changes nothing.
      reject(signal?.aborted === true ? signal.reason : new Error(`the ${job.kind} worker ended with code ${code}`));
    });
    if (signal?.aborted === true) stop();
  });
}
