import { idFromBytes, type IdFactory } from "#kernel/ids.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { BatchStatus } from "#domains/production/vocabulary.ts";
import { plain, planRowsFromGrids, type PlanFileProblem } from "./rows-from-grids.ts";
import { formsFromRows } from "./forms-from-rows.ts";
import type { PlanFileFault } from "./grid.ts";
import { gridsFromBytes } from "./grids-from-bytes.ts";
import { sha256, sha256Hex } from "./sha256.ts";
import { checkPlan, type CheckedKloter, type PlanProblem } from "#renderer/faces/manager/plan/plan-check.ts";
import type { PlannedDay } from "#renderer/faces/manager/plan/field-reader.ts";
import type { KloterForm } from "#renderer/faces/manager/plan/plan-form.ts";

/** What is on the day already: a file that plans the same group again changes that batch instead of doubling it. */
export interface PlannedBatch {
  readonly batchId: string;
  readonly batchCode: string;
  readonly wave: string;
  readonly label: string;
  readonly status: BatchStatus;
  readonly dishRuns: ReadonlyArray<{ readonly dishRunId: string; readonly dishName: string }>;
}

export interface PlanFileDeps {
  readonly day: PlannedDay;
  readonly makeId: IdFactory;
  readonly planned: readonly PlannedBatch[];
  /** Active people by their code. */
  readonly staffIdByCode: ReadonlyMap<string, string>;
}

/** A file that could be read: either its problems, all of them, or the whole plan. */
export interface PlanFileReading {
  readonly fileName: string;
  readonly sha256: string;
  readonly rowCount: number;
  readonly problems: readonly PlanFileProblem[];
  readonly kloters: readonly CheckedKloter[] | null;
  /** Batches of the day the plan changes, by id. */
  readonly changedBatchIds: ReadonlySet<string>;
}

/** Reads a day plan from XLSX or CSV. Told apart by content, since a wrong ending is a common slip. */
export async function readPlanFile(
  file: { readonly name: string; readonly bytes: Uint8Array<ArrayBuffer> },
  deps: PlanFileDeps,
): Promise<Result<PlanFileReading, PlanFileFault>> {
  const grids = await gridsFromBytes(file.bytes);
  if (!grids.ok) return grids;
  const { rows, problems: rowProblems } = planRowsFromGrids(grids.value);
  const { forms, problems: formProblems, rowByKey } = formsFromRows(rows);
  const matched = forms.map((form) => matchPlanned(form, deps.planned));
  const check = checkPlan(matched, {
    day: deps.day,
    makeId: (prefix) => deps.makeId(prefix),
    pointIdFromCode,
    staffIdByCode: deps.staffIdByCode,
  });
  const placed = check.problems.map((problem): PlanFileProblem => {
    const row = rowByKey.get(problem.formKey);
    return { sheet: row?.sheet ?? "", rowNumber: row?.rowNumber ?? 1, ...withoutKey(problem) };
  });
  const started = matched.flatMap((form) => startedProblem(form, deps.planned, rowByKey.get(form.key)));
  const problems = sortedOnce([...rowProblems, ...formProblems, ...placed, ...started]);
  const isEmpty = rows.length === 0 && problems.length === 0;
  if (isEmpty || (forms.length === 0 && problems.length === 0)) return err({ code: "file-empty" });
  return ok({
    fileName: file.name,
    sha256: sha256Hex(file.bytes),
    rowCount: rows.length,
    problems,
    kloters: problems.length === 0 ? check.kloters : null,
    changedBatchIds: new Set(matched.flatMap((form) => (form.batchId === null ? [] : [form.batchId]))),
  });
}

/** A delivery point's id follows from its code, so the same point keeps its id in every day's plan. */
export function pointIdFromCode(pointCode: string): string {
  return idFromBytes("point", sha256(new TextEncoder().encode(`point:${pointCode}`)).subarray(0, 16));
}

function matchPlanned(form: KloterForm, planned: readonly PlannedBatch[]): KloterForm {
  const batch = planned.find(
    (candidate) =>
      candidate.status !== "cancelled" &&
      candidate.wave === form.wave &&
      plain(candidate.label) === plain(form.label) &&
      form.label.trim() !== "",
  );
  if (batch === undefined) return form;
  return {
    ...form,
    batchId: batch.batchId,
    dishes: form.dishes.map((dish) => {
      const run = batch.dishRuns.find((candidate) => plain(candidate.dishName) === plain(dish.dishName));
      return run === undefined ? dish : { ...dish, dishRunId: run.dishRunId };
    }),
  };
}

function startedProblem(
  form: KloterForm,
  planned: readonly PlannedBatch[],
  row: { readonly sheet: string; readonly rowNumber: number } | undefined,
): readonly PlanFileProblem[] {
  const batch = planned.find((candidate) => candidate.batchId === form.batchId);
  if (batch === undefined || batch.status === "planned" || row === undefined) return [];
  const data = { value: batch.batchCode };
  return [{ sheet: row.sheet, rowNumber: row.rowNumber, field: "label", code: "kloter-started", data }];
}

function withoutKey(problem: PlanProblem): Omit<PlanProblem, "formKey"> {
  const { formKey: _formKey, ...rest } = problem;
  return rest;
}

/** In the order of the file, each problem once: an ingredient stands under every mention of its dish. */
function sortedOnce(problems: readonly PlanFileProblem[]): readonly PlanFileProblem[] {
  const onceByText = new Map(problems.map((problem) => [JSON.stringify(problem), problem]));
  return [...onceByText.values()].toSorted((left, right) =>
    left.sheet === right.sheet ? left.rowNumber - right.rowNumber : left.sheet < right.sheet ? -1 : 1,
  );
}
