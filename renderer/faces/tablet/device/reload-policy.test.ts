import { describe, expect, it } from "vitest";
import { RELOAD_IDLE_MS, reloadDecision, type ReloadSituation } from "./reload-policy.ts";

const idle: ReloadSituation = {
  ownBuild: "1",
  kitchenBuild: "2",
  idleMs: RELOAD_IDLE_MS,
  isFormOpen: false,
  isConnected: true,
};

describe("a new build", () => {
  it("is loaded once the tablet lay idle for half a minute", () => {
    expect(reloadDecision(idle)).toBe("now");
    expect(reloadDecision({ ...idle, idleMs: RELOAD_IDLE_MS - 1 })).toBe("waiting");
  });

  it("never interrupts a form, and never reloads into a kitchen that is away", () => {
    expect(reloadDecision({ ...idle, isFormOpen: true })).toBe("waiting");
    expect(reloadDecision({ ...idle, isConnected: false })).toBe("waiting");
  });

  it("is nothing when the build is the same or not yet known", () => {
    expect(reloadDecision({ ...idle, kitchenBuild: "1" })).toBe("none");
    expect(reloadDecision({ ...idle, ownBuild: null })).toBe("none");
  });
});
