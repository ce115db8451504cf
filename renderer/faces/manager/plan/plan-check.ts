import type { PortionCounts } from "#kernel/quantity.ts";
import { addPortionCounts, NO_PORTIONS, totalPortionCount } from "#kernel/quantity.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import type { PlannedDish, PlannedPoint } from "#domains/production/plan.ts";
import {
  BATCH_DISHES_MAX_COUNT,
  BATCH_POINTS_MAX_COUNT,
  PLAN_BATCHES_MAX_COUNT,
  POINT_WALL_NAME_MAX_COUNT,
} from "#domains/production/plan.ts";
import { RECIPIENT_CATEGORIES } from "#kernel/food-words.ts";
import { WAVES, type Wave } from "#domains/production/vocabulary.ts";
import { dishFromForm } from "./dish-check.ts";
import {
  createFieldReader,
  wallNameFrom,
  type FieldProblem,
  type FieldReader,
  type PlannedDay,
} from "./field-reader.ts";
import {
  PORTION_FIELD_NAMES,
  type DishForm,
  type KloterForm,
  type PointForm,
  type PortionFields,
} from "./plan-form.ts";

/** A problem at a form, or at one of its fields. */
export interface PlanProblem extends FieldProblem {
  readonly formKey: string;
  readonly field: string | null;
}

export interface CheckedDishRun {
  readonly dishRunId: string;
  readonly portionCounts: PortionCounts;
  readonly plannedStartAtMs: number;
  readonly plannedFinishAtMs: number;
  readonly dish: PlannedDish;
  readonly leadStaffId: string | null;
}

export interface CheckedKloter {
  readonly batchId: string;
  readonly wave: Wave;
  readonly label: string;
  readonly plannedPreparationAtMs: number;
  readonly portionCounts: PortionCounts;
  readonly specialPackCount: number;
  readonly points: readonly PlannedPoint[];
  readonly runs: readonly CheckedDishRun[];
  readonly tasks: readonly CheckedTask[];
}

/** Somebody the plan assigns. */
export interface CheckedTask {
  readonly staffId: string;
  readonly taskKind: "lead-cook" | "cook";
  readonly dishRunId?: string;
}

export interface PlanCheckDeps {
  readonly day: PlannedDay;
  readonly makeId: (prefix: "batch" | "dish_run") => string;
  /** The same point has the same id in every plan, so its code names it. */
  readonly pointIdFromCode: (pointCode: string) => string;
  /** Active people by their code; a code written otherwise names nobody. */
  readonly staffIdByCode: ReadonlyMap<string, string>;
}

export interface PlanCheck {
  readonly problems: readonly PlanProblem[];
  /** Null while there is any problem: nothing is planned until everything is clean. */
  readonly kloters: readonly CheckedKloter[] | null;
}

export const PORTION_MAX_COUNT = 100_000;
export const SPECIAL_PACK_MAX_COUNT = 10_000;
const TRAVEL_MAX_MINUTES = 600;
const LABEL_MAX_COUNT = 40;
const NAME_MAX_COUNT = 80;

type Report = (formKey: string, field: string | null, problem: FieldProblem) => void;

/** Reads a whole day as people wrote it. The kitchen judges again what depends on it: capacity, points of other batches. */
export function checkPlan(forms: readonly KloterForm[], deps: PlanCheckDeps): PlanCheck {
  const problems: PlanProblem[] = [];
  const report: Report = (formKey, field, problem) => problems.push({ formKey, field, ...problem });
  const checked = forms.map((form) => checkKloter(form, deps, report));
  checkAcross(forms, report);
  checkDishesAgree(forms, checked, report);
  const [first] = forms;
  if (forms.length > PLAN_BATCHES_MAX_COUNT && first !== undefined) {
    report(first.key, null, { code: "too-many", data: { maxCount: PLAN_BATCHES_MAX_COUNT } });
  }
  const kloters = checked.filter((kloter) => kloter !== null);
  return { problems, kloters: problems.length === 0 && kloters.length === forms.length ? kloters : null };
}

