import { randomBytes } from "node:crypto";
import pg from "pg";
import { migrateHub } from "#hub/store/migrate.ts";

/** A migrated database of a test's own on the lane's Postgres. */
export interface OwnDatabase {
  readonly url: string;
  drop(): Promise<void>;
}

export async function createOwnHubDatabase(serverUrl: string): Promise<OwnDatabase> {
  const name = `own_${randomBytes(8).toString("hex")}`;
  await onServer(serverUrl, `CREATE DATABASE ${name}`);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  const migrated = await migrateHub(url.href);
  if (!migrated.ok) throw new Error(migrated.error.message);
  return { url: url.href, drop: () => onServer(serverUrl, `DROP DATABASE ${name} WITH (FORCE)`) };
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
