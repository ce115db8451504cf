import type { ReportCell, ReportColumn } from "#main/reports/table-model.ts";

/** A column of a console's table on paper: as every report's, with what it writes of a row. */
interface ListedColumn<Row> extends ReportColumn {
  readonly cell: (row: Row) => ReportCell;
}

/** A table of the console as the kitchen PC answers it: each row under the key the screen knows it by. */
export interface ListedTable {
  readonly title: string;
  /** What it is about: a day, a kloter, a month. */
  readonly subject: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: ReadonlyArray<{ readonly key: string; readonly cells: readonly ReportCell[] }>;
}

/** Makes a column by its heading, what its cells are and how wide they stand. */
type ColumnMaker<Row> = (
  header: string,
  kind: ReportColumn["kind"],
  width: number,
  cell: (row: Row) => ReportCell,
) => ListedColumn<Row>;

/** Writes rows by their columns. */
export function listed<Row>(table: {
  readonly title: string;
  readonly subject: string;
  readonly rows: readonly Row[];
  readonly key: (row: Row) => string;
  readonly columns: (column: ColumnMaker<Row>) => ReadonlyArray<ListedColumn<Row>>;
}): ListedTable {
  const { title, subject } = table;
  const columns = table.columns((header, kind, width, cell) => ({ header, kind, width, cell }));
  const rows = table.rows.map((row) => ({ key: table.key(row), cells: columns.map((column) => column.cell(row)) }));
  return { title, subject, columns, rows };
}

/** Parts of a cell that may be missing, as one. */
export function joined(...parts: ReadonlyArray<string | null | undefined>): string {
  return parts.filter((part) => part !== null && part !== undefined && part !== "").join(" · ");
}
