import { describe, expect, test } from "vitest";
import { ageYearsOn, canManagePerson, monthsLater, rolesOn, shortName } from "./rules.ts";

describe("dates of people", () => {
  test.each([
    ["2000-02-29", "2026-02-28", 25],
    ["2000-02-29", "2026-03-01", 26],
    ["2009-11-01", "2026-11-01", 17],
    ["2009-11-02", "2026-11-01", 16],
  ])("born %s, on %s: %i", (birthDate, date, years) => {
    expect(ageYearsOn(birthDate, date)).toBe(years);
  });

  test.each([
    ["2026-01-31", 1, "2026-02-28"],
    ["2028-01-31", 1, "2028-02-29"],
    ["2026-11-20", 24, "2028-11-20"],
    ["2026-12-31", 2, "2027-02-28"],
    ["2026-10-31", 1, "2026-11-30"],
  ])("%s and %i months: %s", (date, months, later) => {
    expect(monthsLater(date, months)).toBe(later);
  });
});

describe("roles", () => {
  test("a role with an end date still holds on that date", () => {
    const held = [
      { role: "viewer", untilDate: "2026-11-21" },
      { role: "kitchen-staff", untilDate: null },
    ] as const;
    expect(rolesOn(held, "2026-11-21")).toEqual(["viewer", "kitchen-staff"]);
    expect(rolesOn(held, "2026-11-22")).toEqual(["kitchen-staff"]);
  });

  test("everybody may manage their own number; a person without roles manages nobody else", () => {
    expect(canManagePerson({ actorRoles: [], personRoles: ["kitchen-head"], isSelf: true })).toBe(true);
    expect(canManagePerson({ actorRoles: [], personRoles: [], isSelf: false })).toBe(false);
    expect(canManagePerson({ actorRoles: ["field-assistant"], personRoles: [], isSelf: false })).toBe(true);
  });
});

describe("names", () => {
  test("a chip shows the nick name, else the first word", () => {
    expect(shortName({ fullName: "Sari Dewi" })).toBe("Sari");
    expect(shortName({ fullName: "Sari Dewi", nickName: "Bu Sari" })).toBe("Bu Sari");
  });
});
