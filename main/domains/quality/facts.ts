import { sql } from "kysely";
import type { QualityCommand } from "#domains/quality/commands.ts";
import type { BatchFacts, QualityFacts } from "#domains/quality/facts.ts";
import type { BatchId } from "#domains/production/ids.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { QualityRejection } from "#domains/quality/rejections.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { receiptLineNow } from "#main/domains/inventory/queries.ts";
import { batchNow, type BatchNow } from "#main/domains/production/queries.ts";
import { serviceDateAt, settingReader } from "#main/domains/site/queries.ts";
import type { CommandTarget } from "#main/store/domain-module.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { qualityFigures } from "./figures.ts";
import { gateFactsOf } from "./gate-facts.ts";
import { blockingDeviations } from "./queries.ts";
import { qualitySql, type QualityTables } from "./tables.ts";

/** Everything rooted in a batch lies in one stream of its own, beside production's. */
export function qualityStreamId(batchId: BatchId): string {
  return `quality:${batchId}`;
}

/** The stream and service day of a command: of the batch, of the unverified deviation, of the check, else of the clock. */
export function targetOfQuality(
  db: ReadableDb,
  command: QualityCommand,
  context: DecisionContext,
): Result<CommandTarget, QualityRejection> {
  switch (command.type) {
    case "record-hygiene-check":
    case "record-check":
      return targetOfCheck(db, command, context);
    case "record-incoming-check":
      return ok({ streamId: command.body.checkId, serviceDate: serviceDateAt(db, context.occurredAtMs) });
    case "correct-check": {
      const check = db.first(selectCheck({ checkId: command.body.replacesCheckId }));
      if (check === undefined) return err({ code: "not-found", kind: "check", id: command.body.replacesCheckId });
      return ok({ streamId: check.stream_id, serviceDate: check.service_date });
    }
    case "open-deviation":
      return targetOfNewDeviation(db, command.body, context);
    case "acknowledge-deviation":
    case "record-corrective-action":
    case "verify-deviation": {
      const { deviationId } = command.body;
      const row = db.first(selectDeviation({ deviationId }));
      if (row === undefined) return err({ code: "not-found", kind: "deviation", id: deviationId });
      return ok({ streamId: deviationId, serviceDate: row.service_date });
    }
    case "record-core-temperature":
    case "record-holding-temperature":
    case "record-cooling":
    case "record-tasting":
    case "record-rapid-test":
    case "hold-batch":
    case "lift-hold":
    case "reject-batch":
    case "release-batch":
    case "override-release":
    case "take-sample":
    case "store-sample":
    case "dispose-sample":
      return targetOfBatch(db, command.body.batchId);
  }
}

function targetOfBatch(db: ReadableDb, batchId: BatchId): Result<CommandTarget, QualityRejection> {
  const batch = batchNow(db, batchId);
  if (batch === null) return err({ code: "not-found", kind: "batch", id: batchId });
  return ok({ streamId: qualityStreamId(batchId), serviceDate: batch.plan.serviceDate });
}

type CheckCommand = Extract<QualityCommand, { readonly type: "record-hygiene-check" | "record-check" }>;

function batchIdOfCheck({ body }: CheckCommand): BatchId | undefined {
  if (body.target.kind === "batch") return body.target.id;
  return "batchId" in body ? body.batchId : undefined;
}

function targetOfCheck(
  db: ReadableDb,
  command: CheckCommand,
  context: DecisionContext,
): Result<CommandTarget, QualityRejection> {
  const batchId = batchIdOfCheck(command);
  const { target, checkId } = command.body;
  if (batchId === undefined) {
    if (target.kind === "dish-run") return err({ code: "not-found", kind: "batch", id: target.id });
    return ok({ streamId: checkId, serviceDate: serviceDateAt(db, context.occurredAtMs) });
  }
  const found = targetOfBatch(db, batchId);
  if (!found.ok || target.kind !== "dish-run") return found;
  const isOfBatch = batchNow(db, batchId)?.plan.dishRuns.some((run) => run.dishRunId === target.id) === true;
  return isOfBatch ? found : err({ code: "not-found", kind: "dish-run", id: target.id });
}

/** At most one unverified deviation a (target, kind): a new failure goes to the one that is there. */
function targetOfNewDeviation(
  db: ReadableDb,
  body: Extract<QualityCommand, { readonly type: "open-deviation" }>["body"],
  context: DecisionContext,
): Result<CommandTarget, QualityRejection> {
  const known = db.first(
    selectUnverifiedDeviation({ kind: body.target.kind, id: body.target.id, checkKind: body.checkKind }),
  );
  if (known !== undefined) return ok({ streamId: known.deviation_id, serviceDate: known.service_date });
  const batchId = body.batchId ?? (body.target.kind === "batch" ? body.target.id : undefined);
  const batch = batchId === undefined ? null : batchNow(db, batchId);
  if (batchId !== undefined && batch === null) return err({ code: "not-found", kind: "batch", id: batchId });
  return ok({
    streamId: body.deviationId,
    serviceDate: batch?.plan.serviceDate ?? serviceDateAt(db, context.occurredAtMs),
  });
}

