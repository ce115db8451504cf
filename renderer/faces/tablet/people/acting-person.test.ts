import type { StaffSession } from "#contract/lan-protocol.ts";
import { describe, expect, it } from "vitest";
import { ACTING_FORGOTTEN_AFTER_MS, actingPerson, runningSessions } from "./acting-person.ts";

const person = (name: string, expiresAtMs = 1_000_000): StaffSession => ({
  staffId: `staff_${name}`,
  name,
  roles: ["kitchen-staff"],
  divisionCode: null,
  expiresAtMs,
});
const siti = person("siti");
const budi = person("budi");

describe("who acts", () => {
  it("is the only person present, chosen or not", () => {
    expect(actingPerson({ present: [siti], choice: null, nowMonotonicMs: 9e9 })).toBe(siti);
  });

  it("is nobody where nobody is present, or nobody of several was chosen", () => {
    expect(actingPerson({ present: [], choice: null, nowMonotonicMs: 0 })).toBeNull();
    expect(actingPerson({ present: [siti, budi], choice: null, nowMonotonicMs: 0 })).toBeNull();
  });

  it("is the chosen one of several until the tablet lay untouched", () => {
    const choice = { staffId: budi.staffId, touchedMonotonicMs: 1_000 };
    const at = (nowMonotonicMs: number) => actingPerson({ present: [siti, budi], choice, nowMonotonicMs });
    expect(at(1_000 + ACTING_FORGOTTEN_AFTER_MS)).toBe(budi);
    expect(at(1_001 + ACTING_FORGOTTEN_AFTER_MS)).toBeNull();
  });

  it("is nobody when the chosen one has left", () => {
    const choice = { staffId: "staff_rina", touchedMonotonicMs: 0 };
    expect(actingPerson({ present: [siti, budi], choice, nowMonotonicMs: 0 })).toBeNull();
  });

  it("drops sessions that ended while the tablet was away", () => {
    expect(runningSessions([person("a", 10), person("b", 11)], 10).map(({ name }) => name)).toEqual(["b"]);
  });
});
