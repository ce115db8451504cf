import fc from "fast-check";
import { expect, test } from "vitest";
import { present } from "#kernel/assert.ts";
import { createCardModule } from "#tests/kit/card-module.ts";
import { readRows, type LiveAnswer } from "./live-answer.ts";

const NO_DB = { all: () => [], first: () => undefined };
const [board] = createCardModule().queries;

/** An answer whose query gives the rows handed to `read`. */
function setUp() {
  let rows: readonly object[] = [];
  const handler = { ...present(board, "the first query"), answer: () => rows };
  const answer: LiveAnswer = {
    key: "board",
    asked: { handler, domain: "card", isVolatile: false, lastTouchedSeq: 0, answers: new Set() },
    params: {},
    viewer: { isNamesAllowed: true, staffId: null },
    rows: { rowTextByKey: new Map(), rowByKey: new Map(), isPartial: false },
    isEvaluated: true,
    rev: 0,
    changedRev: 0,
    isStale: false,
    evaluatedAtMs: 0,
    subscribersById: new Map(),
    rowsCache: undefined,
    idleSinceMs: undefined,
  };
  return (given: readonly object[]) => {
    rows = given;
    answer.rows = readRows(answer, NO_DB, 1_000_000);
    return [...answer.rows.rowTextByKey.values()];
  };
}

const value = fc.oneof(
  fc.integer({ min: 0, max: 2 }),
  fc.constantFrom("a", "b", null, true, 0, -0),
  fc.array(fc.nat({ max: 1 })),
);
const row = fc.record({ value, other: value, nested: fc.record({ value }) }, { requiredKeys: [] });

test("[LAN22] whatever rows follow each other, each is read as its present text", () => {
  fc.assert(
    fc.property(fc.array(fc.array(row, { maxLength: 4 }), { maxLength: 6 }), (answers) => {
      const read = setUp();
      for (const rows of answers) {
        const keyed = rows.map((members, index) => ({ cardId: `c${index}`, ...members }));
        expect(read(keyed).map((text) => JSON.parse(text) as unknown)).toEqual(JSON.parse(JSON.stringify(keyed)));
      }
    }),
  );
});

test("[LAN22] a row object changed in place and given again is read anew", () => {
  const read = setUp();
  const kept = { cardId: "c1", text: "before" };
  read([kept]);
  kept.text = "after";
  expect(read([kept])).toEqual(['{"cardId":"c1","text":"after"}']);
});

test("a query that gives two rows with one key, or a key that is no text, is a bug", () => {
  const read = setUp();
  expect(() => read([{ cardId: "c1" }, { cardId: "c1" }])).toThrow("two rows with the key c1");
  expect(() => read([{ cardId: 7 }])).toThrow("must be a string");
  expect(() => read([{}])).toThrow("must be a string");
});
