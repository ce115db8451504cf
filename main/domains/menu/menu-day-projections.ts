import type { StoredRecipeOrMenuEvent } from "#domains/menu/menu-events.ts";
import type { DayChanges } from "#domains/menu/menu-values.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { menuSql } from "./tables.ts";

type DayEvent = Extract<StoredRecipeOrMenuEvent, { readonly type: `menu-day-${string}` }>;

/** One row a revision; the approved one with the highest number is in force. */
export function projectMenuDay(db: WritableDb, event: DayEvent): void {
  const { serviceDate, revision } = event.body;
  const at = { serviceDate, revision };
  switch (event.type) {
    case "menu-day-planned":
      upsertDraft(db, event, { reviseReason: null, served: event.body });
      return;
    case "menu-day-revised":
      upsertDraft(db, event, { reviseReason: event.body.reason, served: event.body.changes });
      return;
    case "menu-day-submitted":
      addMaker(db, event);
      update(db, at, {
        status: "submitted",
        submitted_at_ms: event.recordedAtMs,
        submitted_by_staff_id: event.staffId,
        nutrition_by_group: JSON.stringify(event.body.nutritionByGroup),
        estimated_cost_idr: event.body.estimatedCostIdr,
        ceiling_idr: event.body.ceilingIdr,
        target_version: event.body.targetVersion,
        return_reason: null,
        returned_by_staff_id: null,
      });
      return;
    case "menu-day-approved":
      update(db, at, {
        status: "approved",
        approved_at_ms: event.recordedAtMs,
        approved_by_staff_id: event.staffId,
        exceptions: JSON.stringify(event.body.exceptions),
        approval_reason: event.body.reason ?? null,
      });
      return;
    case "menu-day-returned":
      update(db, at, {
        status: "draft",
        return_reason: event.body.reason,
        returned_by_staff_id: event.staffId,
      });
      return;
  }
}

function upsertDraft(
  db: WritableDb,
  event: Extract<DayEvent, { readonly type: "menu-day-planned" | "menu-day-revised" }>,
  draft: { readonly served: DayChanges; readonly reviseReason: string | null },
): void {
  const { serviceDate, revision } = event.body;
  const { menuId, version, dishes, groups, substitutes } = draft.served;
  const served = {
    menu_id: menuId,
    menu_version: version,
    dishes: JSON.stringify(dishes),
    groups: JSON.stringify(groups),
    substitutes: JSON.stringify(substitutes),
    planned_at_ms: event.recordedAtMs,
  };
  db.run(
    menuSql
      .insertInto("menu_day")
      .values({
        ...NEW_DAY,
        ...served,
        service_date: serviceDate,
        revision,
        status: "draft",
        maker_staff_ids: "[]",
        revise_reason: draft.reviseReason,
      })
      .onConflict((conflict) => conflict.columns(["service_date", "revision"]).doUpdateSet(served)),
  );
  addMaker(db, event);
}

const NEW_DAY = {
  submitted_at_ms: null,
  submitted_by_staff_id: null,
  nutrition_by_group: null,
  estimated_cost_idr: null,
  ceiling_idr: null,
  target_version: null,
  approved_at_ms: null,
  approved_by_staff_id: null,
  exceptions: null,
  approval_reason: null,
  return_reason: null,
  returned_by_staff_id: null,
};

/** Whoever worked on a revision; none of them approves it. */
function addMaker(db: WritableDb, event: DayEvent): void {
  const { serviceDate, revision } = event.body;
  if (event.staffId === null) return;
  const row = db.first(
    menuSql
      .selectFrom("menu_day")
      .select("maker_staff_ids")
      .where("service_date", "=", serviceDate)
      .where("revision", "=", revision),
  );
  const known = JSON.parse(row?.maker_staff_ids ?? "[]") as readonly string[]; // written below
  if (known.includes(event.staffId)) return;
  update(db, { serviceDate, revision }, { maker_staff_ids: JSON.stringify([...known, event.staffId]) });
}

function update(
  db: WritableDb,
  { serviceDate, revision }: { readonly serviceDate: string; readonly revision: number },
  values: Readonly<Record<string, string | number | null>>,
): void {
  db.run(
    menuSql
      .updateTable("menu_day")
      .set(values)
      .where("service_date", "=", serviceDate)
      .where("revision", "=", revision),
  );
}
