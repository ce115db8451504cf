import type { Transaction } from "kysely";
import { liftRecall, publish, publishAnnouncement, publishRecall, type HqRejection } from "#contract/hq-commands.ts";
import { publicationIdSchema, type PublicationId } from "#domains/publications/ids.ts";
import { SENDING_RULES } from "#domains/publications/senders.ts";
import { ok } from "#kernel/result.ts";
import { publishDocument, type PublishDocumentRefusal } from "#hub/relay/publish-document.ts";
import type { HubTables } from "#hub/store/tables.ts";
import { acting, type CommandContext, type CommandDeps } from "./definition.ts";

interface ToPublish {
  readonly type: string;
  readonly hubStreamIds: readonly string[];
  readonly document: Readonly<Record<string, unknown>>;
  readonly expectedVersion: number;
}

/** Of a command: what is published twice by the same command is published once. */
function publicationIdOf({ commandId }: CommandContext): PublicationId {
  return publicationIdSchema.parse(`publication_${commandId.slice("command_".length)}`);
}

/** Publishes before the command is noted: publishing has its own transaction over all streams, and knows its id again. */
async function send(deps: CommandDeps, context: CommandContext, asked: ToPublish): Promise<HqRejection | null> {
  const { user } = context;
  if (SENDING_RULES[asked.type] === undefined) return { code: "publication-type-unknown", issues: [] };
  const strange = await deps.database.inScope(user.scope, (db) => strangeSite(db, asked.hubStreamIds));
  if (strange !== null) return { code: "out-of-scope", subjectId: strange };
  const role = user.roles.includes("national-publisher") ? "national-publisher" : "region-coordinator";
  const author = { name: user.name, role, scope: user.scope } as const;
  const published = await publishDocument(deps, author, { ...asked, publicationId: publicationIdOf(context) });
  return published.ok ? null : rejectionOf(published.error);
}

/** A stream of a kitchen that the scope does not see, or that is none; null when all are known. */
async function strangeSite(db: Transaction<HubTables>, hubStreamIds: readonly string[]): Promise<string | null> {
  const siteIds = hubStreamIds.flatMap((id) => (id.startsWith("site:") ? [id.slice("site:".length)] : []));
  if (siteIds.length === 0) return null;
  const known = await db.selectFrom("site").select("site_id").where("site_id", "in", siteIds).execute();
  const strange = siteIds.find((siteId) => !known.some((site) => site.site_id === siteId));
  return strange === undefined ? null : `site:${strange}`;
}

function rejectionOf(refusal: PublishDocumentRefusal): HqRejection | null {
  switch (refusal.code) {
    case "publication-exists":
      // By this very command, whose answer was lost.
      return null;
    case "type-unknown":
      return { code: "publication-type-unknown", issues: [] };
    case "not-permitted":
      return { code: "not-permitted" };
    case "out-of-scope":
      return { code: "out-of-scope", subjectId: refusal.hubStreamId };
    case "nobody-named":
      return { code: "invalid-body", issues: [{ path: "hubStreamIds", code: "too_small" }] };
    case "stream-not-allowed":
    case "document-invalid":
    case "newer-version":
      return refusal;
  }
}

function published(context: CommandContext, type: string, hubStreamIds: readonly string[], data: object = {}) {
  const publicationId = publicationIdOf(context);
  return ok({ answer: { publicationId }, subjectId: publicationId, data: { type, hubStreamIds, ...data } });
}

const TAGS = ["publications", "alerts"] as const;
interface Titled {
  readonly hubStreamIds: readonly string[];
  readonly document: Readonly<Record<string, unknown>> & { readonly title: string };
}
const noted = (type: string) => (_db: unknown, body: Titled, context: CommandContext) =>
  Promise.resolve(published(context, type, body.hubStreamIds, { title: body.document.title }));
const sent = (type: string) => (deps: CommandDeps, body: Titled, context: CommandContext) =>
  send(deps, context, { ...body, type, expectedVersion: 0 });
export const publishAnnouncementCommand = acting(
  publishAnnouncement,
  TAGS,
  noted("announcement-published"),
  sent("announcement-published"),
);
export const publishRecallCommand = acting(publishRecall, TAGS, noted("recall-published"), sent("recall-published"));

export const publishCommand = acting(
  publish,
  TAGS,
  (_db, { type, hubStreamIds, document, expectedVersion }, context) =>
    Promise.resolve(
      published(context, type, hubStreamIds, { documentCode: document["documentCode"] ?? null, expectedVersion }),
    ),
  (deps, body, context) => send(deps, context, body),
);

export const liftRecallCommand = acting(
  liftRecall,
  TAGS,
  async (db, { recallId, reason }, context) => {
    const hubStreamIds = await streamsOf(db, recallId);
    return published(context, "recall-lifted", hubStreamIds, { recallId, reason });
  },
  async (deps, { recallId, reason }, context) => {
    const found = await deps.database.inScope(context.user.scope, async (db) => ({
      hubStreamIds: await streamsOf(db, recallId),
      isLifted: await isLifted(db, recallId, publicationIdOf(context)),
    }));
    if (found.hubStreamIds.length === 0) return { code: "recall-unknown" };
    if (found.isLifted) return { code: "recall-lifted" };
    const document = { recallId, reason };
    return send(deps, context, {
      type: "recall-lifted",
      document,
      expectedVersion: 0,
      hubStreamIds: found.hubStreamIds,
    });
  },
);

async function streamsOf(db: Transaction<HubTables>, recallId: string): Promise<readonly string[]> {
  const messages = await db
    .selectFrom("message")
    .select("stream_id")
    .where("publication_id", "=", recallId)
    .where("type", "=", "recall-published")
    .orderBy("stream_id")
    .execute();
  return messages.map((message) => message.stream_id);
}

/** Whether another publication lifted it. */
async function isLifted(db: Transaction<HubTables>, recallId: string, own: PublicationId): Promise<boolean> {
  const lifts = await db
    .selectFrom("message")
    .select("document")
    .where("type", "=", "recall-lifted")
    .where("publication_id", "!=", own)
    .execute();
  return lifts.some(({ document }) => (document as { readonly recallId?: unknown }).recallId === recallId); // as published
}
