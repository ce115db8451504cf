import pg from "pg";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { migrateHub } from "#hub/store/migrate.ts";
import { probeTenancy, seedTenants, tenantTables } from "./tenancy-probes.ts";

/** A database of this file's own: its last test takes a policy away. */
const PROBE_COUNT = 10_000;
const SEED = Number(process.env["SEED"] ?? 20_261_128);
let url: string;
let owner: pg.Client;

beforeAll(async () => {
  const shared = new pg.Client({ connectionString: inject("hubDatabaseUrl") });
  await shared.connect();
  await shared.query("CREATE DATABASE tenancy");
  await shared.end();
  const place = new URL(inject("hubDatabaseUrl"));
  place.pathname = "/tenancy";
  url = place.href;
  const migrated = await migrateHub(url);
  if (!migrated.ok) throw new Error(migrated.error.message);
  owner = new pg.Client({ connectionString: url });
  await owner.connect();
  await seedTenants(owner);
});
afterAll(() => owner.end());

test("every table that holds somebody's rows forces row level security", async () => {
  const tables = [...(await tenantTables(owner)).keys()];
  expect(tables).toEqual(expect.arrayContaining(["event", "incident", "join_code", "message", "publication_reach"]));
  const { rows } = await owner.query<{ relname: string }>(
    `SELECT DISTINCT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'site_id'
     WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
       AND NOT (c.relrowsecurity AND c.relforcerowsecurity)`,
  );
  expect(rows).toEqual([]);
});

test(`${PROBE_COUNT} probes as the application's role in another's scope find nothing`, async () => {
  const report = await probeTenancy(url, { probeCount: PROBE_COUNT, seed: SEED });
  expect(report.findings, `seed ${SEED}`).toEqual([]);
  expect(Math.min(...Object.values(report.countByForm))).toBeGreaterThan(PROBE_COUNT / 20);
});

test.each([
  ["event", "event_scope"],
  ["publication_reach", "publication_reach_scope"],
  ["message", "message_read"],
])("without the policy of %s the probes find rows of others", async (table, policy) => {
  const { rows } = await owner.query<{ qual: string }>("SELECT qual FROM pg_policies WHERE policyname = $1", [policy]);
  await owner.query(`ALTER POLICY ${policy} ON ${table} USING (true)`);
  const { findings } = await probeTenancy(url, { probeCount: 1_500, seed: SEED });
  await owner.query(`ALTER POLICY ${policy} ON ${table} USING (${rows[0]?.qual ?? "false"})`);
  expect(findings.filter((finding) => finding.includes(` ${table}: `))).not.toEqual([]);
});
