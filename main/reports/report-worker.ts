import { parentPort, workerData } from "node:worker_threads";
import { present } from "#kernel/assert.ts";
import { createBadges } from "#main/domains/people/badges.ts";
import { allModules } from "#main/domains/modules.ts";
import { openReadOnlyDatabase, registerSqlFunctions } from "#main/store/database.ts";
import { dataFolderAt } from "#main/store/data-folder.ts";
import { createPassingSecrets } from "#main/site-secrets.ts";
import { makeReport, type MadeReport } from "./make-report.ts";
import type { ReportJob } from "./report-job.ts";
import { createReportSource } from "./report-source.ts";

const job = workerData as ReportJob; // set by `runReportJob`

/** Nothing here decides, issues or reveals: only the site's key is the real one, to open names and amounts. */
async function perform(): Promise<MadeReport> {
  const { printedAtMs, requestedByStaffId } = job.order;
  const modules = allModules({
    clock: { nowMs: () => printedAtMs, monotonicMs: () => 0 },
    makeId: () => {
      throw new Error("assertion failed: a report makes no ids");
    },
    randomness: { fill: (bytes) => bytes.fill(0), below: () => 0 },
    secrets: { ...createPassingSecrets((bytes) => bytes.fill(0)), siteKey: job.siteKey },
    keepForReveal: () => "",
    presence: { of: () => undefined },
  });
  const { connection, db, close } = openReadOnlyDatabase(dataFolderAt(job.dataDir).storeFile);
  try {
    registerSqlFunctions(
      connection,
      modules.flatMap((module) => module.sqlFunctions),
    );
    // One snapshot for the whole document; commits meanwhile are not in it.
    connection.exec("BEGIN");
    const queries = modules.flatMap((module) => module.queries);
    const badges = createBadges(job.siteKey);
    const viewer = { viewerStaffId: requestedByStaffId, nowMs: printedAtMs };
    return await makeReport(createReportSource({ db, queries, badges, ...viewer }), job.order);
  } finally {
    close();
  }
}

present(parentPort, "the thread that asked").postMessage(await perform());
