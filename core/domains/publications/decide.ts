import { err, ok, type Result } from "#kernel/result.ts";
import type { PublicationsCommand } from "./commands.ts";
import { PUBLICATION_DOCUMENTS } from "./documents.ts";
import type { PublicationsEvent } from "./events.ts";
import type { PublicationsRejection } from "./rejections.ts";
import type { PublicationsState } from "./state.ts";

/** What a decision on publications needs from elsewhere. */
export interface PublicationsFacts {
  /** Type of the publication a command names; null for one never received. */
  readonly publicationType: string | null;
}

/** What the kitchen does about a message of the hub, or about somebody who read one. */
export function decidePublications(
  state: PublicationsState,
  command: PublicationsCommand,
  facts: PublicationsFacts,
): Result<readonly PublicationsEvent[], PublicationsRejection> {
  switch (command.type) {
    case "receive-publication": {
      const { body } = command;
      const expectedNumber = state.lastNumber + 1;
      if (body.number !== expectedNumber) return err({ code: "stream-gap", expectedNumber });
      const shape = PUBLICATION_DOCUMENTS[`${body.publicationType} ${body.publicationVersion}`];
      const isUnderstood = shape?.safeParse(body.document).success === true;
      return ok([{ type: "publication-received", body: { ...body, isUnderstood } }]);
    }
    case "acknowledge-announcement": {
      const { publicationId } = command.body;
      if (facts.publicationType !== "announcement-published") {
        return err({ code: "not-found", kind: "announcement", id: publicationId });
      }
      if (state.isAcknowledged) return err({ code: "wrong-state", state: "acknowledged" });
      return ok([{ type: "announcement-acknowledged", body: command.body }]);
    }
  }
}
