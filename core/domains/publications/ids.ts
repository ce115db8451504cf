import { idSchema, type Id } from "#kernel/ids.ts";
import { z } from "zod";

/** One immutable version of a document of the hub (DOMAIN.md §2, "publication"). */
export const publicationIdSchema = idSchema("publication");
export type PublicationId = Id<"publication">;

/** The hub's streams a kitchen listens to: the nation's, its region's and its own (DOMAIN.md §6). */
export const hubStreamIdSchema = z
  .string()
  .regex(/^(?:national|region:[a-z0-9][a-z0-9-]{0,39}|site:site_[0-9a-f]{32})$/);

/** Where the kitchen's log keeps what came in one stream of the hub. */
export function receivedStreamId(hubStreamId: string): string {
  return `hub-${hubStreamId}`;
}