/** What `decide` needs from the tables, read in the transaction that writes. */
export function gatherQualityFacts(db: ReadableDb, command: QualityCommand, context: DecisionContext): QualityFacts {
  const batchId = batchIdOf(command);
  const batch = batchId === undefined ? null : batchNow(db, batchId);
  const serviceDate = batch?.plan.serviceDate ?? serviceDateAt(db, context.nowMs);
  const isRelease = command.type === "release-batch" || command.type === "override-release";
  const isLift = command.type === "lift-hold";
  return {
    figures: qualityFigures(settingReader(db, serviceDate)),
    batch: batch === null ? null : batchFactsOf(batch),
    gates: isRelease && batch !== null ? gateFactsOf(db, batch) : null,
    incoming: command.type === "record-incoming-check" ? receiptLineNow(db, command.body) : null,
    isIdUsed: isIdUsed(db, command),
    blockingDeviationIds:
      isLift && batch !== null
        ? blockingDeviations(db, batch.plan.batchId).map((deviation) => deviation.deviationId)
        : [],
    checkStaffId: checkStaffId(db, command),
    nextSampleCode: command.type === "take-sample" ? nextSampleCode(db, serviceDate) : "",
  };
}

function batchIdOf(command: QualityCommand): BatchId | undefined {
  if (command.type === "record-hygiene-check" || command.type === "record-check") return batchIdOfCheck(command);
  return "batchId" in command.body ? command.body.batchId : undefined;
}

function batchFactsOf({ plan, progress, status }: BatchNow): BatchFacts {
  return {
    batchId: plan.batchId,
    status,
    dishRuns: progress.dishRuns.flatMap((run) => {
      const planned = plan.dishRuns.find((one) => one.dishRunId === run.dishRunId);
      if (planned === undefined) return [];
      return [
        {
          dishRunId: run.dishRunId,
          status: run.status,
          temperatureClass: planned.temperatureClass,
          coreTemperatureMinC: planned.coreTemperatureMinC ?? null,
          cookedAtMs: run.cookedAtMs,
        },
      ];
    }),
  };
}

/** Whether the id of a new check or sample is taken already: by another tablet's mistake, never by a repeat. */
function isIdUsed(db: ReadableDb, command: QualityCommand): boolean {
  switch (command.type) {
    case "record-core-temperature":
    case "record-holding-temperature":
    case "record-cooling":
    case "record-tasting":
    case "record-rapid-test":
    case "record-hygiene-check":
    case "record-check":
    case "record-incoming-check":
    case "correct-check":
      return db.first(selectCheck({ checkId: command.body.checkId })) !== undefined;
    case "take-sample":
      return db.first(selectSample({ sampleId: command.body.sampleId })) !== undefined;
    case "hold-batch":
    case "lift-hold":
    case "reject-batch":
    case "release-batch":
    case "override-release":
    case "store-sample":
    case "dispose-sample":
    case "open-deviation":
    case "acknowledge-deviation":
    case "record-corrective-action":
    case "verify-deviation":
      return false;
  }
}

function checkStaffId(db: ReadableDb, command: QualityCommand): StaffId | null {
  if (command.type !== "hold-batch" && command.type !== "open-deviation") return null;
  const { checkId } = command.body;
  return checkId === undefined ? null : (db.first(selectCheck({ checkId }))?.staff_id ?? null);
}

const SAMPLE_NUMBER_DIGIT_COUNT = 2;

function nextSampleCode(db: ReadableDb, serviceDate: ServiceDate): string {
  const takenCount = db.first(countSamplesOfDay({ serviceDate }))?.count ?? 0;
  const number = String(takenCount + 1).padStart(SAMPLE_NUMBER_DIGIT_COUNT, "0");
  return `SAMPLE-${serviceDate.replaceAll("-", "")}-${number}`;
}

type CheckRow = QualityTables["quality_check"];
type DeviationRow = QualityTables["quality_deviation"];

const selectCheck = createPreparedQuery<{ checkId: CheckRow["check_id"] }, CheckRow>((value) =>
  qualitySql.selectFrom("quality_check").selectAll().where("check_id", "=", value("checkId")),
);
const selectSample = createPreparedQuery<
  { sampleId: QualityTables["quality_sample"]["sample_id"] },
  QualityTables["quality_sample"]
>((value) => qualitySql.selectFrom("quality_sample").selectAll().where("sample_id", "=", value("sampleId")));
const countSamplesOfDay = createPreparedQuery<{ serviceDate: string }, { count: number }>((value) =>
  qualitySql
    .selectFrom("quality_sample")
    .select((count) => count.fn.countAll<number>().as("count"))
    .where("service_date", "=", value("serviceDate")),
);
const selectDeviation = createPreparedQuery<{ deviationId: DeviationRow["deviation_id"] }, DeviationRow>((value) =>
  qualitySql.selectFrom("quality_deviation").selectAll().where("deviation_id", "=", value("deviationId")),
);
const selectUnverifiedDeviation = createPreparedQuery<
  { kind: DeviationRow["target_kind"]; id: string; checkKind: DeviationRow["check_kind"] },
  DeviationRow
>((value) =>
  qualitySql
    .selectFrom("quality_deviation")
    .selectAll()
    .where("target_kind", "=", value("kind"))
    .where("target_id", "=", value("id"))
    .where("check_kind", "=", value("checkKind"))
    // Written out: the index of unverified deviations names it.
    .where("status", "<>", sql.lit("verified")),
);
