import type { PublicationsCommand } from "#domains/publications/commands.ts";
import type { PublicationsFacts } from "#domains/publications/decide.ts";
import { receivedStreamId } from "#domains/publications/ids.ts";
import type { PublicationsRejection } from "#domains/publications/rejections.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { ok, type Result } from "#kernel/result.ts";
import { serviceDateAt } from "#main/domains/site/queries.ts";
import type { CommandTarget } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { publicationNow } from "./queries.ts";
import { recallFacts } from "./recall-facts.ts";

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
  if (command.type === "receive-publication") return { publicationType: null, recall: null };
  const { publicationId } = command.body;
  const isOfRecall = command.type === "apply-recall" || command.type === "acknowledge-recall";
  return {
    publicationType: publicationNow(db, publicationId)?.publication_type ?? null,
    recall: isOfRecall ? recallFacts(db, publicationId) : null,
  };
}
