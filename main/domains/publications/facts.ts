import type { PublicationsCommand } from "#domains/publications/commands.ts";
import type { PublicationsFacts } from "#domains/publications/decide.ts";
import { receivedStreamId } from "#domains/publications/ids.ts";
import type { PublicationsRejection } from "#domains/publications/rejections.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { ok, type Result } from "#kernel/result.ts";
import { serviceDateAt } from "#main/domains/site/queries.ts";
import type { CommandTarget } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { publicationTypeOf } from "./queries.ts";

/** What came in a hub stream is one stream of the log; each publication people dealt with has one of its own. */
export function targetOfPublications(
  db: ReadableDb,
  command: PublicationsCommand,
  context: DecisionContext,
): Result<CommandTarget, PublicationsRejection> {
  const streamId =
    command.type === "receive-publication" ? receivedStreamId(command.body.hubStreamId) : command.body.publicationId;
  return ok({ streamId, serviceDate: serviceDateAt(db, context.nowMs) });
}

export function gatherPublicationsFacts(db: ReadableDb, command: PublicationsCommand): PublicationsFacts {
  const isNaming = command.type === "acknowledge-announcement";
  return { publicationType: isNaming ? publicationTypeOf(db, command.body.publicationId) : null };
}
