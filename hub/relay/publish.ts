import { sql, type Transaction } from "kysely";
import type { PublicationId } from "#domains/publications/ids.ts";
import { PUBLICATION_DOCUMENTS } from "#domains/publications/documents.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { HubDatabase, Scope } from "#hub/store/database.ts";
import type { HubTables } from "#hub/store/tables.ts";
import type { Hints } from "./hints.ts";

/** One immutable version of a document, to one stream of the hub or more. */
export interface NewPublication {
  readonly publicationId: PublicationId;
  /** `national`, `region:<id>`, `site:<id>`; each within the scope of who publishes. */
  readonly hubStreamIds: readonly string[];
  readonly type: string;
  readonly v: number;
  readonly document: Readonly<Record<string, unknown>>;
  /** Who published it, as the audit names them. */
  readonly by: string;
  /** Of a document with a code and versions: the newest version there must be in each stream, 0 for none. */
  readonly expectedVersion?: number;
}

export type PublishRefusal =
  | { readonly code: "document-invalid"; readonly issues: readonly { readonly path: string; readonly code: string }[] }
  | { readonly code: "type-unknown" }
  | { readonly code: "out-of-scope"; readonly hubStreamId: string }
  | { readonly code: "publication-exists" }
  /** Not the version that was looked at is the newest one in this stream. */
  | {
      readonly code: "newer-version";
      readonly hubStreamId: string;
      readonly documentVersion: number;
      readonly by: string | null;
    };

/** Takes the transaction back; carries why. */
class VersionMismatch extends Error {
  readonly refusal: PublishRefusal;
  constructor(refusal: PublishRefusal) {
    super("another version is the newest");
    this.refusal = refusal;
  }
}

const INSUFFICIENT_PRIVILEGE = "42501";
const UNIQUE_VIOLATION = "23505";

/**
 * Writes a publication to all its streams or none, and hints at it once it is durable. Answers its number in each stream. A lost
 * hint costs time, never the message.
 */
export async function publish(
  deps: { readonly database: HubDatabase; readonly hints: Hints; readonly nowMs: () => number },
  scope: Scope,
  publication: NewPublication,
): Promise<Result<Readonly<Record<string, number>>, PublishRefusal>> {
  const shape = PUBLICATION_DOCUMENTS[`${publication.type} ${publication.v}`];
  if (shape === undefined) return err({ code: "type-unknown" });
  const document = shape.safeParse(publication.document);
  if (!document.success) {
    const issues = document.error.issues.map(({ path, code }) => ({ path: path.join("."), code }));
    return err({ code: "document-invalid", issues });
  }
  const text = JSON.stringify(document.data);
  if (text.includes("\\u0000")) return err({ code: "document-invalid", issues: [{ path: "", code: "nul-character" }] });
  let current = "";
  try {
    const numbers = await deps.database.inScope(scope, async (db) => {
      const given: Record<string, number> = {};
      // In one order for everybody: two publications to the same streams never wait for each other crosswise.
      for (const hubStreamId of [...publication.hubStreamIds].toSorted()) {
        current = hubStreamId;
        const newest = await newestBefore(db, hubStreamId, publication);
        if (newest !== null) throw new VersionMismatch({ code: "newer-version", hubStreamId, ...newest });
        const { rows } = await sql<{ number: number }>`SELECT publish(${hubStreamId}, ${publication.publicationId},
          ${publication.type}, ${publication.v}, ${text}::json, ${publication.by}, ${deps.nowMs()}) AS number`.execute(
          db,
        );
        given[hubStreamId] = rows[0]?.number ?? 0;
      }
      return given;
    });
    for (const hubStreamId of Object.keys(numbers)) deps.hints.hint(hubStreamId);
    return ok(numbers);
  } catch (error) {
    if (error instanceof VersionMismatch) return err(error.refusal);
    const code = typeof error === "object" && error !== null && "code" in error ? error.code : null;
    if (code === INSUFFICIENT_PRIVILEGE) return err({ code: "out-of-scope", hubStreamId: current });
    if (code === UNIQUE_VIOLATION) return err({ code: "publication-exists" });
    throw error;
  }
}

/**
 * The newest version of the document in a stream where it is not the expected one; null when it is. Takes the lock on the stream
 * that `publish` takes anyhow and holds to the commit, so that nobody comes in between.
 */
async function newestBefore(
  db: Transaction<HubTables>,
  hubStreamId: string,
  { type, document, expectedVersion }: NewPublication,
): Promise<{ readonly documentVersion: number; readonly by: string | null } | null> {
  if (expectedVersion === undefined) return null;
  await sql`INSERT INTO stream (stream_id) VALUES (${hubStreamId}) ON CONFLICT DO NOTHING`.execute(db);
  await sql`SELECT head FROM stream WHERE stream_id = ${hubStreamId} FOR UPDATE`.execute(db);
  const { rows } = await sql<{ version: number; by: string }>`
    SELECT (document->>'documentVersion')::integer AS version, written_by AS by FROM message
    WHERE stream_id = ${hubStreamId} AND type = ${type} AND document->>'documentCode' = ${document["documentCode"]}
    ORDER BY (document->>'documentVersion')::integer DESC LIMIT 1`.execute(db);
  const documentVersion = rows[0]?.version ?? 0;
  return documentVersion === expectedVersion ? null : { documentVersion, by: rows[0]?.by ?? null };
}
