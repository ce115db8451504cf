import { sql } from "kysely";
import { audit, hqUsers, joinCodes } from "#contract/hq-admin-queries.ts";
import type { HqRole } from "#contract/hq-vocabulary.ts";
import { idSchema } from "#kernel/ids.ts";
import { scopeFromText } from "#hub/hq/audit.ts";
import { answering } from "./definition.ts";

const userIdSchema = idSchema("user");

export const joinCodesQuery = answering(joinCodes, ["join-codes"], async (db, _params, nowMs) => {
  const rows = await db
    .selectFrom("join_code")
    .select(["join_code_id", "region_id", "site_name", "created_at_ms", "created_by_name", "expires_at_ms"])
    .select(["used_at_ms", "used_by_site_id", "revoked_at_ms"])
    .orderBy("created_at_ms", "desc")
    .orderBy("join_code_id")
    .limit(joinCodes.limit + 1)
    .execute();
  return rows.map((row) => ({
    ...{ joinCodeId: row.join_code_id, regionId: row.region_id, siteName: row.site_name },
    status: joinCodeStatus(row, nowMs),
    ...{ createdAtMs: row.created_at_ms, createdByName: row.created_by_name, expiresAtMs: row.expires_at_ms },
    ...{ usedAtMs: row.used_at_ms, usedBySiteId: row.used_by_site_id, revokedAtMs: row.revoked_at_ms },
  }));
});

function joinCodeStatus(
  row: {
    readonly used_at_ms: number | null;
    readonly revoked_at_ms: number | null;
    readonly expires_at_ms: number;
  },
  nowMs: number,
) {
  if (row.used_at_ms !== null) return "used" as const;
  if (row.revoked_at_ms !== null) return "revoked" as const;
  return row.expires_at_ms <= nowMs ? ("expired" as const) : ("open" as const);
}

export const hqUsersQuery = answering(hqUsers, ["users"], async (db) => {
  const rows = await db
    .selectFrom("hq_user")
    .select(["user_id", "email", "name", "roles", "scope", "status", "created_at_ms", "last_sign_in_at_ms"])
    .select(["invitation_expires_at_ms", sql<boolean>`second_factor IS NOT NULL`.as("has_second_factor")])
    .orderBy("name")
    .orderBy("user_id")
    .limit(hqUsers.limit + 1)
    .execute();
  return rows.map((row) => ({
    ...{ userId: userIdSchema.parse(row.user_id), email: row.email, name: row.name },
    roles: row.roles as HqRole[], // written by commands that take known roles only
    ...{ scope: scopeFromText(row.scope), status: row.status, hasSecondFactor: row.has_second_factor },
    invitationExpiresAtMs: row.status === "invited" ? row.invitation_expires_at_ms : null,
    ...{ createdAtMs: row.created_at_ms, lastSignInAtMs: row.last_sign_in_at_ms },
  }));
});

export const auditQuery = answering(audit, ["audit"], async (db, { userId, act, beforeMs }) => {
  const rows = await db
    .selectFrom("hq_audit")
    .selectAll()
    .$if(userId !== undefined, (query) => query.where("user_id", "=", userId ?? ""))
    .$if(act !== undefined, (query) => query.where("act", "=", act ?? ""))
    .$if(beforeMs !== undefined, (query) => query.where("at_ms", "<", beforeMs ?? 0))
    .orderBy("at_ms", "desc")
    .orderBy("audit_id", "desc")
    .limit(audit.limit + 1)
    .execute();
  return rows.map((row) => ({
    ...{ auditId: String(row.audit_id), atMs: row.at_ms, userName: row.user_name, act: row.act, outcome: row.outcome },
    userId: row.user_id === null ? null : userIdSchema.parse(row.user_id),
    ...{ code: row.code, subjectId: row.subject_id, address: row.address },
    data: row.data as Record<string, unknown>, // an object, as noted
  }));
});
