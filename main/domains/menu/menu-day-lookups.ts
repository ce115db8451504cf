import type { MenuId } from "#domains/menu/ids.ts";
import { recipeVersionKey } from "#domains/menu/menu-facts.ts";
import type { DayRevision } from "#domains/menu/menu-state.ts";
import type { DayGroup, MenuDish, MenuException, Substitute } from "#domains/menu/menu-values.ts";
import type { GroupNutrition } from "#domains/menu/menu-events.ts";
import { lookupsOf } from "#domains/menu/recipe-decide.ts";
import { flatLines, type FlatLine, type RecipeIngredient } from "#domains/menu/recipe-rules.ts";
import type { RecipeContent } from "#domains/menu/recipe-values.ts";
import { PORTION_PROFILES, type PortionProfile } from "#kernel/food-words.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import type { RecipeBook } from "./recipe-lookups.ts";
import { menuSql } from "./tables.ts";
import type { RecipeAndMenuTables } from "./menu-tables.ts";

/** Reads of menu days that facts, other domains and query answers share. */

export interface DayRevisionRow extends DayRevision {
  readonly serviceDate: ServiceDate;
  readonly menuId: MenuId;
  readonly plannedAtMs: number;
  readonly submittedAtMs: number | null;
  readonly submittedByStaffId: string | null;
  readonly nutritionByGroup: readonly GroupNutrition[] | null;
  readonly estimatedCostIdr: number | null;
  readonly ceilingIdr: number | null;
  readonly targetVersion: number | null;
  readonly approvedAtMs: number | null;
  readonly approvedByStaffId: string | null;
  readonly exceptions: readonly MenuException[];
  readonly approvalReason: string | null;
  readonly returnReason: string | null;
  readonly returnedByStaffId: string | null;
  readonly reviseReason: string | null;
}

type Row = RecipeAndMenuTables["menu_day"];

/** JSON texts of these columns were written by the projection from parsed events. */
function dayFromRow(row: Row): DayRevisionRow {
  return {
    serviceDate: row.service_date,
    revision: row.revision,
    status: row.status,
    menuId: row.menu_id,
    version: row.menu_version,
    dishes: JSON.parse(row.dishes) as readonly MenuDish[],
    groups: JSON.parse(row.groups) as readonly DayGroup[],
    substitutes: JSON.parse(row.substitutes) as readonly Substitute[],
    makerStaffIds: JSON.parse(row.maker_staff_ids) as readonly string[],
    plannedAtMs: row.planned_at_ms,
    submittedAtMs: row.submitted_at_ms,
    submittedByStaffId: row.submitted_by_staff_id,
    nutritionByGroup:
      row.nutrition_by_group === null ? null : (JSON.parse(row.nutrition_by_group) as readonly GroupNutrition[]),
    estimatedCostIdr: row.estimated_cost_idr,
    ceilingIdr: row.ceiling_idr,
    targetVersion: row.target_version,
    approvedAtMs: row.approved_at_ms,
    approvedByStaffId: row.approved_by_staff_id,
    exceptions: JSON.parse(row.exceptions ?? "[]") as readonly MenuException[],
    approvalReason: row.approval_reason,
    returnReason: row.return_reason,
    returnedByStaffId: row.returned_by_staff_id,
    reviseReason: row.revise_reason,
  };
}

/** Every revision of some dates, by date and then by number. */
export function dayRevisions(
  db: ReadableDb,
  span: { readonly fromDate: ServiceDate; readonly toDate: ServiceDate },
): readonly DayRevisionRow[] {
  return db.all(selectRevisions(span)).map(dayFromRow);
}

const selectRevisions = createPreparedQuery<{ fromDate: string; toDate: string }, Row>((value) =>
  menuSql
    .selectFrom("menu_day")
    .selectAll()
    .where("service_date", ">=", value("fromDate"))
    .where("service_date", "<=", value("toDate"))
    .orderBy("service_date")
    .orderBy("revision"),
);

/** The newest revision of a date, approved or not. */
export function currentDayRevision(db: ReadableDb, serviceDate: ServiceDate): DayRevisionRow | null {
  return dayRevisions(db, { fromDate: serviceDate, toDate: serviceDate }).at(-1) ?? null;
}

/** The newest approved revision of a date. */
export function dayRevisionInForce(db: ReadableDb, serviceDate: ServiceDate): DayRevisionRow | null {
  const revisions = dayRevisions(db, { fromDate: serviceDate, toDate: serviceDate });
  return revisions.findLast((one) => one.status === "approved") ?? null;
}

/** From a date on: dates whose newest revision, or the one in force, serves a menu. */
export function datesServing(db: ReadableDb, menuId: MenuId, fromDate: ServiceDate): readonly ServiceDate[] {
  const dates = db.all(selectDatesServing({ menuId, fromDate })).map((row) => row.service_date);
  return dates.filter((serviceDate) =>
    [currentDayRevision(db, serviceDate), dayRevisionInForce(db, serviceDate)].some((day) => day?.menuId === menuId),
  );
}

const selectDatesServing = createPreparedQuery<{ menuId: MenuId; fromDate: string }, { service_date: string }>(
  (value) =>
    menuSql
      .selectFrom("menu_day")
      .select("service_date")
      .distinct()
      .where("menu_id", "=", value("menuId"))
      .where("service_date", ">=", value("fromDate"))
      .orderBy("service_date")
      .limit(60),
);

/** A dish of a menu day with what it takes. */
export interface ServedDish {
  readonly recipeId: MenuDish["recipeId"];
  readonly version: number;
  readonly audience: readonly PortionProfile[] | null;
  readonly recipe: RecipeContent;
  /** Net amounts for 100 portions of each profile; zero for whom the dish is not. */
  readonly lines: readonly ServedLine[];
}

export interface ServedLine extends FlatLine {
  readonly ingredient: RecipeIngredient;
}

/** The dishes, each recipe once, as the book has them; a version nobody ever saved is left out. */
export function servedDishes(refs: readonly MenuDish[], book: RecipeBook): readonly ServedDish[] {
  const lookups = lookupsOf(book);
  const served = new Map<string, ServedDish>();
  for (const { recipeId, version, audience } of refs) {
    const found = book.recipeVersions.get(recipeVersionKey(recipeId, version));
    if (found === undefined || served.has(recipeId)) continue;
    const lines = (flatLines(found.recipe, lookups) ?? []).flatMap((line) => {
      const ingredient = book.ingredients.get(line.ingredientId);
      return ingredient === undefined ? [] : [{ ...forAudience(line, audience), ingredient }];
    });
    served.set(recipeId, { recipeId, version, audience: audience ?? null, recipe: found.recipe, lines });
  }
  return [...served.values()];
}

function forAudience(line: FlatLine, audience: MenuDish["audience"]): FlatLine {
  if (audience === undefined) return line;
  const entries = PORTION_PROFILES.map((profile) => [profile, audience.includes(profile) ? line.amounts[profile] : 0]);
  return { ...line, amounts: Object.fromEntries(entries) as FlatLine["amounts"] }; // every profile of the list
}
