import type { Transaction } from "kysely";
import { acknowledgeHubAlert, resolveConflict } from "#contract/hq-commands.ts";
import { CONFLICT_DECISIONS, type ConflictKind } from "#contract/hq-vocabulary.ts";
import { err, ok } from "#kernel/result.ts";
import { raisedAlerts } from "#hub/hq/queries/hub-alerts.ts";
import type { HubTables } from "#hub/store/tables.ts";
import { acting } from "./definition.ts";

const NOTHING = {};

export const acknowledgeHubAlertCommand = acting(
  acknowledgeHubAlert,
  ["alerts"],
  async (db, { hubAlertId, note }, { user, nowMs }) => {
    const raised = (await raisedAlerts(db, nowMs)).find((alert) => alert.hubAlertId === hubAlertId);
    if (raised === undefined) return err({ code: "hub-alert-unknown" });
    const noted = await db
      .insertInto("hq_alert_ack")
      .values({
        ...{ hub_alert_id: hubAlertId, site_id: raised.siteId, at_ms: nowMs },
        ...{ user_id: user.userId, user_name: user.name, note: note ?? null },
      })
      .onConflict((conflict) => conflict.doNothing())
      .returning("hub_alert_id")
      .execute();
    if (noted.length === 0) return err({ code: "hub-alert-acknowledged" });
    return ok({ answer: NOTHING, subjectId: hubAlertId });
  },
);

/** What headquarters says of a conflict is noted and shown; a kitchen's log is never changed by it. */
export const resolveConflictCommand = acting(
  resolveConflict,
  ["conflicts"],
  async (db, { conflictId, decision, note }, { user, nowMs }) => {
    const conflict = await conflictOf(db, conflictId);
    if (conflict === null) return err({ code: "conflict-unknown" });
    const decisions: readonly string[] = CONFLICT_DECISIONS[conflict.kind];
    if (!decisions.includes(decision)) return err({ code: "decision-unknown" });
    const noted = await db
      .insertInto("hq_decision")
      .values({
        ...{ conflict_id: conflictId, site_id: conflict.siteId, at_ms: nowMs, decision, note },
        ...{ user_id: user.userId, user_name: user.name },
      })
      .onConflict((other) => other.doNothing())
      .returning("conflict_id")
      .execute();
    if (noted.length === 0) return err({ code: "conflict-decided" });
    return ok({ answer: NOTHING, subjectId: conflictId });
  },
);

interface Conflict {
  readonly kind: ConflictKind;
  readonly siteId: string;
}

/** The conflict of an id as `conflicts` gives it, within the scope. */
async function conflictOf(db: Transaction<HubTables>, conflictId: string): Promise<Conflict | null> {
  const [kind, ...parts] = conflictId.split(":");
  if (kind === "incident" && parts.length === 1 && /^\d{1,15}$/.test(parts[0] ?? "")) {
    const incident = await db
      .selectFrom("incident")
      .select(["site_id", "kind"])
      .where("incident_id", "=", Number(parts[0]))
      .executeTakeFirst();
    return incident === undefined ? null : { kind: incident.kind, siteId: incident.site_id };
  }
  const [siteId = "", epoch = "", seq = ""] = parts;
  if (kind !== "quarantined" || parts.length !== 3 || !/^\d{1,15}$/.test(seq)) return null;
  const event = await db
    .selectFrom("event")
    .select("site_id")
    .where("site_id", "=", siteId)
    .where("epoch", "=", epoch)
    .where("seq", "=", Number(seq))
    .where("quarantine_code", "is not", null)
    .executeTakeFirst();
  return event === undefined ? null : { kind: "quarantined", siteId };
}
