import { Kysely, PostgresDialect } from "kysely";
import { Migrator } from "kysely/migration";
import pg from "pg";
import { err, ok, type Result } from "#kernel/result.ts";
import { hubMigrations } from "#migrations/hub/list.ts";

export interface MigrationProblem {
  readonly code: "migration-failed";
  readonly message: string;
}

/** Brings the hub's tables up to this release as the owner the URL names; names what it applied. Safe to run from many nodes. */
export async function migrateHub(url: string): Promise<Result<readonly string[], MigrationProblem>> {
  const db = new Kysely<unknown>({
    dialect: new PostgresDialect({ pool: new pg.Pool({ connectionString: url, max: 1 }) }),
  });
  try {
    const migrator = new Migrator({ db, provider: { getMigrations: async () => hubMigrations } });
    const { error, results } = await migrator.migrateToLatest();
    if (error !== undefined) return err({ code: "migration-failed", message: messageOf(error) });
    return ok((results ?? []).map((result) => result.migrationName));
  } catch (error) {
    return err({ code: "migration-failed", message: messageOf(error) });
  } finally {
    await db.destroy();
  }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
