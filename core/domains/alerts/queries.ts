import type { Face } from "#kernel/access.ts";
import { defineQuery, type RowOf } from "#kernel/definition.ts";
import { z } from "zod";
import { alertIdSchema } from "./ids.ts";
import {
  alertActionCodeSchema,
  alertDataSchema,
  alertKindSchema,
  alertResolutionSchema,
  alertSeveritySchema,
  alertStatusSchema,
  escalationRoleSchema,
} from "./values.ts";

const EVERY_SCREEN: readonly Face[] = ["wall", "tablet", "manager"];
const epochMs = z.int();

export const alertRowSchema = z.strictObject({
  alertId: alertIdSchema,
  alertKind: alertKindSchema,
  entityId: z.string(),
  severity: alertSeveritySchema,
  status: alertStatusSchema,
  data: alertDataSchema,
  raisedAtMs: epochMs,
  /** When it last repeated or got worse. */
  updatedAtMs: epochMs,
  /** Since when it waits to be acknowledged: raised, or made worse. */
  unacknowledgedSinceMs: epochMs.nullable(),
  occurrenceCount: z.int(),
  /** Whose it is by its kind, and to whom it was taken since. */
  ownerRole: escalationRoleSchema,
  escalatedToRoles: z.array(escalationRoleSchema),
  /** It may only be closed after another person verified the action. */
  needsVerification: z.boolean(),
  acknowledgedAtMs: epochMs.nullable(),
  acknowledgedByStaffId: z.string().nullable(),
  acknowledgedByDeviceId: z.string().nullable(),
  assigneeStaffId: z.string().nullable(),
  actionCode: alertActionCodeSchema.nullable(),
  actionNote: z.string().nullable(),
  actionAtMs: epochMs.nullable(),
  actionByStaffId: z.string().nullable(),
  verifiedAtMs: epochMs.nullable(),
  verifiedByStaffId: z.string().nullable(),
  resolvedAtMs: epochMs.nullable(),
  resolution: alertResolutionSchema.nullable(),
  serviceDate: z.string(),
  /** Short names of the people above, where the viewer may see names. */
  nameByStaffId: z.record(z.string(), z.string()),
});
export type AlertRow = z.infer<typeof alertRowSchema>;

/** Alerts by severity, then age (oldest first). Without a status: the unresolved ones. */
export const alerts = defineQuery({
  name: "alerts",
  params: z.strictObject({
    status: alertStatusSchema.optional(),
    severity: alertSeveritySchema.optional(),
    alertKind: alertKindSchema.optional(),
    entityId: z.string().max(64).optional(),
  }),
  row: alertRowSchema,
  key: "alertId",
  permission: "device",
  faces: EVERY_SCREEN,
});

/** One alert's history, oldest first: a row an event. The alert itself is a row of `alerts`. */
export const alertHistory = defineQuery({
  name: "alert",
  params: z.strictObject({ alertId: alertIdSchema }),
  row: z.strictObject({
    entryId: z.string(),
    seq: z.int(),
    entryKind: z.string(),
    occurredAtMs: epochMs,
    severity: alertSeveritySchema,
    staffId: z.string().nullable(),
    staffName: z.string().nullable(),
    deviceId: z.string().nullable(),
    actionCode: alertActionCodeSchema.nullable(),
    toRole: escalationRoleSchema.nullable(),
    assigneeStaffId: z.string().nullable(),
    note: z.string().nullable(),
    data: alertDataSchema.nullable(),
  }),
  key: "entryId",
  permission: "device",
  faces: ["tablet", "manager"],
});

/** How many alerts were raised in each hour of a span, by severity: too many means wrong thresholds. */
export const alertLoad = defineQuery({
  name: "alert-load",
  params: z.strictObject({ fromMs: z.int().min(0), toMs: z.int().min(0) }),
  row: z.strictObject({
    hourKey: z.string(),
    hourStartMs: epochMs,
    lowCount: z.int(),
    mediumCount: z.int(),
    highCount: z.int(),
    criticalCount: z.int(),
    /** Those that sound. */
    soundCount: z.int(),
  }),
  key: "hourKey",
  permission: "device",
  faces: ["manager"],
});

export const alertQueries = [alerts, alertHistory, alertLoad] as const;

export type AlertHistoryRow = RowOf<typeof alertHistory>;
export type AlertLoadRow = RowOf<typeof alertLoad>;
