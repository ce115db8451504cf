import { it } from "vitest";
import { expectFixturesRead } from "#tests/kit/event-fixtures.ts";
import { devicesEvents } from "./events.ts";

it("every event ever written by devices is still read", () => {
  expectFixturesRead("devices", devicesEvents);
});
