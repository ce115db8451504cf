import { it } from "vitest";
import { expectFixturesRead } from "#tests/kit/event-fixtures.ts";
import { peopleEvents } from "./events.ts";

it("every event ever written by people is still read", () => {
  expectFixturesRead("people", peopleEvents);
});
