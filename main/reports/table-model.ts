/** What a report says, before it is a sheet, a page or lines: every writer draws the same model. */

/** A cell holds its base unit: rupiah, milliseconds, epoch milliseconds, a count. Null is “belum ada data”, never zero. */
export type ReportCell = string | number | null;

/**
 * How a column's cells read. `hours` and `minutes` are milliseconds written as those; `celsius` a temperature; `share` basis
 * points written as per cent; `thousandths` of the unit its heading names (grams under kilograms); `time` an instant in the kitchen's zone; `date` a `YYYY-MM-DD`.
 */
export type ReportColumnKind =
  | "text"
  | "count"
  | "idr"
  | "hours"
  | "minutes"
  | "celsius"
  | "share"
  | "thousandths"
  | "date"
  | "time";

export interface ReportColumn {
  readonly header: string;
  readonly kind: ReportColumnKind;
  /** Of the page's width, in shares; and of a sheet, in characters. */
  readonly width: number;
  /** Whether its sum stands under it. */
  readonly isSummed?: boolean;
  /** On paper only: room to sign in. */
  readonly isForInk?: boolean;
}

export interface ReportTable {
  readonly name: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: ReadonlyArray<readonly ReportCell[]>;
  /** On paper this table begins a page of its own. */
  readonly isOnNewPage?: boolean;
  /** Sentences under it: how it was counted, what does not agree. */
  readonly notes?: readonly string[];
}

/** Somebody who signs on paper, and what for. */
export interface ReportSigner {
  readonly act: string;
  readonly role: string;
  /** Null: the name is written by hand. */
  readonly name: string | null;
}

export interface Report {
  readonly title: string;
  /** What it is about, in words: the period, the month, the person. */
  readonly subject: string;
  readonly isLandscape: boolean;
  readonly tables: readonly ReportTable[];
  readonly signers: readonly ReportSigner[];
}

/** Where a document comes from; on the first sheet, or in its head and foot. */
export interface ReportOrigin {
  readonly siteName: string;
  readonly siteCode: string | null;
  readonly documentCode: string;
  readonly printedAtMs: number;
  readonly printedBy: string;
  /** The record up to which the kitchen's log went into it. */
  readonly headSeq: number;
  readonly headAtMs: number | null;
  readonly headHash: string;
  readonly configurationVersion: number;
  readonly timeZone: "Asia/Jakarta" | "Asia/Makassar" | "Asia/Jayapura";
  readonly isDemo: boolean;
}

/** How many rows of people's data a file holds: what the log says of it. */
export function rowCountOf(report: Report): number {
  return report.tables.reduce((count, table) => count + table.rows.length, 0);
}

/** The sums under a table, cell by cell; null where no column is summed. */
export function totalsOf({ columns, rows }: ReportTable): readonly ReportCell[] | null {
  if (rows.length === 0 || !columns.some((column) => column.isSummed === true)) return null;
  return columns.map((column, index) => {
    if (column.isSummed !== true) return null;
    return rows.reduce((total, row) => total + numberOf(row[index]), 0);
  });
}

/** Where the word for the sums stands: the first column of words, which is wide enough for it. */
export function totalWordIndex({ columns }: Pick<ReportTable, "columns">): number {
  return Math.max(
    0,
    columns.findIndex((column) => column.kind === "text"),
  );
}

function numberOf(cell: ReportCell | undefined): number {
  return typeof cell === "number" ? cell : 0;
}
