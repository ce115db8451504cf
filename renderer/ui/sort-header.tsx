import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import styles from "./sort-header.module.css";
import type { TableColumn, TableView } from "./table-model.ts";

/** A column's heading, which sorts by it: upwards first, then downwards. */
export function SortHeader<Row>(props: {
  readonly column: TableColumn<Row>;
  readonly view: Pick<TableView, "sortColumnId" | "isDescending">;
  readonly onChange: (next: Pick<TableView, "sortColumnId" | "isDescending">) => void;
}) {
  const { column, view } = props;
  const isSorted = view.sortColumnId === column.id;
  const Arrow = !isSorted ? ArrowUpDown : view.isDescending ? ArrowDown : ArrowUp;
  return (
    <th
      scope="col"
      aria-sort={!isSorted ? undefined : view.isDescending ? "descending" : "ascending"}
      data-figure={column.isFigure === true ? "" : undefined}
    >
      <button
        type="button"
        className={styles.sort}
        onClick={() => props.onChange({ sortColumnId: column.id, isDescending: isSorted && !view.isDescending })}
      >
        {column.header}
        <Arrow aria-hidden="true" size={14} className={isSorted ? undefined : styles.unsorted} />
      </button>
    </th>
  );
}
