import { it } from "vitest";
import { expectFixturesRead } from "#tests/kit/event-fixtures.ts";
import { publicationsEvents } from "./events.ts";

it("every event ever written by publications is still read", () => {
  expectFixturesRead("publications", publicationsEvents);
});
