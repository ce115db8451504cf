import { BATCH_STATUSES } from "#domains/production/vocabulary.ts";
import { ALERT_SEVERITIES, ALERT_STATUSES } from "#domains/alerts/vocabulary.ts";
import { idSchema } from "#kernel/ids.ts";
import { localDateSchema, timeZoneSchema } from "#kernel/time.ts";
import { z } from "zod";
import { ageMembers, defineHqQuery, siteMembers } from "./hq-definition.ts";
import { DAY_PHASES, SITE_LAMPS } from "./hq-vocabulary.ts";

/** How each kitchen stands. */

const ms = z.int().min(0);
const count = z.int().min(0);

/** One row a kitchen, those that need attention first: suspended and silent, then attention, then ok; by name. */
export const sites = defineHqQuery({
  name: "sites",
  params: z.strictObject({}),
  row: z.strictObject({
    ...siteMembers,
    ...ageMembers,
    timeZone: timeZoneSchema,
    status: z.enum(["active", "suspended"]),
    lamp: z.enum(SITE_LAMPS),
    /** The operational day the figures are of; null before its first. */
    serviceDate: localDateSchema.nullable(),
    phase: z.enum(DAY_PHASES).nullable(),
    plannedPortionCount: count.nullable(),
    /** Filled, counted portions. */
    donePortionCount: count.nullable(),
    /** When the next batch that is not ready must leave; in the past it is late. */
    nextDepartureAtMs: ms.nullable(),
    openCriticalCount: count,
    unacknowledgedAlertCount: count,
    /** Readings out of their limits in this service date. */
    outOfLimitCount: count.nullable(),
    /** People checked in now. */
    presentCount: count.nullable(),
    openConflictCount: count,
    quarantinedCount: count,
    /** The kiosk program's. */
    version: z.string().nullable(),
    /** The kitchen's clock less the hub's. */
    clockOffsetMs: z.int().nullable(),
    /** The life of the kitchen's store that the hub follows; null before it first connected. */
    epoch: z.string().nullable(),
    enrolledAtMs: ms,
  }),
  key: "siteId",
  permission: "kitchen.view",
  limit: 2_000,
});

/** One kitchen's newest day, read only. One row; none for a kitchen that has no day yet. */
export const siteToday = defineHqQuery({
  name: "site-today",
  params: z.strictObject({ siteId: idSchema("site") }),
  row: z.strictObject({
    ...siteMembers,
    ...ageMembers,
    timeZone: timeZoneSchema,
    serviceDate: localDateSchema.nullable(),
    phase: z.enum(DAY_PHASES).nullable(),
    openedAtMs: ms.nullable(),
    closedAtMs: ms.nullable(),
    batches: z.array(
      z.strictObject({
        batchId: z.string(),
        batchCode: z.string(),
        status: z.enum(BATCH_STATUSES),
        isHeld: z.boolean(),
        isReleased: z.boolean(),
        isRejected: z.boolean(),
        dishNames: z.array(z.string()),
        cookedDishCount: count,
        plannedPortionCount: count,
        donePortionCount: count,
        neededByAtMs: ms,
        /** Its first departure: `neededByAtMs` and the loading time. */
        departureAtMs: ms,
        startedAtMs: ms.nullable(),
        /** When its last dish was cooked. */
        cookedAtMs: ms.nullable(),
        readyAtMs: ms.nullable(),
        completedAtMs: ms.nullable(),
      }),
    ),
    alerts: z.array(
      z.strictObject({
        alertId: z.string(),
        alertKind: z.string(),
        severity: z.enum(ALERT_SEVERITIES),
        status: z.enum(ALERT_STATUSES),
        entityId: z.string(),
        raisedAtMs: ms,
        acknowledgedAtMs: ms.nullable(),
      }),
    ),
    checks: z.strictObject({ passedCount: count, failedCount: count }),
    samples: z.strictObject({ takenCount: count, storedCount: count, disposedCount: count }),
    presentCount: count,
    /** By staff code nobody is told apart here: a person is an id. */
    checkedInCount: count,
  }),
  key: "siteId",
  permission: "kitchen.view",
  limit: 1,
});
