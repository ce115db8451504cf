import type { Transaction } from "kysely";
import type { HqScope } from "#contract/hq-vocabulary.ts";
import type { HubTables } from "#hub/store/tables.ts";

/** One act or refusal at the console; names of users are headquarters' own staff. */
export interface AuditEntry {
  readonly user: { readonly userId: string; readonly name: string; readonly scope: HqScope } | null;
  readonly act: string;
  readonly outcome: "done" | "refused";
  readonly code?: string | null;
  readonly subjectId?: string | null;
  readonly address?: string | null;
  readonly data?: Readonly<Record<string, unknown>>;
}

/** Adds an entry in the transaction of the act it tells of. */
export async function noteAudit(db: Transaction<HubTables>, entry: AuditEntry, nowMs: number): Promise<void> {
  await db
    .insertInto("hq_audit")
    .values({
      at_ms: nowMs,
      user_id: entry.user?.userId ?? null,
      user_name: entry.user?.name ?? null,
      scope: entry.user === null ? "national" : scopeText(entry.user.scope),
      act: entry.act,
      outcome: entry.outcome,
      code: entry.code ?? null,
      subject_id: entry.subjectId ?? null,
      address: entry.address ?? null,
      data: JSON.stringify(entry.data ?? {}),
    })
    .execute();
}

/** A scope as `hub.scope` and the tables write it. */
export function scopeText(scope: HqScope): string {
  return scope.kind === "national" ? "national" : `region:${scope.regionId}`;
}

export function scopeFromText(text: string): HqScope {
  return text === "national" ? { kind: "national" } : { kind: "region", regionId: text.slice("region:".length) };
}
