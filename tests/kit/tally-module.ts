import { z } from "zod";
import { defineCommand, defineEvent, defineQuery, type CommandOf, type EventOf } from "#kernel/definition.ts";
import { err, ok } from "#kernel/result.ts";
import { answerQuery, createDomainModule, type DomainModule } from "#main/store/domain-module.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

/**
 * The smallest domain that uses all the store offers: tallies that are opened, counted up, and closed by a follow-on at
 * their goal. Tests of the store, the kill loop and the benchmarks write it, so that they hang on no real domain's rules.
 */
const tallyName = z.string().regex(/^[a-z0-9-]{1,40}$/);
const note = z.string().max(4_000).optional();

export const tallyOpened = defineEvent({
  type: "tally-opened",
  class: "A",
  body: z.strictObject({ name: tallyName, goalCount: z.int().min(1), note }),
});
export const tallyCounted = defineEvent({
  type: "tally-counted",
  class: "B",
  body: z.strictObject({ name: tallyName, addedCount: z.int().min(1), totalCount: z.int(), note }),
});
export const tallyClosed = defineEvent({
  type: "tally-closed",
  class: "A",
  body: z.strictObject({ name: tallyName }),
});

const anyone = { nature: "fact", permission: "anybody", faces: ["tablet", "manager"] } as const;
export const openTally = defineCommand({
  type: "open-tally",
  body: z.strictObject({ name: tallyName, goalCount: z.int().min(1), note }),
  ...anyone,
});
export const countTally = defineCommand({
  type: "count-tally",
  body: z.strictObject({ name: tallyName, addedCount: z.int().min(1), note }),
  ...anyone,
});
export const closeTally = defineCommand({
  type: "close-tally",
  body: z.strictObject({ name: tallyName }),
  nature: "grant",
  permission: "system",
  faces: [],
});
/** A bug on purpose: its `decide` throws after nothing, its `complete` throws after everything was written. */
export const breakTally = defineCommand({
  type: "break-tally",
  body: z.strictObject({ name: tallyName, where: z.enum(["decide", "complete"]) }),
  ...anyone,
});

export const tallies = defineQuery({
  name: "tallies",
  params: z.strictObject({}),
  row: z.strictObject({ name: z.string(), totalCount: z.int(), isClosed: z.boolean() }),
  key: "name",
  permission: "device",
  faces: ["tablet", "manager"],
});

type TallyEvent = EventOf<typeof tallyOpened> | EventOf<typeof tallyCounted> | EventOf<typeof tallyClosed>;
type TallyCommand =
  | CommandOf<typeof openTally>
  | CommandOf<typeof countTally>
  | CommandOf<typeof closeTally>
  | CommandOf<typeof breakTally>;

interface TallyState {
  readonly status: "none" | "open" | "closed";
  readonly goalCount: number;
  readonly totalCount: number;
}

interface TallyTables {
  tally: { name: string; goal_count: number; total_count: number; is_closed: number };
}

const sql = createSqlBuilder<TallyTables>();
const insertTally = createPreparedQuery<{ name: string; goalCount: number }>((value) =>
  sql.insertInto("tally").values({ name: value("name"), goal_count: value("goalCount"), total_count: 0, is_closed: 0 }),
);
const setTotal = createPreparedQuery<{ name: string; totalCount: number }>((value) =>
  sql
    .updateTable("tally")
    .set({ total_count: value("totalCount") })
    .where("name", "=", value("name")),
);
const setClosed = createPreparedQuery<{ name: string }>((value) =>
  sql.updateTable("tally").set({ is_closed: 1 }).where("name", "=", value("name")),
);
const selectGoal = createPreparedQuery<{ name: string }, { readonly goal_count: number; readonly is_closed: number }>(
  (value) => sql.selectFrom("tally").select(["goal_count", "is_closed"]).where("name", "=", value("name")),
);
export const TALLY_SERVICE_DATE = "2026-11-21";

function decideTally(state: TallyState, command: TallyCommand) {
  const { name } = command.body;
  switch (command.type) {
    case "open-tally":
      if (state.status !== "none") return err({ code: "wrong-state", state: state.status } as const);
      return ok<TallyEvent[]>([{ type: "tally-opened", body: command.body }]);
    case "count-tally": {
      if (state.status !== "open") return err({ code: "wrong-state", state: state.status } as const);
      const { addedCount } = command.body;
      const totalCount = state.totalCount + addedCount;
      return ok<TallyEvent[]>([{ type: "tally-counted", body: { ...command.body, totalCount } }]);
    }
    case "close-tally":
      if (state.status !== "open") return err({ code: "wrong-state", state: state.status } as const);
      return ok<TallyEvent[]>([{ type: "tally-closed", body: { name } }]);
    case "break-tally":
      if (command.body.where === "decide") throw new Error("broken on purpose in decide");
      return ok<TallyEvent[]>([{ type: "tally-counted", body: { name, addedCount: 1, totalCount: 0 } }]);
  }
}

export function createTallyModule(overrides: Partial<DomainModule> = {}): DomainModule {
  const module = createDomainModule<TallyState, TallyCommand, undefined, TallyEvent, { readonly code: "wrong-state" }>({
    domain: "tally",
    events: [tallyOpened, tallyCounted, tallyClosed],
    commands: [openTally, countTally, closeTally, breakTally],
    queries: [
      answerQuery(tallies, ["*"], (db) =>
        db
          .all(sql.selectFrom("tally").select(["name", "total_count", "is_closed"]).orderBy("name").limit(500))
          .map((row) => ({ name: row.name, totalCount: row.total_count, isClosed: row.is_closed === 1 })),
      ),
    ],
    projectionVersion: 1,
    tables: [
      {
        name: "tally",
        ddl: [
          `CREATE TABLE tally (name TEXT PRIMARY KEY, goal_count INTEGER NOT NULL, total_count INTEGER NOT NULL,
            is_closed INTEGER NOT NULL) STRICT, WITHOUT ROWID`,
        ],
      },
    ],
    project: (db, event) => {
      const { name } = event.body;
      switch (event.type) {
        case "tally-opened":
          db.run(insertTally({ name, goalCount: event.body.goalCount }));
          return;
        case "tally-counted":
          db.run(setTotal({ name, totalCount: event.body.totalCount }));
          return;
        case "tally-closed":
          db.run(setClosed({ name }));
          return;
      }
    },
    followOns: (db, event) => {
      if (event.type !== "tally-counted") return [];
      const { name, totalCount } = event.body;
      const row = db.first(selectGoal({ name }));
      const isReached = row !== undefined && row.is_closed === 0 && totalCount >= row.goal_count;
      return isReached ? [{ type: "close-tally", body: { name }, key: "goal" }] : [];
    },
    initialState: { status: "none", goalCount: 0, totalCount: 0 },
    evolve: (state, event) => {
      switch (event.type) {
        case "tally-opened":
          return { status: "open", goalCount: event.body.goalCount, totalCount: 0 };
        case "tally-counted":
          return { ...state, totalCount: event.body.totalCount };
        case "tally-closed":
          return { ...state, status: "closed" };
      }
    },
    target: (_db, command) => ok({ streamId: `tally:${command.body.name}`, serviceDate: TALLY_SERVICE_DATE }),
    gatherFacts: () => undefined,
    decide: decideTally,
    complete: (_db, command) => {
      if (command.type === "break-tally") throw new Error("broken on purpose in complete");
      return { name: command.body.name };
    },
  });
  return { ...module, ...overrides };
}
