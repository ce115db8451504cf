import { it } from "vitest";
import { expectFixturesRead } from "#tests/kit/event-fixtures.ts";
import { menuEvents } from "./events.ts";

it("every event ever written by menu is still read", () => {
  expectFixturesRead("menu", menuEvents);
});
