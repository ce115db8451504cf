import { expect, test } from "vitest";
import { TABLE_VIEW_AT_FIRST, tablePage, type TableColumn } from "./table-model.ts";

interface Row {
  readonly name: string;
  readonly portionCount: number | null;
}
const columns: ReadonlyArray<TableColumn<Row>> = [
  { id: "name", header: "Nama", value: (row) => row.name },
  { id: "portions", header: "Porsi", value: (row) => row.portionCount, isFigure: true },
];
const rows: readonly Row[] = [
  { name: "Kloter 10", portionCount: 90 },
  { name: "Kloter 2", portionCount: null },
  { name: "Kloter 1 Café", portionCount: 1850 },
];
const namesOf = (view: Partial<typeof TABLE_VIEW_AT_FIRST>) =>
  tablePage(rows, columns, { ...TABLE_VIEW_AT_FIRST, ...view }).shown.map((row) => row.name);

test("without a sort the rows keep the kitchen's order", () => {
  expect(namesOf({})).toEqual(["Kloter 10", "Kloter 2", "Kloter 1 Café"]);
});

test("names sort with their numbers, figures as figures, and nothing stands last both ways", () => {
  expect(namesOf({ sortColumnId: "name" })).toEqual(["Kloter 1 Café", "Kloter 2", "Kloter 10"]);
  expect(namesOf({ sortColumnId: "portions" })).toEqual(["Kloter 10", "Kloter 1 Café", "Kloter 2"]);
  expect(namesOf({ sortColumnId: "portions", isDescending: true })).toEqual(["Kloter 1 Café", "Kloter 10", "Kloter 2"]);
});

test("every word of the filter must be found, without case or accents", () => {
  expect(namesOf({ filter: "kloter CAFE" })).toEqual(["Kloter 1 Café"]);
  expect(namesOf({ filter: "kloter tidak" })).toEqual([]);
});

test("a page that no longer exists becomes the last one", () => {
  const page = tablePage(rows, columns, { ...TABLE_VIEW_AT_FIRST, pageSize: 2, pageIndex: 7 });
  expect([page.pageIndex, page.pageCount, page.shown.length, page.matching.length]).toEqual([1, 2, 1, 3]);
});
