import { expect, test } from "vitest";
import { personalDataSchema } from "#domains/people/commands.ts";
import { EMPTY_STAFF, personalData, staffProblems, type StaffFields } from "./staff-fields.ts";

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
