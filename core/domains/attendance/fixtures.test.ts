import { it } from "vitest";
import { expectFixturesRead } from "#tests/kit/event-fixtures.ts";
import { attendanceEvents } from "./events.ts";

it("every event ever written by attendance is still read", () => {
  expectFixturesRead("attendance", attendanceEvents);
});
