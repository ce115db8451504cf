import { ALERT_SEVERITIES } from "#domains/alerts/vocabulary.ts";
import { hubStreamIdSchema, publicationIdSchema } from "#domains/publications/ids.ts";
import { idSchema } from "#kernel/ids.ts";
import { z } from "zod";
import { audit, hqUsers, joinCodes } from "./hq-admin-queries.ts";
import { ageMembers, defineHqQuery, siteMembers } from "./hq-definition.ts";
import { sites, siteToday } from "./hq-kitchen-queries.ts";
import { CONFLICT_KINDS, HUB_ALERT_KINDS } from "./hq-vocabulary.ts";

/**
 * Live queries of headquarters' console (DOMAIN.md §6, "Hub queries"). Times are the hub's epoch ms unless they say what a kitchen's
 * clock said. Null is what the hub does not know. Rows hold absolute times; how old they are the console says from its own clock.
 */

const ms = z.int().min(0);
const count = z.int().min(0);
const siteId = idSchema("site");

/** What happened across kitchens, newest first: the messages of DOMAIN.md §6 and what is escalated. */
export const crossSiteFeed = defineHqQuery({
  name: "cross-site-feed",
  /** `beforeMs`: the page after the one whose last row was recorded then. */
  params: z.strictObject({ siteId: siteId.optional(), type: z.string().max(64).optional(), beforeMs: ms.optional() }),
  row: z.strictObject({
    feedId: z.string(),
    ...siteMembers,
    type: z.string(),
    /** The kitchen's clock when it happened and when it was written, and the hub's when it came. */
    occurredAtMs: ms,
    recordedAtMs: ms,
    receivedAtMs: ms,
    serviceDate: z.string(),
    /** The event's body as the kitchen wrote it: codes, ids, counts, and words people typed. Null above 2 KB. */
    data: z.record(z.string(), z.unknown()).nullable(),
  }),
  key: "feedId",
  permission: "kitchen.view",
  limit: 200,
});

/** How far a publication got, one row a kitchen it is meant for; for a recall also what was found. */
export const recallReach = defineHqQuery({
  name: "recall-reach",
  params: z.strictObject({ publicationId: publicationIdSchema }),
  row: z.strictObject({
    ...siteMembers,
    ...ageMembers,
    receivedAtMs: ms.nullable(),
    /** When lots were looked for; with none found it says so by `lotCount: 0`. Null: not yet, or no recall. */
    appliedAtMs: ms.nullable(),
    lotCount: count.nullable(),
    acknowledgedAtMs: ms.nullable(),
    portionsServedCount: count.nullable(),
    /** A publication taken over (`publication-adopted`). */
    adoptedAtMs: ms.nullable(),
  }),
  key: "siteId",
  permission: "kitchen.view",
  limit: 2_000,
});

/** What headquarters published, newest first; national ones show in every scope. */
export const publications = defineHqQuery({
  name: "publications",
  params: z.strictObject({ type: z.string().max(64).optional() }),
  row: z.strictObject({
    publicationId: publicationIdSchema,
    type: z.string(),
    v: z.int(),
    hubStreamIds: z.array(hubStreamIdSchema),
    document: z.record(z.string(), z.unknown()),
    publishedAtMs: ms,
    /** The user's name, or `command-line`. */
    publishedByName: z.string(),
    /** Kitchens of the scope it is meant for. */
    audienceCount: count,
    receivedCount: count,
    /** Took effect by itself: a recall looked for, a standard in force. */
    appliedCount: count,
    acknowledgedCount: count,
    adoptedCount: count,
    /** Of those that did not receive it, the silent ones. */
    silentCount: count,
    /** A recall: when it was lifted. */
    liftedAtMs: ms.nullable(),
  }),
  key: "publicationId",
  permission: "kitchen.view",
  limit: 200,
});

/** What a person must decide, undecided first, then newest. Both sides are shown. */
export const conflicts = defineHqQuery({
  name: "conflicts",
  params: z.strictObject({ isUndecidedOnly: z.boolean().optional() }),
  row: z.strictObject({
    conflictId: z.string(),
    ...siteMembers,
    kind: z.enum(CONFLICT_KINDS),
    noticedAtMs: ms,
    lastNoticedAtMs: ms,
    timesCount: count,
    /** Numbers of the kitchen's log it is about. */
    seq: z.int(),
    toSeq: z.int().nullable(),
    /** What the hub holds there, and what the other side says. */
    held: z.record(z.string(), z.unknown()).nullable(),
    said: z.record(z.string(), z.unknown()).nullable(),
    decision: z.string().nullable(),
    decisionNote: z.string().nullable(),
    decidedAtMs: ms.nullable(),
    decidedByName: z.string().nullable(),
  }),
  key: "conflictId",
  permission: "kitchen.view",
  limit: 200,
});

/** What headquarters must look at: what lasts and nobody acknowledged first, then newest. */
export const hubAlerts = defineHqQuery({
  name: "hub-alerts",
  params: z.strictObject({ isOpenOnly: z.boolean().optional() }),
  row: z.strictObject({
    hubAlertId: z.string(),
    ...siteMembers,
    kind: z.enum(HUB_ALERT_KINDS),
    severity: z.enum(ALERT_SEVERITIES),
    /** What it is about: an alert, a batch, an incident, a publication, a transfer; empty for a silence. */
    entityId: z.string(),
    raisedAtMs: ms,
    /** When what it tells of ended in the kitchen; null while it lasts. */
    endedAtMs: ms.nullable(),
    acknowledgedAtMs: ms.nullable(),
    acknowledgedByName: z.string().nullable(),
    acknowledgementNote: z.string().nullable(),
    data: z.record(z.string(), z.unknown()),
  }),
  key: "hubAlertId",
  permission: "kitchen.view",
  limit: 200,
});

export const HQ_QUERIES = [
  sites,
  siteToday,
  crossSiteFeed,
  recallReach,
  publications,
  conflicts,
  joinCodes,
  hqUsers,
  hubAlerts,
  audit,
] as const;
type HqQuery = (typeof HQ_QUERIES)[number];
export type HqQueryName = HqQuery["name"];
/** Parameters and rows by the query's name, for pages: `HqRow<"sites">`. */
export type HqParams<Name extends HqQueryName> = z.input<Extract<HqQuery, { readonly name: Name }>["params"]>;
export type HqRow<Name extends HqQueryName> = z.output<Extract<HqQuery, { readonly name: Name }>["row"]>;
