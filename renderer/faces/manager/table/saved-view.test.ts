import { expect, test } from "vitest";
import { isViewChanged, savedViewFromText, savedViewKey, savedViewOf } from "./saved-view.ts";
import { TABLE_VIEW_AT_FIRST, type TableView } from "#renderer/ui/table-model.ts";

const COLUMNS = ["name", "portions"];
const view: TableView = {
  filter: "sd",
  sortColumnId: "portions",
  isDescending: true,
  pageIndex: 3,
  pageSize: 50,
};
const read = (value: unknown) => savedViewFromText(JSON.stringify(value), COLUMNS);

test("a view is kept without the page it stood on, and read as it was", () => {
  const saved = savedViewOf(view);
  expect(saved).not.toHaveProperty("pageIndex");
  expect(read(saved)).toEqual(saved);
});

test("what the table does not understand is no view", () => {
  const saved = savedViewOf(view);
  expect(savedViewFromText(null, COLUMNS)).toBeNull();
  expect(savedViewFromText("{", COLUMNS)).toBeNull();
  expect(read("text")).toBeNull();
  expect(read({ ...saved, sortColumnId: "gone" })).toBeNull();
  expect(read({ ...saved, pageSize: 7 })).toBeNull();
  expect(read({ ...saved, filter: "x".repeat(121) })).toBeNull();
});

test("a view is changed against what was kept, and against the table's own where nothing was", () => {
  const saved = savedViewOf(view);
  expect(isViewChanged(view, saved)).toBe(false);
  expect(isViewChanged({ ...view, pageIndex: 0 }, saved)).toBe(false);
  expect(isViewChanged({ ...view, filter: "" }, saved)).toBe(true);
  expect(isViewChanged(TABLE_VIEW_AT_FIRST, null)).toBe(false);
  expect(isViewChanged(view, null)).toBe(true);
});

test("each person and each table has its own", () => {
  const keys = [savedViewKey("kloter", "staff_1"), savedViewKey("kloter", "staff_2"), savedViewKey("orang", "staff_1")];
  expect(new Set(keys).size).toBe(3);
});
