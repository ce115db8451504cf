import { it } from "vitest";
import { expectFixturesRead } from "#tests/kit/event-fixtures.ts";
import { productionEvents } from "./events.ts";

it("every event ever written by production is still read", () => {
  expectFixturesRead("production", productionEvents);
});
