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

export const publicationsCommands = [receivePublication, acknowledgeAnnouncement] as const;

export type PublicationsCommand = CommandOf<(typeof publicationsCommands)[number]>;
