import { expect, test } from "vitest";
import { personalDataSchema } from "#domains/people/commands.ts";
import {
  EMPTY_STAFF,
  keepOwn,
  personalData,
  staffDifferences,
  staffProblems,
  type StaffFields,
} from "./staff-fields.ts";

const siti: StaffFields = {
  ...EMPTY_STAFF,
  fullName: " Siti Aminah ",
  roles: ["kitchen-staff"],
  divisionCode: "pengolahan",
  employmentKind: "volunteer",
  position: "Juru masak",
  joinDate: "2026-11-01",
};

test("an empty form names every field it cannot do without", () => {
  expect(staffProblems(EMPTY_STAFF, { withRoles: true })).toEqual({
    fullName: "required",
    divisionCode: "required",
    employmentKind: "required",
    position: "required",
    joinDate: "required",
    roles: "required",
  });
});

test("roles and the joining date belong to adding only", () => {
  expect(staffProblems({ ...siti, roles: [], joinDate: "" }, { withRoles: false })).toEqual({});
});

test("numbers are taken as people write them and refused when they cannot be", () => {
  expect(staffProblems({ ...siti, phone: "0812-3456 7890" }, { withRoles: true })).toEqual({});
  expect(staffProblems({ ...siti, phone: "12", nationalId: "123" }, { withRoles: true })).toEqual({
    phone: "bad-phone",
    nationalId: "bad-national-id",
  });
});

test("what is sealed fits the kitchen's own schema and holds only what was filled in", () => {
  const data = personalData({ ...siti, phone: "0812-3456 7890" });
  expect(data).toEqual({ fullName: "Siti Aminah", phone: "081234567890" });
  expect(personalDataSchema.safeParse(data).error).toBeUndefined();
});

test("only what changed in the kitchen and is not what stands here is a difference", () => {
  const now = { ...siti, fullName: "Siti Aminah", phone: "0812345678", position: "Koki" };
  const own = { ...siti, phone: "0812-345-678", address: "Jalan Melati" };
  // The telephone number is the same one, written as people do.
  expect(staffDifferences({ base: { ...siti, fullName: "Siti Aminah" }, now, own })).toEqual([
    { field: "position", theirs: "Koki", own: "Juru masak" },
  ]);
});

test("keeping what was typed takes over what was not touched", () => {
  const now = { ...siti, position: "Koki", phone: "0812345678" };
  const own = { ...siti, phone: "0899999999" };
  expect(keepOwn({ base: siti, now, own })).toEqual({ ...siti, position: "Koki", phone: "0899999999" });
});
