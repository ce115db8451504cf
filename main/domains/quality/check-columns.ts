import type { BatchId, DishRunId } from "#domains/production/ids.ts";
import type { StoredQualityEvent } from "#domains/quality/events.ts";
import type { ObservationEvent } from "#domains/quality/state.ts";
import type { CheckAction, CheckTarget } from "#domains/quality/values.ts";
import type { QualityTables } from "./tables.ts";

export type StoredObservation = Extract<StoredQualityEvent, { readonly type: ObservationEvent["type"] }>;

type CheckRow = QualityTables["quality_check"];

/** The columns that differ by the kind of check. */
type KindColumns = Pick<
  CheckRow,
  | "phase"
  | "target_kind"
  | "target_id"
  | "batch_id"
  | "dish_run_id"
  | "is_while_cooking"
  | "temperature_c"
  | "limit_c"
  | "limit_kind"
  | "limit_version"
  | "score_bp"
  | "note"
> & { readonly detail: object; readonly action: CheckAction | undefined };

const NO_LIMIT = { temperature_c: null, limit_c: null, limit_kind: null, limit_version: null, score_bp: null } as const;

/** What an observation puts into the columns of its kind. */
export function kindColumns(event: StoredObservation): KindColumns {
  switch (event.type) {
    case "core-temperature-recorded":
    case "holding-temperature-recorded":
    case "cooling-recorded":
      return temperatureColumns(event);
    case "tasting-recorded":
    case "rapid-test-recorded":
    case "hygiene-check-recorded":
    case "check-recorded":
    case "incoming-check-recorded":
      return formColumns(event);
  }
}

type TemperatureEvent = Extract<
  StoredObservation,
  { readonly type: "core-temperature-recorded" | "holding-temperature-recorded" | "cooling-recorded" }
>;

function temperatureColumns(event: TemperatureEvent): KindColumns {
  switch (event.type) {
    case "core-temperature-recorded": {
      const { body } = event;
      return {
        ...ofRun(body),
        is_while_cooking: body.isWhileCooking ? 1 : 0,
        temperature_c: body.lowestC,
        limit_c: body.limitC,
        limit_kind: "min",
        limit_version: body.limitVersion,
        score_bp: null,
        detail: { readingsC: body.readingsC, isRecipeLimit: body.isRecipeLimit, ...probe(body) },
        action: body.action,
      };
    }
    case "holding-temperature-recorded": {
      const { body } = event;
      return {
        ...ofTarget(body.target, body.batchId),
        dish_run_id: body.dishRunId ?? null,
        temperature_c: body.temperatureC,
        limit_c: body.limitC,
        limit_kind: body.limitKind,
        limit_version: body.limitVersion,
        score_bp: null,
        detail: { readingsC: body.readingsC, ...probe(body) },
        action: body.action,
      };
    }
    case "cooling-recorded": {
      const { body } = event;
      return {
        ...ofRun(body),
        temperature_c: body.temperatureC,
        limit_c: body.limitC,
        limit_kind: "max",
        limit_version: body.limitVersion,
        score_bp: null,
        detail: { sinceCookedMs: body.sinceCookedMs },
        action: body.action,
      };
    }
  }
}

function formColumns(event: Exclude<StoredObservation, TemperatureEvent>): KindColumns {
  switch (event.type) {
    case "tasting-recorded": {
      const { body } = event;
      return {
        ...ofTarget(body.target, body.batchId),
        ...NO_LIMIT,
        phase: body.phase,
        note: body.note ?? null,
        detail: { dishes: body.dishes, verdict: body.verdict, scoresMinPoints: body.scoresMinPoints },
        action: undefined,
      };
    }
    case "rapid-test-recorded": {
      const { body } = event;
      const detail = { substances: body.substances };
      const note = body.note ?? null;
      return { ...ofTarget(body.target, body.batchId), ...NO_LIMIT, note, detail, action: undefined };
    }
    case "hygiene-check-recorded": {
      const { target, scoreBp, checklistCode, checklistVersion, items, note = null } = event.body;
      const detail = { checklistCode, checklistVersion, items };
      return { ...ofTarget(target, null), ...NO_LIMIT, score_bp: scoreBp, note, detail, action: undefined };
    }
    case "incoming-check-recorded": {
      const { target, temperatureC = null, limitC, limitVersion, moistureBp, moistureMaxBp, condition } = event.body;
      const { note = null, photoId } = event.body;
      const limit = {
        limit_c: limitC,
        limit_kind: limitC === null ? null : ("max" as const),
        limit_version: limitVersion,
      };
      const detail = { condition, moistureBp, moistureMaxBp, ...(photoId !== undefined && { photoId }) };
      const measured = { ...NO_LIMIT, ...limit, temperature_c: temperatureC };
      return { ...ofTarget(target, null), ...measured, note, detail, action: undefined };
    }
    case "check-recorded": {
      const { target, batchId = null, readings, photoId, action, note = null } = event.body;
      const detail = { readings, ...(photoId !== undefined && { photoId }) };
      return { ...ofTarget(target, batchId), ...NO_LIMIT, note, detail, action };
    }
  }
}

const PLAIN = { phase: null, dish_run_id: null, is_while_cooking: 0, note: null } as const;

function ofRun(body: { readonly batchId: BatchId; readonly dishRunId: DishRunId }) {
  return {
    ...PLAIN,
    target_kind: "dish-run" as const,
    target_id: body.dishRunId,
    batch_id: body.batchId,
    dish_run_id: body.dishRunId,
  };
}

function ofTarget(target: CheckTarget, batchId: BatchId | null) {
  return {
    ...PLAIN,
    target_kind: target.kind,
    target_id: target.id,
    batch_id: batchId ?? (target.kind === "batch" ? target.id : null),
    dish_run_id: target.kind === "dish-run" ? target.id : null,
  };
}

function probe(body: { readonly sensorId?: string | undefined; readonly photoId?: string | undefined }) {
  return {
    ...(body.sensorId !== undefined && { sensorId: body.sensorId }),
    ...(body.photoId !== undefined && { photoId: body.photoId }),
  };
}
