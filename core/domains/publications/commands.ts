import { defineCommand, type CommandOf } from "#kernel/definition.ts";
import { z } from "zod";
import { receivedPublication } from "./events.ts";
import { publicationIdSchema } from "./ids.ts";

/** Sent by the kitchen PC for each message of the hub, in its stream's order; its command id derives from the message. */
export const receivePublication = defineCommand({
  type: "receive-publication",
  nature: "fact",
  permission: "system",
  faces: [],
  body: receivedPublication,
});

export const acknowledgeAnnouncement = defineCommand({
  type: "acknowledge-announcement",
  nature: "grant",
  permission: "alert.acknowledge",
  faces: ["manager"],
  body: z.strictObject({ publicationId: publicationIdSchema }),
});

/** Sent by the kitchen PC when a recall arrives, and whenever the store room holds lots it has not met yet. */
export const applyRecall = defineCommand({
  type: "apply-recall",
  nature: "fact",
  permission: "system",
  faces: [],
  body: z.strictObject({ publicationId: publicationIdSchema }),
});

/** What is found of each lot is counted by the kitchen PC; how many portions were eaten only people know. */
export const acknowledgeRecall = defineCommand({
  type: "acknowledge-recall",
  nature: "grant",
  permission: "quality.release",
  faces: ["manager"],
  signatureCount: 1,
  body: z.strictObject({
    publicationId: publicationIdSchema,
    portionsServedCount: z.int().min(0).max(1_000_000),
    note: z.string().trim().min(1).max(500).optional(),
  }),
});

export const publicationsCommands = [
  receivePublication,
  acknowledgeAnnouncement,
  applyRecall,
  acknowledgeRecall,
] as const;

export type PublicationsCommand = CommandOf<(typeof publicationsCommands)[number]>;
