import { it } from "vitest";
import { expectFixturesRead } from "#tests/kit/event-fixtures.ts";
import { siteEvents } from "./events.ts";

it("every event ever written by site is still read", () => {
  expectFixturesRead("site", siteEvents);
});
