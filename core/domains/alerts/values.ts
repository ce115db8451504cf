import { siteRoleSchema } from "#kernel/access.ts";
import { quantitySchema } from "#kernel/quantity.ts";
import { localDateSchema } from "#kernel/time.ts";
import { z } from "zod";
import { ALERT_ACTION_CODES, ALERT_KINDS, ALERT_RESOLUTIONS, ALERT_SEVERITIES, ALERT_STATUSES } from "./vocabulary.ts";

export const alertKindSchema = z.enum(ALERT_KINDS);
export type AlertKind = z.infer<typeof alertKindSchema>;

export const alertSeveritySchema = z.enum(ALERT_SEVERITIES);
export type AlertSeverity = z.infer<typeof alertSeveritySchema>;

export const alertStatusSchema = z.enum(ALERT_STATUSES);
export type AlertStatus = z.infer<typeof alertStatusSchema>;

/** Whom an unanswered alert is taken to. `region-coordinator` is reached through the hub. */
export const escalationRoleSchema = z.union([siteRoleSchema, z.literal("region-coordinator")]);
export type EscalationRole = z.infer<typeof escalationRoleSchema>;

export const alertActionCodeSchema = z.enum(ALERT_ACTION_CODES);

export type AlertActionCode = z.infer<typeof alertActionCodeSchema>;

export const alertResolutionSchema = z.enum(ALERT_RESOLUTIONS);
export type AlertResolution = z.infer<typeof alertResolutionSchema>;

const epochMs = z.int();
/** What the alert is about, in figures and short names, so that a screen needs no second question. Never an age. */
export const alertDataSchema = z.strictObject({
  batchId: z.string().optional(),
  batchCode: z.string().optional(),
  dishRunId: z.string().optional(),
  dishName: z.string().optional(),
  deviationId: z.string().optional(),
  sampleId: z.string().optional(),
  sampleCode: z.string().optional(),
  checkId: z.string().optional(),
  checkKind: z.string().optional(),
  deviceId: z.string().optional(),
  deviceName: z.string().optional(),
  reasonCode: z.string().optional(),
  temperatureC: z.number().optional(),
  limitC: z.number().optional(),
  /** Since when it has been so. */
  sinceAtMs: epochMs.optional(),
  /** By when something had to happen: a planned start, a departure's latest finish, a disposal. */
  dueAtMs: epochMs.optional(),
  /** The planned finish; no longer written, it read like a forecast. */
  plannedFinishAtMs: epochMs.optional(),
  freeShareBp: z.int().optional(),
  itemId: z.string().optional(),
  itemName: z.string().optional(),
  lotId: z.string().optional(),
  lotCode: z.string().optional(),
  /** What may be used, or lies in the lot. */
  onHand: quantitySchema.optional(),
  expiryDate: localDateSchema.optional(),
  /** The day that lacks ingredients, and which. */
  serviceDate: localDateSchema.optional(),
  ingredientNames: z.array(z.string()).optional(),
});
export type AlertData = z.infer<typeof alertDataSchema>;
