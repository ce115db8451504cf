import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startLocalPostgres } from "#hub/local/postgres.ts";
import { migrateHub } from "#hub/store/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A migrated hub database that all files of the lane share; each makes kitchens of its own. */
    readonly hubDatabaseUrl: string;
  }
}

/** One real Postgres for the lane, on its own port and in its own folder, gone with it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "bergizi-hub-"));
  const postgres = await startLocalPostgres(folder);
  if (!postgres.ok) throw new Error(`${postgres.error.code}: ${postgres.error.message}`);
  const migrated = await migrateHub(postgres.value.url);
  if (!migrated.ok) throw new Error(migrated.error.message);
  project.provide("hubDatabaseUrl", postgres.value.url);
  return async () => {
    await postgres.value.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
