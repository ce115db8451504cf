/** What a cell holds as plain data; `null` is nothing entered. */
export type TableCell = string | number | null;

/** A column of a table on a pointer screen: what it shows, what it exports, what it sorts and filters by. */
export interface TableColumn<Row> {
  readonly id: string;
  readonly header: string;
  /** The words a filter looks in and a sort compares; a number sorts as a number. */
  readonly value: (row: Row) => TableCell;
  /** Filtered and exported, but not shown: its words stand in another column's cell. */
  readonly isUnseen?: boolean;
  /** Figures stand at the right, in tabular numerals. */
  readonly isFigure?: boolean;
}

export interface TableView {
  readonly filter: string;
  readonly sortColumnId: string | null;
  readonly isDescending: boolean;
  readonly pageIndex: number;
  readonly pageSize: number;
}

export const PAGE_SIZES = [10, 25, 50, 100] as const;
export const TABLE_VIEW_AT_FIRST: TableView = {
  filter: "",
  sortColumnId: null,
  isDescending: false,
  pageIndex: 0,
  pageSize: 25,
};

export interface TablePage<Row> {
  /** Every row the filter leaves, in order: what an export writes. */
  readonly matching: readonly Row[];
  /** The rows of the page shown. */
  readonly shown: readonly Row[];
  readonly pageIndex: number;
  readonly pageCount: number;
}

/** What a table shows of its rows. A page that no longer exists becomes the last one. */
export function tablePage<Row>(
  rows: readonly Row[],
  columns: ReadonlyArray<TableColumn<Row>>,
  view: TableView,
): TablePage<Row> {
  const words = wordsOf(view.filter);
  const matching = rows.filter((row) =>
    matches(
      columns.map((column) => column.value(row)),
      words,
    ),
  );
  const sortColumn = columns.find((column) => column.id === view.sortColumnId);
  const ordered = sortColumn === undefined ? matching : sorted(matching, sortColumn, view.isDescending);
  const pageCount = Math.max(1, Math.ceil(ordered.length / view.pageSize));
  const pageIndex = Math.min(view.pageIndex, pageCount - 1);
  return {
    matching: ordered,
    shown: ordered.slice(pageIndex * view.pageSize, (pageIndex + 1) * view.pageSize),
    pageIndex,
    pageCount,
  };
}

/** Every word of the filter must occur somewhere in the row. */
export function matches(cells: readonly TableCell[], words: readonly string[]): boolean {
  if (words.length === 0) return true;
  const text = plain(cells.map((cell) => String(cell ?? "")).join(" "));
  return words.every((word) => text.includes(word));
}

/** A filter's words, without case and accents. */
export function wordsOf(filter: string): readonly string[] {
  return plain(filter)
    .split(/\s+/)
    .filter((word) => word !== "");
}

function plain(text: string): string {
  return text.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

function sorted<Row>(rows: readonly Row[], column: TableColumn<Row>, isDescending: boolean): readonly Row[] {
  const direction = isDescending ? -1 : 1;
  return rows.toSorted((left, right) => compareCells(column.value(left), column.value(right), direction));
}

/** Rows without a value stand last in either direction: nothing is not the smallest something. */
function compareCells(left: TableCell, right: TableCell, direction: 1 | -1): number {
  if (left === null || right === null) return left === right ? 0 : left === null ? 1 : -1;
  if (typeof left === "number" && typeof right === "number") return (left - right) * direction;
  return String(left).localeCompare(String(right), "id", { numeric: true }) * direction;
}
