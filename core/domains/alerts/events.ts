import { defineEvent, type EventOf, type StoredEventOf } from "#kernel/definition.ts";
import { idSchema } from "#kernel/ids.ts";
import { z } from "zod";
import { alertIdSchema } from "./ids.ts";
import {
  alertActionCodeSchema,
  alertDataSchema,
  alertKindSchema,
  alertResolutionSchema,
  alertSeveritySchema,
  escalationRoleSchema,
} from "./values.ts";

const note = z.string().max(400);

export const alertRaised = defineEvent({
  type: "alert-raised",
  class: "B",
  body: z.strictObject({
    alertId: alertIdSchema,
    alertKind: alertKindSchema,
    entityId: z.string().min(1).max(64),
    severity: alertSeveritySchema,
    data: alertDataSchema,
  }),
});

/** It happened again while unresolved; at most one every `alert.repeat-min` minutes is written. */
export const alertRepeated = defineEvent({
  type: "alert-repeated",
  class: "B",
  body: z.strictObject({ alertId: alertIdSchema, data: alertDataSchema }),
});

export const alertAcknowledged = defineEvent({
  type: "alert-acknowledged",
  class: "B",
  body: z.strictObject({ alertId: alertIdSchema, note: note.optional() }),
});

export const alertAssigned = defineEvent({
  type: "alert-assigned",
  class: "B",
  body: z.strictObject({ alertId: alertIdSchema, staffId: idSchema("staff") }),
});

export const alertActionRecorded = defineEvent({
  type: "alert-action-recorded",
  class: "B",
  body: z.strictObject({ alertId: alertIdSchema, actionCode: alertActionCodeSchema, note: note.optional() }),
});

export const alertVerified = defineEvent({
  type: "alert-verified",
  class: "B",
  body: z.strictObject({ alertId: alertIdSchema }),
});

export const alertResolved = defineEvent({
  type: "alert-resolved",
  class: "B",
  body: z.strictObject({ alertId: alertIdSchema, resolution: alertResolutionSchema, note: note.optional() }),
});

/**
 * Either it got worse (`toSeverity` above `fromSeverity`: it is open again and must be acknowledged anew), or nobody
 * acknowledged it in time and it is taken to another role (severities equal).
 */
export const alertEscalated = defineEvent({
  type: "alert-escalated",
  class: "A",
  body: z.strictObject({
    alertId: alertIdSchema,
    fromSeverity: alertSeveritySchema,
    toSeverity: alertSeveritySchema,
    toRole: escalationRoleSchema,
    data: alertDataSchema.optional(),
  }),
});

export const alertEvents = [
  alertRaised,
  alertRepeated,
  alertAcknowledged,
  alertAssigned,
  alertActionRecorded,
  alertVerified,
  alertResolved,
  alertEscalated,
] as const;

export type AlertEvent = EventOf<(typeof alertEvents)[number]>;
export type StoredAlertEvent = StoredEventOf<(typeof alertEvents)[number]>;
