import type { BatchId } from "#domains/production/ids.ts";
import type { GateFacts } from "#domains/quality/gate-facts.ts";
import type { BatchQualityRow, QualityBoardRow } from "#domains/quality/queries.ts";
import { releaseOverrideStaff, releaseReasonMinCount } from "#domains/quality/settings.ts";
import { batchesOfDay, batchNow, type BatchNow } from "#main/domains/production/queries.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import type { QueryViewer } from "#main/store/domain-module.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { gateFactsOf } from "./gate-facts.ts";
import { batchQualityRow } from "./queries.ts";
import { namesForRows, personOf } from "./row-people.ts";
import { qualitySql, type QualityTables } from "./tables.ts";

/** The quality board: the batches of a day that were not cancelled. */
export function qualityBoardRows(db: ReadableDb, serviceDate: string, viewer: QueryViewer): readonly QualityBoardRow[] {
  const batches = batchesOfDay(db, serviceDate).filter((batch) => batch.status !== "cancelled");
  return batches.map((batch) => {
    const { plan } = batch;
    const gateFacts = gateFactsOf(db, batch);
    return {
      batchId: plan.batchId,
      batchCode: plan.batchCode,
      wave: plan.wave,
      groupLabel: plan.label,
      batchStatus: batch.status,
      ...qualityOf(db, plan.batchId, viewer),
      gateFacts,
      nextDue: nextDueOf(batch, gateFacts),
      openDeviationCount: db.first(countUnverified({ batchId: plan.batchId }))?.count ?? 0,
    };
  });
}

export function batchQualityRows(db: ReadableDb, batchId: BatchId, viewer: QueryViewer): readonly BatchQualityRow[] {
  const batch = batchNow(db, batchId);
  if (batch === null) return [];
  const read = settingReader(db, batch.plan.serviceDate);
  return [
    {
      batchId,
      ...qualityOf(db, batchId, viewer),
      gateFacts: gateFactsOf(db, batch),
      overrideStaff: [...read(releaseOverrideStaff).value],
      overrideReasonMinCount: read(releaseReasonMinCount).value,
    },
  ];
}

function qualityOf(db: ReadableDb, batchId: BatchId, viewer: QueryViewer) {
  const row = batchQualityRow(db, batchId);
  return {
    qualityStatus: row?.status ?? "open",
    hold: row === undefined ? null : holdOf(db, row, viewer),
    releasedAtMs: row?.released_at_ms ?? null,
    isOverridden: row !== undefined && row.override_count > 0,
  } as const;
}

function holdOf(db: ReadableDb, row: QualityTables["batch_quality"], viewer: QueryViewer) {
  if (row.held_at_ms === null || row.hold_reason_code === null) return null;
  const staffId = row.held_by_staff_id ?? row.hold_recorded_by_staff_id;
  return {
    heldAtMs: row.held_at_ms,
    ...personOf(namesForRows(db, viewer, [staffId]), staffId),
    reasonCode: row.hold_reason_code,
    note: row.hold_note,
  };
}

/** The observation a batch wants next, and from when: the core while it cooks, a tasting after, then the holding temperature. */
function nextDueOf({ plan, progress, status }: BatchNow, facts: GateFacts): QualityBoardRow["nextDue"] {
  if (facts.qualityStatus === "released" || facts.qualityStatus === "rejected") return null;
  switch (status) {
    case "cooking": {
      const dueAtMs = plan.dishRuns.flatMap((planned) => {
        const run = progress.dishRuns.find((one) => one.dishRunId === planned.dishRunId);
        const gate = facts.dishRuns.find((one) => one.dishRunId === planned.dishRunId);
        if (run?.status !== "cooking" || gate === undefined || gate.coreLimit === null) return [];
        return gate.core !== null && gate.core.lowestC >= gate.coreLimit.limitC ? [] : [planned.plannedFinishAtMs];
      });
      return dueAtMs.length === 0 ? null : { checkKind: "core-temperature", dueAtMs: Math.min(...dueAtMs) };
    }
    case "checking": {
      if (facts.dishRuns.every((run) => run.tasting?.verdict === "safe")) return null;
      const cookedAtMs = progress.dishRuns.map((run) => run.cookedAtMs ?? 0);
      return { checkKind: "tasting", dueAtMs: Math.max(...cookedAtMs) };
    }
    case "portioning":
    case "ready": {
      const held = facts.dishRuns.filter((run) => run.holdingLimit !== null);
      if (held.length === 0) return null;
      const dueAtMs = held.map((run) =>
        run.holding === null ? (run.cookedAtMs ?? 0) : run.holding.atMs + facts.readingMaxAgeMs,
      );
      return { checkKind: "holding-temperature", dueAtMs: Math.min(...dueAtMs) };
    }
    case "planned":
    case "preparing":
    case "completed":
    case "cancelled":
      return null;
  }
}

const countUnverified = createPreparedQuery<{ batchId: BatchId }, { count: number }>((value) =>
  qualitySql
    .selectFrom("quality_deviation")
    .select((count) => count.fn.countAll<number>().as("count"))
    .where("batch_id", "=", value("batchId"))
    .where("status", "in", ["open", "acknowledged", "action-recorded"]),
);
