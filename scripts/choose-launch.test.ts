import { expect, it } from "vitest";
import { chooseLaunch } from "./choose-launch.ts";

const facts = { isHeadless: false, hasDisplay: true, electronPath: "/e", chromiumPath: "/c" };

it("npm start shows the kitchen in the best way this machine has", () => {
  expect(chooseLaunch(facts)).toEqual({ kind: "electron", electronPath: "/e" });
  expect(chooseLaunch({ ...facts, electronPath: null })).toEqual({ kind: "browser", chromiumPath: "/c" });
  expect(chooseLaunch({ ...facts, electronPath: null, chromiumPath: null })).toEqual({
    kind: "server",
    isHeadless: false,
  });
  expect(chooseLaunch({ ...facts, hasDisplay: false })).toEqual({ kind: "server", isHeadless: false });
  expect(chooseLaunch({ ...facts, isHeadless: true })).toEqual({ kind: "server", isHeadless: true });
});
