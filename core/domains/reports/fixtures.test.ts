import { it } from "vitest";
import { expectFixturesRead } from "#tests/kit/event-fixtures.ts";
import { reportsEvents } from "./events.ts";

it("every event ever written by reports is still read", () => {
  expectFixturesRead("reports", reportsEvents);
});
