import type { Transaction } from "kysely";
import type { z } from "zod";
import type { HqQueryDefinition } from "#contract/hq-definition.ts";
import { HQ_SILENT_AFTER_MS, type HqScope } from "#contract/hq-vocabulary.ts";
import type { HubTables } from "#hub/store/tables.ts";

/** What changes an answer: a query is asked anew when one of its tags was told of, and now and then anyway. */
export const CONSOLE_TAGS = [
  "kitchens",
  "publications",
  "users",
  "join-codes",
  "conflicts",
  "alerts",
  "audit",
] as const;
export type ConsoleTag = (typeof CONSOLE_TAGS)[number];

/** The tags of a question: of kitchens its own, or those of its scope, so that one kitchen's night does not renew every answer. */
export function tagsOf(query: ConsoleQuery, params: unknown, scope: HqScope): readonly string[] {
  const siteId: unknown = typeof params === "object" && params !== null ? Reflect.get(params, "siteId") : undefined;
  const ofKitchens =
    typeof siteId === "string"
      ? kitchenTag(siteId)
      : scope.kind === "national"
        ? "kitchens"
        : kitchensOfRegionTag(scope.regionId);
  return query.tags.map((tag) => (tag === "kitchens" ? ofKitchens : tag));
}

/** What changed when these kitchens did. */
export function tagsOfKitchens(sites: readonly { readonly siteId: string; readonly regionId: string }[]) {
  const regionIds = new Set(sites.map(({ regionId }) => regionId));
  return ["kitchens", ...[...regionIds].map(kitchensOfRegionTag), ...sites.map(({ siteId }) => kitchenTag(siteId))];
}

const kitchenTag = (siteId: string) => `kitchen:${siteId}`;
const kitchensOfRegionTag = (regionId: string) => `kitchens:${regionId}`;

/** Answers a query within the scope of the transaction it is given. */
export interface ConsoleQuery {
  readonly definition: HqQueryDefinition;
  readonly tags: readonly ConsoleTag[];
  readonly answer: (db: Transaction<HubTables>, params: unknown, nowMs: number) => Promise<readonly object[]>;
}

export function answering<Params extends z.ZodType, Row extends z.ZodType>(
  definition: HqQueryDefinition<string, Params, Row>,
  tags: readonly ConsoleTag[],
  answer: (
    db: Transaction<HubTables>,
    params: z.output<Params>,
    nowMs: number,
  ) => Promise<readonly (z.output<Row> & object)[]>,
): ConsoleQuery {
  // Parameters were parsed by the definition before.
  return { definition, tags, answer: (db, params, nowMs) => answer(db, params as z.output<Params>, nowMs) };
}

export interface AgedRow {
  readonly last_contact_at_ms: number | null;
  readonly enrolled_at_ms: number;
  readonly as_of_ms: number | null;
  readonly head_seq: number;
  /** Up to where the figures are; null for none. */
  readonly folded_seq: number | null;
}

/** How old what is told of a kitchen is (`ageMembers` of the contract). */
export function ageOf(row: AgedRow, nowMs: number) {
  const heardAtMs = row.last_contact_at_ms ?? row.enrolled_at_ms;
  const isSilent = row.last_contact_at_ms === null || nowMs - heardAtMs > HQ_SILENT_AFTER_MS;
  return {
    lastContactAtMs: row.last_contact_at_ms,
    silentSinceMs: isSilent ? heardAtMs : null,
    asOfMs: row.as_of_ms,
    waitingCount: Math.max(0, row.head_seq - (row.folded_seq ?? 0)),
  };
}
