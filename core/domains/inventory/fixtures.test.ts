import { it } from "vitest";
import { expectFixturesRead } from "#tests/kit/event-fixtures.ts";
import { inventoryEvents } from "./events.ts";

it("every event ever written by inventory is still read", () => {
  expectFixturesRead("inventory", inventoryEvents);
});
