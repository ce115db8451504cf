import { expect, test } from "vitest";
import type { MenuCalendarRow } from "#domains/menu/menu-queries.ts";
import { menuNewsOf } from "./menu-news.tsx";

const row = (members: Partial<MenuCalendarRow>): MenuCalendarRow => ({
  serviceDate: "2026-12-07",
  dayKind: "regular",
  isDayClosed: false,
  status: "draft",
  revision: 1,
  inForceRevision: null,
  menuId: null,
  menuName: "Menu 1",
  dishNames: [],
  portionCount: 0,
  specialPackCount: 0,
  repeats: [],
  exceptionCount: 0,
  returnReason: null,
  makerStaffIds: [],
  submittedByStaffId: null,
  approvedByStaffId: null,
  changedAtMs: 1,
  changedByStaffId: "maker",
  ...members,
});

test("what others do to a menu is news, one's own act is not", () => {
  const draft = row({});
  const submitted = row({ status: "submitted", changedAtMs: 2 });
  expect(menuNewsOf(draft, submitted, "other")).toBe("submitted");
  expect(menuNewsOf(draft, submitted, "maker")).toBeNull();
  expect(menuNewsOf(draft, draft, "other")).toBeNull();
  const approved = row({ status: "approved", changedAtMs: 3, changedByStaffId: "head" });
  expect(menuNewsOf(submitted, approved, "maker")).toBe("approved");
  expect(menuNewsOf(submitted, row({ changedAtMs: 2, changedByStaffId: "head" }), "maker")).toBe("returned");
  expect(menuNewsOf(approved, row({ revision: 2, changedAtMs: 4 }), "head")).toBe("revised");
  expect(menuNewsOf(draft, row({ changedAtMs: 5 }), "head")).toBe("draft");
  expect(menuNewsOf(approved, row({ ...approved, status: "locked" }), "maker")).toBeNull();
});
