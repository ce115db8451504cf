import { createHash } from "node:crypto";
import pg from "pg";
import { createSeededRandom } from "#tests/kit/seeded-random.ts";

/** What was asked in whose scope, and what it brought to light. */
export interface TenancyReport {
  readonly probeCount: number;
  readonly countByForm: Readonly<Record<string, number>>;
  /** Rows of others that were seen, changed or written; nothing when tenancy holds. */
  readonly findings: readonly string[];
}

interface Site {
  readonly siteId: string;
  readonly regionId: string;
}

interface Scope {
  readonly name: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly sites: readonly Site[];
  readonly regionIds: readonly string[];
  readonly streamIds: readonly string[];
}

const REGIONS = ["jabar", "jatim", "papua"];
const SITES: readonly Site[] = Array.from({ length: 9 }, (_, index) => ({
  siteId: `site_${createHash("md5").update(`tenancy ${index}`).digest("hex")}`,
  regionId: REGIONS[index % REGIONS.length] ?? "",
}));

/** Rows of every kitchen and region in every table that holds somebody's rows. */
export async function seedTenants(owner: pg.Client): Promise<void> {
  const hash = Buffer.alloc(32, 1);
  await owner.query("SELECT set_config('hub.scope', 'national', false)");
  for (const { siteId, regionId } of SITES) {
    await owner.query(
      `INSERT INTO site (site_id, name, region_id, time_zone, public_key, enrolled_at_ms) VALUES ($1, $1, $2, 'Asia/Jakarta', '\\x00', 1)`,
      [siteId, regionId],
    );
    await owner.query("INSERT INTO site_epoch VALUES ($1, 'e1', 'created', 1, 0, NULL, 1)", [siteId]);
    await owner.query(
      `INSERT INTO event (site_id, epoch, seq, event_id, stream_id, stream_version, domain, type, v, occurred_at_ms, recorded_at_ms,
         service_date, command_id, class, body, marks, hash, received_at_ms)
       SELECT $1, 'e1', n, 'event_' || n, 's', n, 'd', 'of-nobody', 1, 1, 1, '2026-11-28', 'c', 'A', '{}', '{}', $2, 1
       FROM generate_series(1, 3) AS n`,
      [siteId, hash],
    );
    await owner.query("SELECT note_incident($1, 'fork', 'e1', 1, NULL, 1)", [siteId]);
    await owner.query("INSERT INTO publication_reach VALUES ($1, 'publication_x', 1, NULL)", [siteId]);
    const code = createHash("sha256").update(siteId).digest();
    await owner.query("INSERT INTO join_code VALUES ($1, $2, 'Uji', 1, 2, NULL, NULL)", [code, regionId]);
    await owner.query("SELECT publish('site:' || $1, 'publication_' || md5($1), 'of-nobody', 1, '{}', 'uji', 1)", [
      siteId,
    ]);
  }
  for (const regionId of REGIONS)
    await owner.query("SELECT publish('region:' || $1, 'publication_' || md5($1), 'of-nobody', 1, '{}', 'uji', 1)", [
      regionId,
    ]);
}

/** Tables under row level security by the column that says whose a row is; found in Postgres, so that a new one is probed as well. */
export async function tenantTables(owner: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows } = await owner.query<{ table: string; column: string }>(
    `SELECT c.relname AS table,
       (array_agg(a.attname::text ORDER BY array_position(ARRAY['site_id', 'stream_id', 'region_id'], a.attname::text)))[1] AS column
     FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
       AND a.attname IN ('site_id', 'stream_id', 'region_id')
     WHERE c.relrowsecurity AND NOT c.relispartition AND c.relnamespace = 'public'::regnamespace
     GROUP BY c.relname ORDER BY c.relname`,
  );
  return new Map(rows.map((row) => [row.table, row.column]));
}

