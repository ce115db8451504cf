import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TestProject } from "vitest/node";
import { startLocalPostgres } from "#hub/local/postgres.ts";
import { startLocalRedis } from "#hub/local/redis.ts";
import { migrateHub } from "#hub/store/migrate.ts";

declare module "vitest" {
  export interface ProvidedContext {
    /** A migrated hub database that all files of the lane share; each makes kitchens of its own. */
    readonly hubDatabaseUrl: string;
    readonly hubRedisUrl: string;
  }
}

/** One real Postgres and one real Redis for the lane, on ports and in a folder of their own, gone with it. */
export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = mkdtempSync(join(tmpdir(), "bergizi-hub-"));
  const postgres = await startLocalPostgres(folder);
  if (!postgres.ok) throw new Error(`${postgres.error.code}: ${postgres.error.message}`);
  const migrated = await migrateHub(postgres.value.url);
  if (!migrated.ok) throw new Error(migrated.error.message);
  const redis = await startLocalRedis(join(folder, "redis"));
  if (!redis.ok) throw new Error(`${redis.error.code}: ${redis.error.message}`);
  project.provide("hubDatabaseUrl", postgres.value.url);
  project.provide("hubRedisUrl", redis.value.url);
  return async () => {
    await redis.value.kill();
    await postgres.value.stop();
    rmSync(folder, { recursive: true, force: true });
  };
}
