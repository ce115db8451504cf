import { describe, expect, it } from "vitest";
import { resultOf, unsteady, withSecondRun, type FileReport } from "./test-lane.ts";

const file = (name: string, ...statuses: readonly string[]): FileReport => ({
  name,
  status: statuses.every((status) => status === "passed") ? "passed" : "failed",
  assertionResults: statuses.map((status, index) => ({ status, fullName: `test ${index}` })),
});

describe("a lane's result", () => {
  it("counts each test once and calls what did not run a failure", () => {
    const result = resultOf("unit", 1, [file("a", "passed", "failed"), file("b", "skipped", "passed")]);
    expect(result).toMatchObject({
      passedCount: 2,
      failedCount: 2,
      failedNames: ["a: test 1 (failed)", "b: test 0 (skipped)"],
    });
  });

  it("tells why a test failed beside its name, cut to what a list can hold", () => {
    const failing: FileReport = {
      name: "a",
      status: "failed",
      assertionResults: [{ status: "failed", fullName: "test", failureMessages: [`fetch failed${"x".repeat(5_000)}`] }],
    };
    const [told = ""] = resultOf("unit", 1, [failing]).failedNames;
    expect(told.startsWith("a: test (failed): fetch failedx")).toBe(true);
    expect(told.length).toBeLessThan(700);
  });

  it("fails for a file that did not load and for a lane that fell over after its tests", () => {
    const broken: FileReport = { name: "a", status: "failed", assertionResults: [] };
    expect(resultOf("hub", 1, [broken]).failedNames).toEqual(["a (did not load)"]);
    expect(resultOf("hub", 134, [file("a", "passed")]).failedNames).toEqual(["hub lane (exit 134)"]);
  });
});

describe("a browser file run again by itself", () => {
  const first = [file("a", "passed", "passed"), file("b", "failed", "skipped", "passed")];

  it("counts by its second run and is named as unsteady", () => {
    const second = [file("b", "passed", "passed", "passed")];
    expect(resultOf("browser", 0, withSecondRun(first, second))).toMatchObject({ passedCount: 5, failedCount: 0 });
    expect(unsteady(first.slice(1), second)).toEqual(["b: test 0 (failed)", "b: test 1 (skipped)"]);
  });

  it("stays failed when it fails again, in another test too", () => {
    const second = [file("b", "passed", "passed", "failed")];
    expect(resultOf("browser", 1, withSecondRun(first, second))).toMatchObject({ passedCount: 4, failedCount: 1 });
    expect(unsteady(first.slice(1), second)).toEqual([]);
  });
});