function checkKloter(form: KloterForm, deps: PlanCheckDeps, report: Report): CheckedKloter | null {
  const reader = readerFor(form.key, deps, report);
  const label = reader.text("label", form.label, LABEL_MAX_COUNT);
  const wave = reader.choice("wave", form.wave, WAVES);
  const preparationAtMs = reader.clock("preparation", form.preparation);
  const points = form.points.map((point) => checkPoint(point, deps, report));
  const readPoints = points.filter((point) => point !== null);
  const summed = readPoints.reduce((sum, point) => addPortionCounts(sum, point.portionCounts), NO_PORTIONS);
  const summedPackCount = readPoints.reduce((sum, point) => sum + point.specialPackCount, 0);
  const portionCounts = hasPortions(form) ? portionCountsFrom(reader, form) : summed;
  const specialPackCount = reader.count("specialPacks", form.specialPacks, {
    min: 0,
    max: SPECIAL_PACK_MAX_COUNT,
    empty: summedPackCount,
  });
  const isReadable = points.length === readPoints.length && portionCounts !== null && specialPackCount !== null;
  if (isReadable) checkPortions(form.key, { portionCounts, specialPackCount, summed, summedPackCount }, report);
  const tasks = [
    ...staffIn(form.key, "leadCook", [form.leadCook], deps, report).map(asTask("lead-cook")),
    ...staffIn(form.key, "team", form.team.split(/[,;]/), deps, report).map(asTask("cook")),
  ];
  const runs = form.dishes.map((dish) => checkRun(dish, portionCounts, preparationAtMs, deps, report));
  checkKloterShape(form, report);
  checkDepartures(form, readPoints, runs, report);
  if (label === null || wave === null || preparationAtMs === null || !isReadable) return null;
  return {
    batchId: form.batchId ?? deps.makeId("batch"),
    wave,
    label,
    plannedPreparationAtMs: preparationAtMs,
    portionCounts,
    specialPackCount,
    points: readPoints,
    runs: runs.filter((run) => run !== null),
    tasks: [...tasks, ...runs.flatMap((run) => leadTask(run))],
  };
}

/** The people whose codes stand in a field; each code of nobody is a problem of its own. */
function staffIn(
  formKey: string,
  field: string,
  texts: readonly string[],
  { staffIdByCode }: PlanCheckDeps,
  report: Report,
): readonly string[] {
  const codes = [...new Set(texts.map((text) => text.trim().toUpperCase()).filter((code) => code !== ""))];
  return codes.flatMap((code) => {
    const staffId = staffIdByCode.get(code);
    if (staffId === undefined) report(formKey, field, { code: "staff-unknown", data: { value: code } });
    return staffId ?? [];
  });
}

function asTask(taskKind: CheckedTask["taskKind"]): (staffId: string) => CheckedTask {
  return (staffId) => ({ staffId, taskKind });
}

function leadTask(run: CheckedDishRun | null): readonly CheckedTask[] {
  if (run === null || run.leadStaffId === null) return [];
  return [{ staffId: run.leadStaffId, taskKind: "lead-cook", dishRunId: run.dishRunId }];
}

function checkKloterShape(form: KloterForm, report: Report): void {
  if (form.dishes.length === 0) report(form.key, null, { code: "no-dishes", data: {} });
  if (form.points.length === 0) report(form.key, null, { code: "no-points", data: {} });
  if (form.dishes.length > BATCH_DISHES_MAX_COUNT) {
    report(form.key, null, { code: "too-many", data: { maxCount: BATCH_DISHES_MAX_COUNT } });
  }
  if (form.points.length > BATCH_POINTS_MAX_COUNT) {
    report(form.key, null, { code: "too-many", data: { maxCount: BATCH_POINTS_MAX_COUNT } });
  }
  repeatedBy(form.dishes, (dish) => dish.dishName.trim().toLowerCase()).forEach((dish) =>
    report(dish.key, "dishName", { code: "repeated", data: { value: dish.dishName } }),
  );
  repeatedBy(form.points, (point) => point.code.trim().toUpperCase()).forEach((point) =>
    report(point.key, "code", { code: "repeated", data: { value: point.code } }),
  );
}

