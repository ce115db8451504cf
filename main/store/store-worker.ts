import { parentPort, workerData } from "node:worker_threads";
import { present } from "#kernel/assert.ts";
import { copyToMedium } from "#main/backup/medium-copy.ts";
import { makeBackup } from "./backup.ts";
import { dataFolderAt } from "./data-folder.ts";
import type { DomainModule } from "./domain-module.ts";
import type { StoreJob, StoreJobResults } from "./store-job.ts";
import { verifyStore } from "./verify-store.ts";

/** What the file named by a job's `modulesUrl` offers. */
interface ModulesFile {
  readonly readModelModules: () => readonly DomainModule[];
}

const job = workerData as StoreJob; // set by `runStoreJob`

async function perform(): Promise<StoreJobResults[StoreJob["kind"]]> {
  const folder = dataFolderAt(job.dataDir);
  switch (job.kind) {
    case "backup":
      return makeBackup(folder, job.nowMs);
    case "medium": {
      const { siteId, version, nowMs, keepCount } = job;
      return copyToMedium({ data: folder, siteId, version, nowMs, keepCount });
    }
    case "verify":
      return verifyStore(folder.storeFile, job.modulesUrl === null ? [] : await modulesFrom(job.modulesUrl));
  }
}

async function modulesFrom(url: string): Promise<readonly DomainModule[]> {
  const file = (await import(url)) as ModulesFile; // the job names a file of this program
  return file.readModelModules();
}

present(parentPort, "the thread that asked").postMessage(await perform());
