import { createHash } from "node:crypto";
import type { Transaction } from "kysely";
import type { HqRejection } from "#contract/hq-commands.ts";
import { isHqGranted } from "#contract/hq-vocabulary.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { HubLog } from "#hub/log.ts";
import { noteAudit } from "#hub/hq/audit.ts";
import type { TakeCommand } from "#hub/hq/live/console-socket.ts";
import type { HubTables } from "#hub/store/tables.ts";
import { CONSOLE_COMMANDS } from "./all.ts";
import type { CommandContext, CommandDeps, ConsoleCommand } from "./definition.ts";

/** Takes the transaction back; carries why. */
class Rejected extends Error {
  readonly rejection: HqRejection;
  constructor(rejection: HqRejection) {
    super(rejection.code);
    this.rejection = rejection;
  }
}

const COMMAND_BY_TYPE = new Map(CONSOLE_COMMANDS.map((command) => [command.definition.type, command]));

/**
 * HQ4: judges and does what users ask. What is done, its note in the audit and the memory of the command are one transaction; the
 * same command again is answered the same, without what is shown once.
 */
export function createCommandDesk(deps: CommandDeps & { readonly log: HubLog }): TakeCommand {
  return async (session, { commandId, type, body }, address) => {
    const context: CommandContext = { user: session.user, nowMs: deps.nowMs(), commandId };
    const done = await judge(deps, type, body, context, address).catch((cause: unknown): Result<never, HqRejection> => {
      deps.log.error({ event: "console-command-failed", type, err: cause });
      return err({ code: "retry" });
    });
    if (!done.ok && done.error.code !== "retry") {
      const { user } = session;
      const subjectId = "subjectId" in done.error ? done.error.subjectId : null;
      const entry = { user, act: type, outcome: "refused", code: done.error.code, subjectId, address } as const;
      await deps.database.inScope(user.scope, (db) => noteAudit(db, entry, context.nowMs));
      await deps.changes.tell(["audit"]);
    }
    return done;
  };
}

async function judge(
  deps: CommandDeps,
  type: string,
  said: unknown,
  context: CommandContext,
  address: string,
): Promise<Result<object, HqRejection>> {
  const command = COMMAND_BY_TYPE.get(type);
  if (command === undefined) return err({ code: "unknown-command" });
  const { user } = context;
  if (!isHqGranted(user.roles, command.definition.permission)) return err({ code: "not-permitted" });
  const body = command.definition.body.safeParse(said);
  if (!body.success) {
    const issues = body.error.issues.map((issue) => ({ path: issue.path.join("."), code: issue.code }));
    return err({ code: "invalid-body", issues });
  }
  const bodyHash = createHash("sha256").update(JSON.stringify(body.data)).digest();
  const asked = { type, bodyHash, context };
  const before = await deps.database.inScope(user.scope, (db) => remembered(db, asked));
  if (before !== null) return before;
  const refused = (await command.before?.(deps, body.data, context)) ?? null;
  if (refused !== null) return err(refused);
  const done = await doOnce(deps, command, body.data, asked, address);
  if (done.ok) await deps.changes.tell([...command.tags, "audit"]);
  return done;
}

interface Asked {
  readonly type: string;
  readonly bodyHash: Buffer;
  readonly context: CommandContext;
}

async function doOnce(
  deps: CommandDeps,
  command: ConsoleCommand,
  body: unknown,
  asked: Asked,
  address: string,
): Promise<Result<object, HqRejection>> {
  const { user, nowMs, commandId } = asked.context;
  try {
    return await deps.database.inScope(user.scope, async (db) => {
      const row = { command_id: commandId, user_id: user.userId, type: asked.type, body_hash: asked.bodyHash };
      // The same command under way at another node is waited for here.
      const begun = await db
        .insertInto("hq_command")
        .values({ ...row, result: null, at_ms: nowMs })
        .onConflict((conflict) => conflict.doNothing())
        .returning("command_id")
        .execute();
      if (begun.length === 0) return (await remembered(db, asked)) ?? err({ code: "command-id-reused" as const });
      const done = await command.act(db, body, asked.context);
      if (!done.ok) throw new Rejected(done.error);
      const { answer, kept = answer, subjectId = null, data } = done.value;
      await db
        .updateTable("hq_command")
        .set({ result: JSON.stringify(kept) })
        .where("command_id", "=", commandId)
        .execute();
      const note = data ?? (body as Readonly<Record<string, unknown>>); // an object, as its schema says
      await noteAudit(db, { user, act: asked.type, outcome: "done", subjectId, address, data: note }, nowMs);
      return ok(answer);
    });
  } catch (error) {
    if (error instanceof Rejected) return err(error.rejection);
    throw error;
  }
}

/** What the same command was answered before; null when it was not taken yet. */
async function remembered(db: Transaction<HubTables>, asked: Asked): Promise<Result<object, HqRejection> | null> {
  const known = await db
    .selectFrom("hq_command")
    .selectAll()
    .where("command_id", "=", asked.context.commandId)
    .executeTakeFirst();
  if (known === undefined) return null;
  const isSame = known.type === asked.type && known.body_hash.equals(asked.bodyHash);
  if (!isSame || known.user_id !== asked.context.user.userId) return err({ code: "command-id-reused" });
  return ok(known.result as object); // written above
}