/** Asks for others' rows in every form a program that runs as the application's role could, at seeded random. */
export async function probeTenancy(
  url: string,
  options: { readonly probeCount: number; readonly seed: number },
): Promise<TenancyReport> {
  const owner = new pg.Client({ connectionString: url });
  const client = new pg.Client({ connectionString: url, options: "-c role=bergizi_hub" });
  await owner.connect();
  await client.connect();
  const tables = [...(await tenantTables(owner))];
  const random = createSeededRandom(options.seed);
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[Math.floor(random() * items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  };
  const countByForm: Record<string, number> = {};
  const findings = new Set<string>();
  try {
    for (let count = 0; count < options.probeCount; count += 1) {
      const scope = scopeOf(pick(SITES), pick(SCOPES));
      const [table, column] = pick(tables);
      const form = pick(FORMS);
      countByForm[form] = (countByForm[form] ?? 0) + 1;
      const finding = await probe(client, scope, { table, column, form, other: pick(SITES.filter(isNotOf(scope))) });
      if (finding !== null) findings.add(`${scope.name} ${form} ${table}: ${finding}`);
    }
  } finally {
    await client.end();
    await owner.end();
  }
  return { probeCount: options.probeCount, countByForm, findings: [...findings].toSorted() };
}

const SCOPES = ["site", "region", "none", "empty", "forged-site", "forged-region", "join-code"] as const;
const FORMS = ["read", "read-one", "join", "update", "delete", "insert", "publish", "hash", "lock"] as const;
const isNotOf = (scope: Scope) => (site: Site) => !scope.sites.some(({ siteId }) => siteId === site.siteId);

function scopeOf(site: Site, kind: (typeof SCOPES)[number]): Scope {
  const nothing = { name: kind, sites: [], regionIds: [], streamIds: [] };
  const region = `region:${site.regionId}`;
  switch (kind) {
    case "site":
      return {
        ...{ name: kind, settings: { "hub.site_id": site.siteId }, sites: [site], regionIds: [] },
        streamIds: ["national", region, `site:${site.siteId}`],
      };
    case "region": {
      const sites = SITES.filter(({ regionId }) => regionId === site.regionId);
      const streamIds = ["national", region, ...sites.map(({ siteId }) => `site:${siteId}`)];
      return { name: kind, settings: { "hub.scope": region }, sites, regionIds: [site.regionId], streamIds };
    }
    case "none":
      return { ...nothing, settings: {} };
    case "empty":
      return { ...nothing, settings: { "hub.site_id": "", "hub.scope": "", "hub.join_code": "" } };
    case "forged-site":
      return { ...nothing, settings: { "hub.site_id": `${site.siteId}' OR 'a' = 'a` } };
    case "forged-region":
      return { ...nothing, settings: { "hub.scope": `region:${site.regionId}%` }, streamIds: ["national"] };
    case "join-code":
      return { ...nothing, settings: { "hub.join_code": "00".repeat(32), "hub.site_id": "site_of-nobody" } };
  }
}

interface Probe {
  readonly table: string;
  readonly column: string;
  readonly form: (typeof FORMS)[number];
  readonly other: Site;
}

/** What came to light; null when nothing did. A refusal of Postgres is nothing. */
async function probe(client: pg.Client, scope: Scope, { table, column, form, other }: Probe): Promise<string | null> {
  const own = {
    site_id: scope.sites.map(({ siteId }) => siteId),
    region_id: scope.regionIds,
    stream_id: scope.streamIds,
  };
  const mine = own[column as keyof typeof own]; // one of the three columns `tenantTables` finds
  const foreign = `${column} <> ALL($1::text[])`;
  const theirs = { site_id: other.siteId, region_id: other.regionId, stream_id: `site:${other.siteId}` }[column];
  const forms: Readonly<Record<Probe["form"], readonly [string, readonly unknown[]]>> = {
    read: [`SELECT ${column} FROM ${table} WHERE ${foreign}`, [mine]],
    "read-one": [`SELECT ${column} FROM ${table} WHERE ${foreign} AND ${column} = $2`, [mine, theirs]],
    join: [
      `SELECT t.${column} FROM site s FULL JOIN ${table} t ON true WHERE t.${column} IS NOT NULL AND t.${foreign} LIMIT 1`,
      [mine],
    ],
    update: [`UPDATE ${table} SET ${column} = ${column} WHERE ${foreign} RETURNING ${column}`, [mine]],
    delete: [`DELETE FROM ${table} WHERE ${foreign} RETURNING ${column}`, [mine]],
    insert: [
      `INSERT INTO incident (site_id, kind, epoch, seq, noticed_at_ms, last_noticed_at_ms)
       VALUES ($1, 'fork', 'e9', floor(random() * 1e9), 1, 1) RETURNING site_id`,
      [other.siteId],
    ],
    publish: [
      "SELECT publish($1, 'publication_' || md5(random()::text), 'x', 1, '{}', 'x', 1)",
      [`site:${other.siteId}`],
    ],
    hash: ["SELECT h FROM log_hash_at($1, 'e1', 1) AS h WHERE h IS NOT NULL", [other.siteId]],
    lock: [`SELECT ${column} FROM ${table} WHERE ${foreign} FOR UPDATE`, [mine]],
  };
  const [text, values] = forms[form];
  try {
    await client.query("BEGIN");
    for (const [name, value] of Object.entries(scope.settings))
      await client.query("SELECT set_config($1, $2, true)", [name, value]);
    const { rowCount } = await client.query(text, [...values]);
    return (rowCount ?? 0) > 0 ? `${rowCount} rows of others` : null;
  } catch (error) {
    const code = typeof error === "object" && error !== null && "code" in error ? String(error.code) : "";
    // Permission denied, or a row the policy does not let in; a text that is no hash for one that is no code.
    if (["42501", "22023"].includes(code)) return null;
    throw error;
  } finally {
    await client.query("ROLLBACK");
  }
}