function checkPortions(
  key: string,
  counts: {
    readonly portionCounts: PortionCounts;
    readonly specialPackCount: number;
    readonly summed: PortionCounts;
    readonly summedPackCount: number;
  },
  report: Report,
): void {
  const plannedCount = totalPortionCount(counts.portionCounts) + counts.specialPackCount;
  if (plannedCount === 0) report(key, "small", { code: "portions-zero", data: {} });
  for (const name of PORTION_FIELD_NAMES) {
    const member = `${name}Count` as const;
    if (counts.summed[member] <= counts.portionCounts[member]) continue;
    const data = { plannedCount: counts.portionCounts[member], pointsCount: counts.summed[member] };
    report(key, name, { code: "points-exceed-portions", data });
  }
  if (counts.summedPackCount > counts.specialPackCount) {
    const data = { plannedCount: counts.specialPackCount, pointsCount: counts.summedPackCount };
    report(key, "specialPacks", { code: "points-exceed-portions", data });
  }
}

function checkRun(
  form: DishForm,
  batchCounts: PortionCounts | null,
  preparationAtMs: number | null,
  deps: PlanCheckDeps,
  report: Report,
): CheckedDishRun | null {
  const reader = readerFor(form.key, deps, report);
  const start = reader.clock("start", form.start);
  const finish = reader.clock("finish", form.finish);
  const portionCounts = hasPortions(form) ? portionCountsFrom(reader, form) : batchCounts;
  const [leadStaffId = null] = staffIn(form.key, "leadCook", [form.leadCook], deps, report);
  const dish = dishFromForm(form, (formKey) => readerFor(formKey, deps, report), report);
  if (start === null || finish === null || portionCounts === null || dish === null) return null;
  if (finish <= start) report(form.key, "finish", { code: "finish-before-start", data: {} });
  if (preparationAtMs !== null && start < preparationAtMs) {
    report(form.key, "start", { code: "start-before-preparation", data: {} });
  }
  return {
    dishRunId: form.dishRunId ?? deps.makeId("dish_run"),
    portionCounts,
    plannedStartAtMs: start,
    plannedFinishAtMs: finish,
    dish,
    leadStaffId,
  };
}

function checkPoint(form: PointForm, deps: PlanCheckDeps, report: Report): PlannedPoint | null {
  const reader = readerFor(form.key, deps, report);
  const pointCode = reader.code("code", form.code);
  const name = reader.text("name", form.name, NAME_MAX_COUNT);
  const wallName = wallNameFrom(reader, { name, wallName: form.wallName, maxCount: POINT_WALL_NAME_MAX_COUNT });
  const departureAtMs = reader.clock("departure", form.departure);
  const travelMinutes = reader.count("travelMinutes", form.travelMinutes, {
    min: 0,
    max: TRAVEL_MAX_MINUTES,
    empty: null,
  });
  const category = form.category.trim() === "" ? null : reader.choice("category", form.category, RECIPIENT_CATEGORIES);
  const portionCounts = portionCountsFrom(reader, form);
  const specialPackCount = reader.count("specialPacks", form.specialPacks, {
    min: 0,
    max: SPECIAL_PACK_MAX_COUNT,
    empty: 0,
  });
  if (pointCode === null || name === null || wallName === null || departureAtMs === null) return null;
  if (travelMinutes === null || portionCounts === null || specialPackCount === null) return null;
  if (totalPortionCount(portionCounts) + specialPackCount === 0) {
    report(form.key, "small", { code: "portions-zero", data: {} });
  }
  const pointId = form.pointId ?? deps.pointIdFromCode(pointCode);
  return {
    pointId: pointId as PlannedPoint["pointId"], // made by `pointIdFromCode`, or read from the kitchen's own row
    pointCode,
    name,
    wallName,
    departureAtMs,
    travelMs: travelMinutes * MINUTE_MS,
    portionCounts,
    specialPackCount,
    ...(category === null ? {} : { recipientCategory: category }),
  };
}

