import { present } from "#kernel/assert.ts";
import type { SiteId } from "#kernel/ids.ts";
import type { Connection } from "./database.ts";

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
      connection.prepare("INSERT INTO meta (key, value) VALUES ('site_id', ?)").run(siteId);
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

export function readIdentity(connection: Connection): StoreIdentity | undefined {
  const siteId = connection.prepare("SELECT value FROM meta WHERE key = 'site_id'").pluck().get();
  if (siteId === undefined) return undefined;
  const epoch = present(readEpochs(connection).at(-1), "the epoch of a store with a site").epoch;
  return { siteId: siteId as SiteId, epoch }; // written by `claimIdentity`
}

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
