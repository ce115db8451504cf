import { sql, type Transaction } from "kysely";
import { hubAlerts, type HqRow } from "#contract/hq-queries.ts";
import { HQ_RECALL_ANSWER_WITHIN_MS, HQ_SILENT_ALERT_AFTER_MS } from "#contract/hq-vocabulary.ts";
import { siteIdSchema } from "#contract/hub-protocol.ts";
import type { BookSummary } from "#hub/hq/book/tell-day.ts";
import type { HubTables } from "#hub/store/tables.ts";
import { answering } from "./definition.ts";

type HubAlert = HqRow<"hub-alerts">;
interface RaisedAlert {
  readonly hubAlertId: string;
  readonly siteId: string;
  readonly kind: HubAlert["kind"];
  readonly severity: HubAlert["severity"];
  readonly entityId: string;
  readonly raisedAtMs: number;
  readonly endedAtMs: number | null;
  readonly data: Record<string, unknown>;
}

/** Messages of kitchens looked at, newest first. */
const TOLD_MAX_COUNT = 2_000;

export const hubAlertsQuery = answering(
  hubAlerts,
  ["alerts", "kitchens", "publications"],
  async (db, { isOpenOnly }, nowMs) => {
    const raised = await raisedAlerts(db, nowMs);
    const sites = await db.selectFrom("site").select(["site_id", "name", "region_id"]).execute();
    const siteById = new Map(sites.map((site) => [site.site_id, site]));
    const acknowledged = await db.selectFrom("hq_alert_ack").selectAll().execute();
    const ackById = new Map(acknowledged.map((ack) => [ack.hub_alert_id, ack]));
    const rows = raised.flatMap((alert): readonly HubAlert[] => {
      const site = siteById.get(alert.siteId);
      if (site === undefined) return [];
      const ack = ackById.get(alert.hubAlertId);
      if (isOpenOnly === true && (ack !== undefined || alert.endedAtMs !== null)) return [];
      return [
        {
          ...{ ...alert, siteId: siteIdSchema.parse(alert.siteId), siteName: site.name, regionId: site.region_id },
          ...{ acknowledgedAtMs: ack?.at_ms ?? null, acknowledgedByName: ack?.user_name ?? null },
          acknowledgementNote: ack?.note ?? null,
        },
      ];
    });
    return rows
      .toSorted(
        (left, right) => Number(isSettled(left)) - Number(isSettled(right)) || right.raisedAtMs - left.raisedAtMs,
      )
      .slice(0, hubAlerts.limit + 1);
  },
);

function isSettled(alert: HubAlert): boolean {
  return alert.acknowledgedAtMs !== null || alert.endedAtMs !== null;
}

/** Everything headquarters is or was to look at within the scope. */
export async function raisedAlerts(db: Transaction<HubTables>, nowMs: number): Promise<readonly RaisedAlert[]> {
  return [...(await toldByKitchens(db)), ...(await silences(db, nowMs)), ...(await unansweredRecalls(db, nowMs))];
}

/** What a kitchen told its region: an alert made critical, a release against the gates. */
async function toldByKitchens(db: Transaction<HubTables>): Promise<readonly RaisedAlert[]> {
  const messages = await db
    .selectFrom("message")
    .leftJoin("hq_site", "hq_site.site_id", "message.written_by")
    .select(["publication_id", "type", "document", "written_by", "written_at_ms", "summary"])
    .where("type", "in", ["alert-escalated", "release-overridden"])
    .where("stream_id", "like", "region:%")
    .orderBy("written_at_ms", "desc")
    .limit(TOLD_MAX_COUNT)
    .execute();
  return messages.map((message) => {
    const kind = message.type as "alert-escalated" | "release-overridden"; // asked for above
    // Bodies are read here and not in SQL, which cannot read one that holds a U+0000.
    const { body } = message.document as { readonly body: Record<string, unknown> }; // written by the hub's own routing
    const about = kind === "alert-escalated" ? body["alertId"] : body["batchId"];
    const entityId = typeof about === "string" ? about : "";
    const ended = (message.summary as BookSummary | null)?.endedCriticals ?? {}; // written by the folder
    return {
      ...{ hubAlertId: `${kind}:${message.publication_id}`, siteId: message.written_by, kind, severity: "critical" },
      ...{ entityId, raisedAtMs: message.written_at_ms, endedAtMs: ended[entityId] ?? null, data: body },
    };
  });
}

async function silences(db: Transaction<HubTables>, nowMs: number): Promise<readonly RaisedAlert[]> {
  const heard = sql<number>`coalesce(last_contact_at_ms, enrolled_at_ms)`;
  const rows = await db
    .selectFrom("site")
    .select(["site_id", heard.as("heard_at_ms")])
    .where(heard, "<", nowMs - HQ_SILENT_ALERT_AFTER_MS)
    .execute();
  return rows.map((row) => ({
    ...{ hubAlertId: `site-silent:${row.site_id}:${row.heard_at_ms}`, siteId: row.site_id, kind: "site-silent" },
    ...{ severity: "high", entityId: "", raisedAtMs: row.heard_at_ms + HQ_SILENT_ALERT_AFTER_MS },
    ...{ endedAtMs: null, data: {} },
  }));
}

/** Kitchens that were there when a recall was published and where nobody answered it in time; not once it is lifted. */
async function unansweredRecalls(db: Transaction<HubTables>, nowMs: number): Promise<readonly RaisedAlert[]> {
  const { rows } = await sql<{ publication_id: string; site_id: string; at_ms: number }>`
    SELECT m.publication_id, s.site_id, min(m.written_at_ms) AS at_ms FROM message m
    JOIN site s ON m.stream_id IN ('national', 'region:' || s.region_id, 'site:' || s.site_id)
    LEFT JOIN publication_reach r ON r.site_id = s.site_id AND r.publication_id = m.publication_id
    WHERE m.type = 'recall-published' AND m.written_at_ms < ${nowMs - HQ_RECALL_ANSWER_WITHIN_MS}
      AND r.acknowledged_at_ms IS NULL AND s.enrolled_at_ms <= m.written_at_ms
      AND NOT EXISTS (SELECT 1 FROM message l WHERE l.type = 'recall-lifted' AND l.document->>'recallId' = m.publication_id)
    GROUP BY m.publication_id, s.site_id ORDER BY min(m.written_at_ms) DESC LIMIT ${TOLD_MAX_COUNT}`.execute(db);
  return rows.map((row) => ({
    ...{ hubAlertId: `recall-unacknowledged:${row.publication_id}:${row.site_id}`, siteId: row.site_id },
    ...{ kind: "recall-unacknowledged", severity: "critical", entityId: row.publication_id },
    ...{ raisedAtMs: Number(row.at_ms) + HQ_RECALL_ANSWER_WITHIN_MS, endedAtMs: null, data: {} },
  }));
}
