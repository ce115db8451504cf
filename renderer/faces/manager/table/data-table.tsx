import { Table } from "@mantine/core";
import { useId, type ReactNode } from "react";
import { Button } from "#renderer/ui/button.tsx";
import { SortHeader } from "#renderer/ui/sort-header.tsx";
import type { TableSource } from "#renderer/faces/manager/export/table-export.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./data-table.module.css";
import { openRow } from "./open-row.ts";
import { SelectAllHeader, SelectCell, type TableSelection } from "./row-selection.tsx";
import { tablePage, type TableColumn } from "#renderer/ui/table-model.ts";
import { TableTools } from "./table-tools.tsx";
import { useTableView } from "./use-table-view.ts";

export interface DataColumn<Row> extends TableColumn<Row> {
  /** What the cell shows, where words alone say too little. */
  readonly cell?: (row: Row) => ReactNode;
  /** What an export writes, where it differs from what sorts: ISO times. */
  readonly exported?: (row: Row) => string | number | null;
}

/**
 * A table of the console: filter, sort, page size, a view one keeps, export of what is shown (UX.md §3.4). Rows are reached by `J` and `K`,
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
  readonly selection?: TableSelection<Row>;
  readonly isCaptionHidden?: boolean;
  /** The kitchen's table behind it: its files hold what the kitchen answers. Without it the page can write CSV alone. */
  readonly source?: TableSource;
  /** The page shows fewer rows than the kitchen answers, by a choice of its own. */
  readonly isNarrowed?: boolean;
  /** False: nothing of it leaves the kitchen, or by a report of its own. */
  readonly isExported?: boolean;
}) {
  const { columns, rows, selection } = props;
  const { t } = useManagerCopy();
  const kept = useTableView(
    props.report,
    columns.map((column) => column.id),
  );
  const { view, change } = kept;
  const page = tablePage(rows, columns, view);
  const shownColumns = columns.filter((column) => column.isUnseen !== true);
  return (
    <section className={styles.frame}>
      <TableTools {...props} kept={kept} matching={page.matching} />
      <div className={styles.scroller} role="region" aria-label={props.caption} tabIndex={0}>
        <Table className={styles.table ?? ""} captionSide="top">
          <Table.Caption className={props.isCaptionHidden === true ? "visually-hidden" : (styles.caption ?? "")}>
            {props.caption}
          </Table.Caption>
          <Table.Thead>
            <Table.Tr>
              {selection === undefined ? null : (
                <SelectAllHeader selection={selection} rows={page.matching} rowKey={props.rowKey} />
              )}
              {shownColumns.map((column) => (
                <SortHeader key={column.id} column={column} view={view} onChange={change} />
              ))}
              {props.actions === undefined ? null : <Table.Th scope="col">{props.actions.header}</Table.Th>}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {page.shown.map((row) => (
              <Table.Tr key={props.rowKey(row)} tabIndex={-1} data-row={props.rowKey(row)} onKeyDown={openRow}>
                {selection === undefined ? null : (
                  <SelectCell selection={selection} row={row} rowKey={props.rowKey(row)} />
                )}
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
