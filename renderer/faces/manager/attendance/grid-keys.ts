export interface GridCell {
  readonly rowIndex: number;
  readonly columnIndex: number;
}

/** How far a page key goes in a grid of people. */
const PAGE_ROW_COUNT = 10;

/** Where a key leads in a grid, kept inside it; null for a key that moves nothing. */
export function cellAfterKey(
  cell: GridCell,
  key: string,
  size: { readonly rowCount: number; readonly columnCount: number },
): GridCell | null {
  const { rowIndex, columnIndex } = cell;
  const row = (index: number) => Math.min(size.rowCount - 1, Math.max(0, index));
  const column = (index: number) => Math.min(size.columnCount - 1, Math.max(0, index));
  switch (key) {
    case "ArrowRight":
      return { rowIndex, columnIndex: column(columnIndex + 1) };
    case "ArrowLeft":
      return { rowIndex, columnIndex: column(columnIndex - 1) };
    case "ArrowDown":
      return { rowIndex: row(rowIndex + 1), columnIndex };
    case "ArrowUp":
      return { rowIndex: row(rowIndex - 1), columnIndex };
    case "PageDown":
      return { rowIndex: row(rowIndex + PAGE_ROW_COUNT), columnIndex };
    case "PageUp":
      return { rowIndex: row(rowIndex - PAGE_ROW_COUNT), columnIndex };
    case "Home":
      return { rowIndex, columnIndex: 0 };
    case "End":
      return { rowIndex, columnIndex: column(size.columnCount) };
  }
  return null;
}
