/** The largest plan file that is read; a day's plan is a few tens of kilobytes. */
export const PLAN_FILE_MAX_BYTES = 5 * 1024 * 1024;
/** What a spreadsheet may unfold to, so that a small file cannot fill the memory. */
export const PLAN_FILE_UNPACKED_MAX_BYTES = 50 * 1024 * 1024;
/** A day of twelve kloter with all their ingredients has a few hundred rows. */
export const PLAN_FILE_ROWS_MAX_COUNT = 5_000;
export const PLAN_FILE_COLUMNS_MAX_COUNT = 64;

/** One sheet of text cells as people see them; `rowNumber` is the one their spreadsheet shows. */
export interface Grid {
  /** The sheet's name; empty for CSV. */
  readonly sheet: string;
  readonly rows: readonly GridRow[];
}

export interface GridRow {
  readonly rowNumber: number;
  readonly cells: readonly string[];
  /** Columns the spreadsheet holds as numbers, of which it keeps fifteen digits; absent for CSV. */
  readonly numberColumns?: readonly number[];
}

/** Why a whole file cannot be read; nothing of it is looked at further. */
export type PlanFileFault =
  | { readonly code: "file-empty" }
  | { readonly code: "file-too-large"; readonly maxBytes: number }
  | { readonly code: "file-kind-unknown" }
  | { readonly code: "file-old-excel" }
  | { readonly code: "file-damaged" }
  | { readonly code: "file-encoding-wrong"; readonly rowNumber: number }
  | { readonly code: "file-quote-open"; readonly rowNumber: number }
  | { readonly code: "file-too-many-rows"; readonly rowCount: number; readonly maxCount: number };
