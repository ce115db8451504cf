import { NativeSelect, Table, TextInput } from "@mantine/core";
import { ArrowDown, ArrowUp, ArrowUpDown } from "lucide-react";
import { useId, useState, type ReactNode } from "react";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { csvFromTable, exportFileName } from "./csv.ts";
import styles from "./data-table.module.css";
import { openRow } from "./open-row.ts";
import { saveFile } from "./save-file.ts";
import { PAGE_SIZES, TABLE_VIEW_AT_FIRST, tablePage, type TableColumn, type TableView } from "./table-model.ts";

export interface DataColumn<Row> extends TableColumn<Row> {
  /** What the cell shows, where words alone say too little. */
  readonly cell?: (row: Row) => ReactNode;
  /** What an export writes, where it differs from what sorts: ISO times. */
  readonly exported?: (row: Row) => string | number | null;
}

/** A table one can take in at a glance needs no filter. */
const TOOLS_FROM_COUNT = 6;

/**
 * A table of the console: filter, sort, page size, export of what is shown (UX.md §3.4). Rows are reached by `J` and `K`,
 * and an approving button in the row by `A`.
 */
export function DataTable<Row extends object>(props: {
  readonly caption: string;
  /** The report's part of an export's file name. */
  readonly report: string;
  readonly columns: ReadonlyArray<DataColumn<Row>>;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly emptyText: string;
  /** Heading and buttons of the last column. */
  readonly actions?: { readonly header: string; readonly cell: (row: Row) => ReactNode };
  readonly isCaptionHidden?: boolean;
  readonly isExported?: boolean;
}) {
  const { columns, rows } = props;
  const { t } = useManagerCopy();
  const [view, setView] = useState<TableView>(TABLE_VIEW_AT_FIRST);
  const page = tablePage(rows, columns, view);
  const shownColumns = columns.filter((column) => column.isUnseen !== true);
  const change = (next: Partial<TableView>) => setView((known) => ({ ...known, pageIndex: 0, ...next }));
  return (
    <section className={styles.frame}>
      <TableTools {...props} view={view} matching={page.matching} onChange={change} />
      <div className={styles.scroller} role="region" aria-label={props.caption} tabIndex={0}>
        <Table className={styles.table ?? ""} captionSide="top">
          <Table.Caption className={props.isCaptionHidden === true ? "visually-hidden" : (styles.caption ?? "")}>
            {props.caption}
          </Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {shownColumns.map((column) => (
                <SortHeader key={column.id} column={column} view={view} onChange={change} />
              ))}
              {props.actions === undefined ? null : <Table.Th scope="col">{props.actions.header}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {page.shown.map((row) => (
              <Table.Tr key={props.rowKey(row)} tabIndex={-1} data-row={props.rowKey(row)} onKeyDown={openRow}>
                {shownColumns.map((column) => (
                  <Table.Td key={column.id} data-figure={column.isFigure === true ? "" : undefined}>
                    {column.cell?.(row) ?? column.value(row) ?? "–"}
                  </Table.Td>
                ))}
                {props.actions === undefined ? null : (
                  <Table.Td>
                    <div className={styles.rowActions}>{props.actions.cell(row)}</div>
                  </Table.Td>
                )}
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </div>
      {page.matching.length > 0 ? null : (
        <p className={styles.empty}>{rows.length === 0 ? props.emptyText : t("manager.table.no-match")}</p>
      )}
      {page.pageCount === 1 ? null : (
        <Pager pageIndex={page.pageIndex} pageCount={page.pageCount} onGo={(pageIndex) => change({ pageIndex })} />
      )}
    </section>
  );
}

function TableTools<Row extends object>(props: {
  readonly report: string;
  readonly caption: string;
  readonly columns: ReadonlyArray<DataColumn<Row>>;
  readonly rows: readonly Row[];
  readonly matching: readonly Row[];
  readonly view: TableView;
  readonly isExported?: boolean;
  readonly onChange: (next: Partial<TableView>) => void;
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { siteName, serviceDate } = useServiceDay();
  const exportCsv = () => {
    const headers = props.columns.map((column) => column.header);
    const cells = props.matching.map((row) => props.columns.map((column) => (column.exported ?? column.value)(row)));
    saveFile(exportFileName({ siteName, report: props.report, serviceDate }), csvFromTable(headers, cells));
  };
  const nothing = props.matching.length === 0 ? t("manager.table.nothing-to-export") : null;
  return (
    <div className={styles.tools}>
      {props.rows.length < TOOLS_FROM_COUNT ? null : (
        <TextInput
          type="search"
          className={styles.filter ?? ""}
          aria-label={t("manager.table.filter-label", { table: props.caption })}
          placeholder={t("manager.table.filter")}
          data-search=""
          value={props.view.filter}
          onChange={(event) => props.onChange({ filter: event.currentTarget.value })}
        />
      )}
      <span className={styles.count} aria-live="polite">
        {props.view.filter === ""
          ? t("manager.table.count", { count: units.count(props.rows.length) })
          : t("manager.table.count-of", {
              count: units.count(props.matching.length),
              all: units.count(props.rows.length),
            })}
      </span>
      {props.rows.length <= PAGE_SIZES[0] ? null : (
        <NativeSelect
          aria-label={t("manager.table.page-size")}
          value={String(props.view.pageSize)}
          onChange={(event) => props.onChange({ pageSize: Number(event.currentTarget.value) })}
          data={PAGE_SIZES.map((size) => ({ value: String(size), label: t("manager.table.rows", { count: size }) }))}
        />
      )}
      {props.isExported === false ? null : (
        <Button size="small" icon="download" reason={nothing} onPress={exportCsv}>
          {t("manager.table.csv")}
        </Button>
      )}
    </div>
  );
}

function SortHeader<Row>(props: {
  readonly column: TableColumn<Row>;
  readonly view: TableView;
  readonly onChange: (next: Partial<TableView>) => void;
}) {
  const { column, view } = props;
  const isSorted = view.sortColumnId === column.id;
  const Arrow = !isSorted ? ArrowUpDown : view.isDescending ? ArrowDown : ArrowUp;
  return (
    <Table.Th
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
    </Table.Th>
  );
}

function Pager(props: {
  readonly pageIndex: number;
  readonly pageCount: number;
  readonly onGo: (pageIndex: number) => void;
}) {
  const { t } = useManagerCopy();
  const hintId = useId();
  return (
    <nav className={styles.pager} aria-label={t("manager.table.pages")} aria-describedby={hintId}>
      <Button
        size="small"
        icon="arrow-left"
        reason={props.pageIndex === 0 ? t("manager.table.first-page") : null}
        onPress={() => props.onGo(props.pageIndex - 1)}
      >
        {t("manager.table.previous")}
      </Button>
      <span id={hintId}>{t("manager.table.page", { page: props.pageIndex + 1, pages: props.pageCount })}</span>
      <Button
        size="small"
        icon="arrow-right"
        reason={props.pageIndex === props.pageCount - 1 ? t("manager.table.last-page") : null}
        onPress={() => props.onGo(props.pageIndex + 1)}
      >
        {t("manager.table.next")}
      </Button>
    </nav>
  );
}
