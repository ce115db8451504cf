import { it } from "vitest";
import { expectFixturesRead } from "#tests/kit/event-fixtures.ts";
import { alertEvents } from "./events.ts";

it("every event ever written by alerts is still read", () => {
  expectFixturesRead("alerts", alertEvents);
});
