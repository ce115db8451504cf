import { z } from "zod";
import { idSchema } from "#kernel/ids.ts";
import type { Id } from "#kernel/ids.ts";

export const staffIdSchema = idSchema("staff");
/** Names one sealed row of `staff_private`. */
export type SealedId = Id<"sealed">;
export const sealedIdSchema = idSchema("sealed");
/** One badge of one person; what a reader reads of it is nowhere in the log. */
export type BadgeId = Id<"badge">;
export const badgeIdSchema = idSchema("badge");
/** One waiting for a card to be tapped. */
export type EnrolmentId = Id<"enrolment">;
export const enrolmentIdSchema = idSchema("enrolment");
/** One review of one person; also the stream it is written to. */
export type ReviewId = Id<"review">;
export const reviewIdSchema = idSchema("review");
/** One stay of one person at one device. */
export type StaffSessionId = Id<"session">;
export const staffSessionIdSchema = idSchema("session");

/** A division's code, chosen on site: `pengolahan`, `regu-2`. */
export const divisionCodeSchema = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/)
  .max(32);

/** The stream everything about one person is written to. */
export function staffStreamId(staffId: string): string {
  return staffId;
}

/** The stream of one list of people, named by the first digits of its file's SHA-256. */
export function staffImportStreamId(sha256: string): string {
  return `staff_import:${sha256.slice(0, 16)}`;
}

/** The stream of one division. */
export function divisionStreamId(divisionCode: string): string {
  return `division:${divisionCode}`;
}
