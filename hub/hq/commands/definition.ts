import type { Transaction } from "kysely";
import type { z } from "zod";
import type { HqCommandDefinition, HqRejection } from "#contract/hq-commands.ts";
import type { Result } from "#kernel/result.ts";
import type { Changes } from "#hub/hq/changes.ts";
import type { HqUser } from "#hub/hq/auth/sessions.ts";
import type { ConsoleTag } from "#hub/hq/queries/definition.ts";
import type { Hints } from "#hub/relay/hints.ts";
import type { HubDatabase } from "#hub/store/database.ts";
import type { HubTables } from "#hub/store/tables.ts";

export interface CommandDeps {
  readonly database: HubDatabase;
  readonly hints: Hints;
  readonly nowMs: () => number;
  readonly changes: Changes;
}

/** Who acts, when, and by which id: ids made from it are the same when the command comes again. */
export interface CommandContext {
  readonly user: HqUser;
  readonly nowMs: number;
  readonly commandId: string;
}

/** What was done. */
export interface Done<Answer extends object> {
  readonly answer: Answer;
  /** The answer without what is shown once; what the same command is answered later. */
  readonly kept?: Answer;
  readonly subjectId?: string | null;
  /** What the audit holds besides; the body where nothing is said. */
  readonly data?: Readonly<Record<string, unknown>>;
}

type Handler<Body extends z.ZodType, Answer extends z.ZodType> = (
  db: Transaction<HubTables>,
  body: z.output<Body>,
  context: CommandContext,
) => Promise<Result<Done<z.output<Answer> & object>, HqRejection>>;

type BeforeHandler<Body extends z.ZodType> = (
  deps: CommandDeps,
  body: z.output<Body>,
  context: CommandContext,
) => Promise<HqRejection | null>;

/** A command as the desk takes it; `act` runs in the user's scope, in the transaction that notes it. */
export interface ConsoleCommand {
  readonly definition: HqCommandDefinition;
  readonly tags: readonly ConsoleTag[];
  /** What has a transaction of its own and may safely be done twice; it comes before `act`. */
  readonly before: ((deps: CommandDeps, body: unknown, context: CommandContext) => Promise<HqRejection | null>) | null;
  readonly act: (
    db: Transaction<HubTables>,
    body: unknown,
    context: CommandContext,
  ) => Promise<Result<Done<object>, HqRejection>>;
}

export function acting<Body extends z.ZodType, Answer extends z.ZodType>(
  definition: HqCommandDefinition<string, Body, Answer>,
  tags: readonly ConsoleTag[],
  act: Handler<Body, Answer>,
  before: BeforeHandler<Body> | null = null,
): ConsoleCommand {
  // Bodies were parsed by the definition before.
  return {
    ...{ definition, tags },
    before: before === null ? null : (deps, body, context) => before(deps, body as z.output<Body>, context),
    act: (db, body, context) => act(db, body as z.output<Body>, context),
  };
}
