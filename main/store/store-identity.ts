import { createHash } from "node:crypto";
import { present } from "#kernel/assert.ts";
import type { SiteId } from "#kernel/ids.ts";
import { canonicalJson } from "#kernel/json.ts";
import type { Connection } from "./database.ts";
import { createStoreFault } from "./store-fault.ts";

/** Why an epoch began. */
export type EpochReason = "created" | "restored" | "damaged" | "imported";

/** One life of the store: every restore begins a new one, so no number is ever used again with other content. */
export interface EpochRecord {
  readonly epoch: string;
  readonly reason: EpochReason;
  readonly beganAtMs: number;
  /** The first `seq` written in this epoch. */
  readonly fromSeq: number;
  /** Numbers of the epoch before that are gone, both inclusive; `toSeq` is null when the end is not known. */
  readonly lost: { readonly fromSeq: number; readonly toSeq: number | null } | null;
  /** Events read back from the damaged store beyond the backup. */
  readonly recoveredCount: number;
}

export interface StoreIdentity {
  readonly siteId: SiteId;
  readonly epoch: string;
}

/** What names this store, made once when it is new. */
export function claimIdentity(
  connection: Connection,
  make: { readonly siteId: () => SiteId; readonly epoch: () => string; readonly nowMs: number },
): StoreIdentity {
  return connection
    .transaction((): StoreIdentity => {
      const known = readIdentity(connection);
      if (known !== undefined) return known;
      const siteId = make.siteId();
      nameSite(connection, siteId);
      const epoch = make.epoch();
      beginEpoch(connection, {
        epoch,
        reason: "created",
        beganAtMs: make.nowMs,
        fromSeq: 1,
        lost: null,
        recoveredCount: 0,
      });
      return { siteId, epoch };
    })
    .immediate();
}

/** Undefined for a store that is new. Throws `store-damaged` when what names the log is not as it was written. */
export function readIdentity(connection: Connection): StoreIdentity | undefined {
  const siteId = metaValue(connection, "site_id");
  const epochs = readEpochs(connection);
  const epoch = epochs.at(-1)?.epoch;
  if (siteId === undefined && epochs.length === 0) {
    const isEmpty = connection.prepare("SELECT 1 FROM event LIMIT 1").get() === undefined;
    if (isEmpty) return undefined;
  }
  if (
    siteId === undefined ||
    epoch === undefined ||
    metaValue(connection, "identity_hash") !== identityHash(siteId, epochs)
  ) {
    throw createStoreFault("store-damaged", "what names the store is not as it was written");
  }
  return { siteId: siteId as SiteId, epoch }; // written by `nameSite`, which the digest proves
}

/** Names the site of a store that has no name yet; its first epoch must follow. */
export function nameSite(connection: Connection, siteId: string): void {
  connection.prepare("INSERT INTO meta (key, value) VALUES ('site_id', ?)").run(siteId);
}

/** Begins another life of the store. */
export function beginEpoch(connection: Connection, record: EpochRecord): void {
  connection
    .prepare(
      `INSERT INTO epoch (epoch, ordinal, reason, began_at_ms, from_seq, lost_from_seq, lost_to_seq, recovered_count)
       VALUES (?, (SELECT count(*) + 1 FROM epoch), ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      record.epoch,
      record.reason,
      record.beganAtMs,
      record.fromSeq,
      record.lost?.fromSeq ?? null,
      record.lost?.toSeq ?? null,
      record.recoveredCount,
    );
  const siteId = present(metaValue(connection, "site_id"), "the site an epoch belongs to");
  connection
    .prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('identity_hash', ?)")
    .run(identityHash(siteId, readEpochs(connection)));
}

/** The log's chain proves events, not whose they are; this proves that. */
function identityHash(siteId: string, epochs: readonly EpochRecord[]): string {
  return createHash("sha256").update(canonicalJson({ siteId, epochs })).digest("hex");
}

function metaValue(connection: Connection, key: string): string | undefined {
  const value = connection.prepare("SELECT value FROM meta WHERE key = ?").pluck().get(key);
  return typeof value === "string" ? value : undefined;
}

interface EpochRow {
  readonly epoch: string;
  readonly reason: EpochReason;
  readonly began_at_ms: number;
  readonly from_seq: number;
  readonly lost_from_seq: number | null;
  readonly lost_to_seq: number | null;
  readonly recovered_count: number;
}

/** Every epoch of the store, oldest first. */
export function readEpochs(connection: Connection): readonly EpochRecord[] {
  const rows = connection.prepare<[], EpochRow>("SELECT * FROM epoch ORDER BY ordinal").all();
  return rows.map((row) => ({
    epoch: row.epoch,
    reason: row.reason,
    beganAtMs: row.began_at_ms,
    fromSeq: row.from_seq,
    lost: row.lost_from_seq === null ? null : { fromSeq: row.lost_from_seq, toSeq: row.lost_to_seq },
    recoveredCount: row.recovered_count,
  }));
}
