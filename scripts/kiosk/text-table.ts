/** Rows under their headings, columns as wide as their widest cell. */
export function textTable(headings: readonly string[], rows: readonly (readonly unknown[])[]): string {
  const cells = [headings, ...rows.map((row) => row.map((cell) => (typeof cell === "string" ? cell : "–")))];
  const widths = headings.map((_, column) => Math.max(...cells.map((row) => Array.from(row[column] ?? "").length)));
  return cells
    .map((row) =>
      row
        .map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - Array.from(cell).length))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
