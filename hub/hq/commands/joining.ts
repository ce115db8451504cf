import { createJoinCode, resumeSite, revokeJoinCode, suspendSite } from "#contract/hq-commands.ts";
import type { HqScope } from "#contract/hq-vocabulary.ts";
import { err, ok } from "#kernel/result.ts";
import { addJoinCode } from "#hub/enrol/join-codes.ts";
import { acting } from "./definition.ts";

const NOTHING = {};

/** Whether somebody of a scope acts in another. */
export function isWithin(scope: HqScope, other: HqScope): boolean {
  return scope.kind === "national" || (other.kind === "region" && other.regionId === scope.regionId);
}

export const createJoinCodeCommand = acting(createJoinCode, ["join-codes"], async (db, body, { user, nowMs }) => {
  const { regionId } = body;
  if (!isWithin(user.scope, { kind: "region", regionId })) return err({ code: "out-of-scope", subjectId: regionId });
  const made = await addJoinCode(db, { ...body, createdByName: user.name }, nowMs);
  const { joinCodeId, joinCode, expiresAtMs } = made;
  return ok({
    ...{ answer: { joinCodeId, joinCode, expiresAtMs }, kept: { joinCodeId, joinCode: null, expiresAtMs } },
    subjectId: joinCodeId,
  });
});

export const revokeJoinCodeCommand = acting(revokeJoinCode, ["join-codes"], async (db, { joinCodeId }, { nowMs }) => {
  const code = await db
    .selectFrom("join_code")
    .select(["used_at_ms", "revoked_at_ms"])
    .where("join_code_id", "=", joinCodeId)
    .forUpdate()
    .executeTakeFirst();
  if (code === undefined) return err({ code: "join-code-unknown" });
  if (code.used_at_ms !== null) return err({ code: "join-code-used" });
  if (code.revoked_at_ms !== null) return err({ code: "join-code-revoked" });
  await db.updateTable("join_code").set({ revoked_at_ms: nowMs }).where("join_code_id", "=", joinCodeId).execute();
  return ok({ answer: NOTHING, subjectId: joinCodeId });
});

const statusCommand = (definition: typeof suspendSite | typeof resumeSite, status: "active" | "suspended") =>
  acting(definition, ["kitchens"], async (db, { siteId }) => {
    const site = await db
      .selectFrom("site")
      .select("status")
      .where("site_id", "=", siteId)
      .forUpdate()
      .executeTakeFirst();
    if (site === undefined) return err({ code: "site-unknown" });
    if (site.status === status) return err({ code: status === "active" ? "site-active" : "site-suspended" });
    await db.updateTable("site").set({ status }).where("site_id", "=", siteId).execute();
    return ok({ answer: NOTHING, subjectId: siteId });
  });
export const suspendSiteCommand = statusCommand(suspendSite, "suspended");
export const resumeSiteCommand = statusCommand(resumeSite, "active");