/** Food cannot leave before it is cooked. */
function checkDepartures(
  form: KloterForm,
  points: readonly PlannedPoint[],
  runs: ReadonlyArray<CheckedDishRun | null>,
  report: Report,
): void {
  const lastFinishAtMs = runs.reduce((latest, run) => Math.max(latest, run?.plannedFinishAtMs ?? 0), 0);
  for (const point of points) {
    if (point.departureAtMs > lastFinishAtMs) continue;
    const key = form.points.find((candidate) => candidate.code.trim().toUpperCase() === point.pointCode)?.key;
    report(key ?? form.key, "departure", { code: "departure-before-finish", data: {} });
  }
}

/** One group is one kloter per wave, and a point eats once per wave. */
function checkAcross(forms: readonly KloterForm[], report: Report): void {
  repeatedBy(forms, (form) => `${form.wave} ${form.label.trim().toLowerCase()}`).forEach((form) =>
    report(form.key, "label", { code: "kloter-repeated", data: { value: form.label } }),
  );
  const byWave = forms.flatMap((form) => form.points.map((point) => ({ form, point })));
  const pointKey = (entry: (typeof byWave)[number]) => `${entry.form.wave} ${entry.point.code.trim().toUpperCase()}`;
  for (const entry of repeatedBy(byWave, pointKey)) {
    const other = byWave.find((candidate) => pointKey(candidate) === pointKey(entry));
    if (other === undefined || other.form === entry.form) continue; // within one kloter it was reported already
    const data = { value: entry.point.code, kloter: other.form.label };
    report(entry.point.key, "code", { code: "point-in-two-kloter", data });
  }
}

/** A dish of one code is the same dish in every kloter: a plan writes it once. */
function checkDishesAgree(
  forms: readonly KloterForm[],
  checked: ReadonlyArray<CheckedKloter | null>,
  report: Report,
): void {
  const dishByCode = new Map<string, string>();
  checked.forEach((kloter, index) => {
    for (const { dish } of kloter?.runs ?? []) {
      const text = JSON.stringify(dish);
      const known = dishByCode.get(dish.recipeCode);
      if (known === undefined) dishByCode.set(dish.recipeCode, text);
      if (known === undefined || known === text) continue;
      const form = forms[index]?.dishes.find((candidate) => candidate.dishName.trim() === dish.dishName);
      report(form?.key ?? "", "recipeCode", { code: "dish-differs", data: { value: dish.recipeCode } });
    }
  });
}

function readerFor(key: string, deps: PlanCheckDeps, report: Report): FieldReader {
  return createFieldReader({
    day: deps.day,
    report: (field, problem) => report(key, field, problem),
  });
}

function hasPortions(fields: PortionFields): boolean {
  return PORTION_FIELD_NAMES.some((name) => fields[name].trim() !== "");
}

function portionCountsFrom(reader: FieldReader, fields: PortionFields): PortionCounts | null {
  const range = { min: 0, max: PORTION_MAX_COUNT, empty: 0 };
  const smallCount = reader.count("small", fields.small, range);
  const largeCount = reader.count("large", fields.large, range);
  const toddlerCount = reader.count("toddler", fields.toddler, range);
  const maternalCount = reader.count("maternal", fields.maternal, range);
  if (smallCount === null || largeCount === null || toddlerCount === null || maternalCount === null) return null;
  return { smallCount, largeCount, toddlerCount, maternalCount };
}

/** Every entry whose key an earlier entry has; empty keys are another problem. */
function repeatedBy<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): readonly Entry[] {
  const seen = new Set<string>();
  return entries.filter((entry) => {
    const key = keyOf(entry);
    if (key.trim() === "" || key.endsWith(" ")) return false;
    const isRepeated = seen.has(key);
    seen.add(key);
    return isRepeated;
  });
}
