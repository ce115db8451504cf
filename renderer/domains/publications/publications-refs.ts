import type * as commands from "#domains/publications/commands.ts";
import type * as queries from "#domains/publications/queries.ts";
import { grantRef, queryRef } from "#renderer/client/refs.ts";

export const announcementsRef = queryRef<typeof queries.announcements>("announcements", "publicationId");

export const acknowledgeAnnouncementRef = grantRef<typeof commands.acknowledgeAnnouncement>("acknowledge-announcement");
export const recallsRef = queryRef<typeof queries.recalls>("recalls", "publicationId");

export const acknowledgeRecallRef = grantRef<typeof commands.acknowledgeRecall>("acknowledge-recall");
