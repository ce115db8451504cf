import { expect, test } from "vitest";
import { PEOPLE_WORDS } from "#main/reports/tables/people-words.ts";
import { SCREEN_WORDS } from "#main/reports/tables/screen-words.ts";
import { SUPPLIES_WORDS } from "#main/reports/tables/supplies-words.ts";
import { createManagerCopy } from "#renderer/faces/manager/words.ts";

test("a document's words are those of the screen", () => {
  const { find } = createManagerCopy("id");
  const others = Object.entries({ ...SCREEN_WORDS, ...PEOPLE_WORDS, ...SUPPLIES_WORDS }).filter(
    ([key, words]) => find(key) !== words,
  );
  expect(others).toEqual([]);
});
