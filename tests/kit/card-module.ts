import { z } from "zod";
import { defineCommand, defineEvent, defineQuery, type CommandOf, type EventOf } from "#kernel/definition.ts";
import { err, ok } from "#kernel/result.ts";
import { DEVICE_PRESENCE_CHANGE } from "#main/lan/ports.ts";
import { answerQuery, createDomainModule, type DomainModule } from "#main/store/domain-module.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import { createSqlBuilder } from "#main/store/sql-builder.ts";

/**
 * A board of cards, for tests and benchmarks of the LAN server: rows come, change, move and go; one query has a small limit,
 * one shows something outside the log, one is broken. It hangs on no real domain's rules.
 */
const boardId = z.string().regex(/^[a-z0-9-]{1,20}$/);
const cardId = z.string().regex(/^[a-z0-9-]{1,20}$/);
const text = z.string().max(60_000);
const card = z.strictObject({ boardId, cardId, text, rankCount: z.int().min(0) });

export const cardSet = defineEvent({ type: "card-set", class: "B", body: card });
export const cardRemoved = defineEvent({
  type: "card-removed",
  class: "B",
  body: z.strictObject({ boardId, cardId }),
});
export const boardSigned = defineEvent({ type: "board-signed", class: "A", body: z.strictObject({ boardId }) });

const fact = { nature: "fact", permission: "anybody", faces: ["wall", "tablet", "manager"], byDevice: true } as const;
export const setCard = defineCommand({ type: "set-card", body: card, ...fact });
export const removeCard = defineCommand({
  type: "remove-card",
  body: z.strictObject({ boardId, cardId }),
  ...fact,
});
export const signBoard = defineCommand({
  type: "sign-board",
  body: z.strictObject({ boardId }),
  nature: "grant",
  permission: "quality.release",
  faces: ["tablet", "manager"],
  signatureCount: 1,
});
/** As at a front desk: whose act it is comes with the scan. */
export const stampBoard = defineCommand({
  type: "stamp-board",
  body: z.strictObject({ boardId, badge: z.string().optional() }),
  nature: "fact",
  permission: "attendance.self",
  faces: ["attendance"],
  byDevice: true,
  isIdentifiedByScan: true,
});

const row = z.strictObject({ cardId: z.string(), text: z.string(), rankCount: z.int() });
const open = { row, key: "cardId", permission: "device", faces: ["wall", "tablet", "manager"] } as const;
export const board = defineQuery({ name: "board", params: z.strictObject({ boardId }), ...open });
/** At most three rows. */
export const topCards = defineQuery({ name: "top-cards", params: z.strictObject({ boardId }), limit: 3, ...open });
export const boardCost = defineQuery({
  name: "board-cost",
  params: z.strictObject({ boardId }),
  ...open,
  permission: "cost.view",
  faces: ["manager"],
});
export const brokenBoard = defineQuery({ name: "broken-board", params: z.strictObject({ boardId }), ...open });
export const present = defineQuery({
  name: "present",
  params: z.strictObject({ weight: z.number().optional() }),
  row: z.strictObject({ deviceId: z.string() }),
  key: "deviceId",
  permission: "device",
  faces: ["wall", "tablet", "manager"],
});

type CardEvent = EventOf<typeof cardSet> | EventOf<typeof cardRemoved> | EventOf<typeof boardSigned>;
type CardCommand =
  | CommandOf<typeof setCard>
  | CommandOf<typeof removeCard>
  | CommandOf<typeof signBoard>
  | CommandOf<typeof stampBoard>;

interface CardTables {
  card: { board_id: string; card_id: string; text: string; rank_count: number };
}

const sql = createSqlBuilder<CardTables>();
const cardsOf = createPreparedQuery<
  { boardId: string; limit: number },
  { cardId: string; text: string; rankCount: number }
>((value) =>
  sql
    .selectFrom("card")
    .select(["card_id as cardId", "text", "rank_count as rankCount"])
    .where("board_id", "=", value("boardId"))
    .orderBy("rank_count")
    .orderBy("card_id")
    .limit(value("limit")),
);
const cards = (id: string, limit: number) => cardsOf({ boardId: id, limit });

export interface CardModuleOptions {
  /** Whether the query `broken-board` throws now. */
  readonly isBroken?: () => boolean;
  /** The devices the query `present` shows. */
  readonly presentDevices?: () => readonly string[];
}

export function createCardModule(options: CardModuleOptions = {}): DomainModule {
  return createDomainModule<ReadonlySet<string>, CardCommand, undefined, CardEvent, { readonly code: "no-such-card" }>({
    domain: "card",
    events: [cardSet, cardRemoved, boardSigned],
    commands: [setCard, removeCard, signBoard, stampBoard],
    queries: [
      answerQuery(board, ["card-set", "card-removed"], (db, params) => db.all(cards(params.boardId, 501))),
      answerQuery(topCards, ["*"], (db, params) => db.all(cards(params.boardId, 4))),
      answerQuery(boardCost, ["*"], (db, params) => db.all(cards(params.boardId, 501))),
      answerQuery(brokenBoard, ["*"], (db, params) => {
        if (options.isBroken?.() ?? true) throw new Error("broken on purpose");
        return db.all(cards(params.boardId, 501));
      }),
      answerQuery(present, [DEVICE_PRESENCE_CHANGE], () =>
        (options.presentDevices?.() ?? []).map((deviceId) => ({ deviceId })),
      ),
    ],
    projectionVersion: 1,
    tables: [
      {
        name: "card",
        ddl: [
          `CREATE TABLE card (board_id TEXT NOT NULL, card_id TEXT NOT NULL, text TEXT NOT NULL, rank_count INTEGER NOT NULL,
            PRIMARY KEY (board_id, card_id)) STRICT, WITHOUT ROWID`,
          "CREATE INDEX card_by_rank ON card (board_id, rank_count, card_id)",
        ],
      },
    ],
    project: (db, event) => {
      switch (event.type) {
        case "card-set": {
          const { boardId: id, cardId: card_id, text: words, rankCount: rank_count } = event.body;
          db.run(
            sql
              .insertInto("card")
              .values({ board_id: id, card_id, text: words, rank_count })
              .onConflict((conflict) =>
                conflict.columns(["board_id", "card_id"]).doUpdateSet({ text: words, rank_count }),
              ),
          );
          return;
        }
        case "card-removed": {
          const { boardId: id, cardId: card_id } = event.body;
          db.run(sql.deleteFrom("card").where("board_id", "=", id).where("card_id", "=", card_id));
          return;
        }
        case "board-signed":
          return;
      }
    },
    initialState: new Set(),
    evolve: (state, event) => {
      switch (event.type) {
        case "card-set":
          return new Set([...state, event.body.cardId]);
        case "card-removed":
          return new Set([...state].filter((id) => id !== event.body.cardId));
        case "board-signed":
          return state;
      }
    },
    target: (_db, command) => ok({ streamId: `board:${command.body.boardId}`, serviceDate: "2026-11-21" }),
    gatherFacts: () => undefined,
    decide: (state, command) => {
      switch (command.type) {
        case "set-card":
          return ok<CardEvent[]>([{ type: "card-set", body: command.body }]);
        case "remove-card":
          if (!state.has(command.body.cardId)) return err({ code: "no-such-card" } as const);
          return ok<CardEvent[]>([{ type: "card-removed", body: command.body }]);
        case "sign-board":
        case "stamp-board":
          return ok<CardEvent[]>([{ type: "board-signed", body: { boardId: command.body.boardId } }]);
      }
    },
  });
}
