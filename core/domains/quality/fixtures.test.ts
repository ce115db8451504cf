import { it } from "vitest";
import { expectFixturesRead } from "#tests/kit/event-fixtures.ts";
import { qualityEvents } from "./events.ts";

it("every event ever written by quality is still read", () => {
  expectFixturesRead("quality", qualityEvents);
});
