import { PUBLICATION_DOCUMENTS } from "#domains/publications/documents.ts";
import type { PublicationId } from "#domains/publications/ids.ts";
import { standardDocument } from "#domains/publications/reference-documents.ts";
import { SENDING_RULES, whyNotSent, type PublisherRole, type SendingRefusal } from "#domains/publications/senders.ts";
import { allSettings } from "#domains/registry.ts";
import { whyStandardRefused } from "#domains/site/standard-rules.ts";
import type { HubDatabase, Scope } from "#hub/store/database.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { Hints } from "./hints.ts";
import { publish, type PublishRefusal } from "./publish.ts";

/** Who publishes: the name the next person reads in a refusal, the role that permits it, and the scope the database holds them to. */
export interface PublicationAuthor {
  readonly name: string;
  readonly role: PublisherRole;
  readonly scope: Scope;
}

export interface DocumentToPublish {
  readonly publicationId: PublicationId;
  readonly type: string;
  readonly hubStreamIds: readonly string[];
  /** Without `documentVersion`, which the hub writes. */
  readonly document: Readonly<Record<string, unknown>>;
  /** Of a document with versions: the one the author looked at, 0 for none. Others ignore it. */
  readonly expectedVersion: number;
}

export interface PublishedDocument {
  readonly publicationId: PublicationId;
  /** Null for a document without versions. */
  readonly documentVersion: number | null;
  readonly numbers: Readonly<Record<string, number>>;
}

/** `newer-version`: somebody published in between (UX.md 3.7, *Sudah terbit versi 4 oleh Rina – bandingkan*). */
export type PublishDocumentRefusal = PublishRefusal | SendingRefusal;

/** The version of the documents' shapes this hub writes. */
const DOCUMENT_V = 1;

/**
 * Publishes a document for somebody at headquarters: checks that they may send it there, that it is well formed, and that nobody
 * published a newer version. Writes to all streams or none.
 */
export async function publishDocument(
  deps: { readonly database: HubDatabase; readonly hints: Hints; readonly nowMs: () => number },
  author: PublicationAuthor,
  asked: DocumentToPublish,
): Promise<Result<PublishedDocument, PublishDocumentRefusal>> {
  const { publicationId, type, expectedVersion } = asked;
  const hubStreamIds = [...new Set(asked.hubStreamIds)];
  const refused = whyNotSent(type, author.role, hubStreamIds);
  if (refused !== null) return err(refused);
  const isVersioned = SENDING_RULES[type]?.isVersioned === true;
  const documentVersion = isVersioned ? expectedVersion + 1 : null;
  const document = documentVersion === null ? asked.document : { ...asked.document, documentVersion };
  const looked = whyUnfit(type, document);
  if (looked !== null) return err(looked);
  const published = await publish(deps, author.scope, {
    ...{ publicationId, hubStreamIds, type, v: DOCUMENT_V, document, by: author.name },
    ...(isVersioned && { expectedVersion }),
  });
  return published.ok ? ok({ publicationId, documentVersion, numbers: published.value }) : published;
}

/** A standard names only figures the hub sets, with values a kitchen takes; its shape is judged where it is written. */
function whyUnfit(type: string, document: Readonly<Record<string, unknown>>): PublishRefusal | null {
  if (PUBLICATION_DOCUMENTS[`${type} ${DOCUMENT_V}`] === undefined) return { code: "type-unknown" };
  if (type !== "standard-published") return null;
  const standard = standardDocument.safeParse(document);
  if (!standard.success) return null;
  const issues = standard.data.settings.flatMap(({ settingKey, value }, index) => {
    const definition = allSettings.find(({ key }) => key === settingKey);
    const code = definition === undefined ? "setting-unknown" : whyStandardRefused(definition, value)?.code;
    return code === undefined ? [] : [{ path: `settings.${index}.${settingKey}`, code }];
  });
  return issues.length === 0 ? null : { code: "document-invalid", issues };
}
