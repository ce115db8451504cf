import { describe, expect, it } from "vitest";
import { alertKindKey } from "./alert-kind-key.ts";

describe("the words of an alert", () => {
  it("say late only of a kloter that misses its departure", () => {
    expect(alertKindKey({ alertKind: "batch-late", severity: "medium" })).toBe("batch-late-soon");
    expect(alertKindKey({ alertKind: "batch-late", severity: "high" })).toBe("batch-late");
  });

  it("are those of the kind otherwise", () => {
    expect(alertKindKey({ alertKind: "batch-start-late", severity: "medium" })).toBe("batch-start-late");
  });
});
