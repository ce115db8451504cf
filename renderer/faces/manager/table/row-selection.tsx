import { Checkbox, Table } from "@mantine/core";
import styles from "./data-table.module.css";

/** Rows of a table chosen for an act that stands beside it. */
export interface TableSelection<Row> {
  readonly keys: ReadonlySet<string>;
  readonly onChange: (keys: ReadonlySet<string>) => void;
  readonly allLabel: string;
  readonly labelOf: (row: Row) => string;
  /** Whether the act can be about a row at all. */
  readonly isOffered: (row: Row) => boolean;
}

/** Chooses every row the filter leaves, or none of them. */
export function SelectAllHeader<Row>(props: {
  readonly selection: TableSelection<Row>;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}) {
  const { keys, onChange, allLabel, isOffered } = props.selection;
  const offered = props.rows.filter((row) => isOffered(row)).map((row) => props.rowKey(row));
  const chosenCount = offered.filter((key) => keys.has(key)).length;
  const isAll = offered.length > 0 && chosenCount === offered.length;
  return (
    <Table.Th scope="col" className={styles.choice ?? ""}>
      <Checkbox
        aria-label={allLabel}
        checked={isAll}
        indeterminate={chosenCount > 0 && !isAll}
        disabled={offered.length === 0}
        onChange={() => {
          const others = [...keys].filter((key) => !offered.includes(key));
          onChange(new Set(isAll ? others : [...others, ...offered]));
        }}
      />
    </Table.Th>
  );
}

export function SelectCell<Row>(props: {
  readonly selection: TableSelection<Row>;
  readonly row: Row;
  readonly rowKey: string;
}) {
  const { selection, row, rowKey } = props;
  const { keys, onChange } = selection;
  return (
    <Table.Td className={styles.choice ?? ""}>
      {selection.isOffered(row) ? (
        <Checkbox
          aria-label={selection.labelOf(row)}
          checked={keys.has(rowKey)}
          onChange={(event) => {
            const others = [...keys].filter((key) => key !== rowKey);
            onChange(new Set(event.currentTarget.checked ? [...others, rowKey] : others));
          }}
        />
      ) : null}
    </Table.Td>
  );
}
