import { it } from "vitest";
import { expectFixturesRead } from "#tests/kit/event-fixtures.ts";
import { procurementEvents } from "./events.ts";

it("every event ever written by procurement is still read", () => {
  expectFixturesRead("procurement", procurementEvents);
});
