import type { Face } from "#kernel/access.ts";
import { defineCommand, type CommandOf } from "#kernel/definition.ts";
import { idSchema } from "#kernel/ids.ts";
import { z } from "zod";
import { alertIdSchema } from "./ids.ts";
import {
  alertActionCodeSchema,
  alertDataSchema,
  alertKindSchema,
  alertSeveritySchema,
  escalationRoleSchema,
} from "./values.ts";

const FLOOR: readonly Face[] = ["tablet", "manager"];
const note = z.string().trim().min(1).max(400);

export const raiseAlert = defineCommand({
  type: "raise-alert",
  nature: "fact",
  permission: "system",
  faces: [],
  body: z.strictObject({
    alertId: alertIdSchema,
    alertKind: alertKindSchema,
    entityId: z.string().min(1).max(64),
    severity: alertSeveritySchema,
    data: alertDataSchema,
  }),
});

export const escalateAlert = defineCommand({
  type: "escalate-alert",
  nature: "fact",
  permission: "system",
  faces: [],
  body: z.strictObject({ alertId: alertIdSchema, toRole: escalationRoleSchema }),
});

/** The wall may send it for itself (`wall.acknowledge`). */
export const acknowledgeAlert = defineCommand({
  type: "acknowledge-alert",
  nature: "fact",
  permission: "alert.acknowledge",
  faces: ["wall", "tablet", "manager"],
  byDevice: true,
  body: z.strictObject({ alertId: alertIdSchema, note: note.optional() }),
});

export const assignAlert = defineCommand({
  type: "assign-alert",
  nature: "fact",
  permission: "alert.resolve",
  faces: FLOOR,
  body: z.strictObject({ alertId: alertIdSchema, staffId: idSchema("staff") }),
});

export const recordAlertAction = defineCommand({
  type: "record-alert-action",
  nature: "fact",
  permission: "alert.resolve",
  faces: FLOOR,
  body: z.strictObject({ alertId: alertIdSchema, actionCode: alertActionCodeSchema, note: note.optional() }),
});

export const verifyAlert = defineCommand({
  type: "verify-alert",
  nature: "fact",
  permission: "alert.resolve",
  faces: FLOOR,
  body: z.strictObject({ alertId: alertIdSchema }),
});

/** Sent by the watcher when the condition is gone, or by a person; the same guards hold for both. */
export const resolveAlert = defineCommand({
  type: "resolve-alert",
  nature: "fact",
  permission: "alert.resolve",
  faces: FLOOR,
  body: z.strictObject({ alertId: alertIdSchema, note: note.optional() }),
});

export const alertCommands = [
  raiseAlert,
  escalateAlert,
  acknowledgeAlert,
  assignAlert,
  recordAlertAction,
  verifyAlert,
  resolveAlert,
] as const;

export type AlertCommand = CommandOf<(typeof alertCommands)[number]>;
