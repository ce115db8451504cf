import { NativeSelect, TextInput } from "@mantine/core";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { TableExport, type TableSource } from "#renderer/faces/manager/export/table-export.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { csvFromTable, exportFileName } from "./csv.ts";
import type { DataColumn } from "./data-table.tsx";
import styles from "./data-table.module.css";
import { FILTER_MAX_COUNT } from "./saved-view.ts";
import { saveFile } from "./save-file.ts";
import { PAGE_SIZES } from "#renderer/ui/table-model.ts";
import type { KeptView } from "./use-table-view.ts";

/** A table one can take in at a glance needs no filter. */
const TOOLS_FROM_COUNT = 6;

/** What stands above a table: filter, count, page size, the kept view, and its files (UX.md §3.4). */
export function TableTools<Row extends object>(props: {
  readonly report: string;
  readonly caption: string;
  readonly columns: ReadonlyArray<DataColumn<Row>>;
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly matching: readonly Row[];
  readonly kept: KeptView;
  readonly source?: TableSource;
  readonly isNarrowed?: boolean;
  readonly isExported?: boolean;
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { view, change } = props.kept;
  return (
    <div className={styles.tools}>
      {props.rows.length < TOOLS_FROM_COUNT && view.filter === "" ? null : (
        <TextInput
          type="search"
          className={styles.filter ?? ""}
          aria-label={t("manager.table.filter-label", { table: props.caption })}
          placeholder={t("manager.table.filter")}
          data-search=""
          maxLength={FILTER_MAX_COUNT}
          value={view.filter}
          onChange={(event) => change({ filter: event.currentTarget.value })}
        />
      )}
      <span className={styles.count} aria-live="polite">
        {view.filter === ""
          ? t("manager.table.count", { count: units.count(props.rows.length) })
          : t("manager.table.count-of", {
              count: units.count(props.matching.length),
              all: units.count(props.rows.length),
            })}
      </span>
      {props.rows.length <= PAGE_SIZES[0] && view.pageSize === PAGE_SIZES[1] ? null : (
        <NativeSelect
          aria-label={t("manager.table.page-size")}
          value={String(view.pageSize)}
          onChange={(event) => change({ pageSize: Number(event.currentTarget.value) })}
          data={PAGE_SIZES.map((size) => ({ value: String(size), label: t("manager.table.rows", { count: size }) }))}
        />
      )}
      <ViewButtons caption={props.caption} kept={props.kept} />
      <FileButtons {...props} />
    </div>
  );
}

function ViewButtons(props: { readonly caption: string; readonly kept: KeptView }) {
  const { t } = useManagerCopy();
  const { isChanged, isKept, keep, forget } = props.kept;
  return (
    <>
      {isChanged ? (
        <Button size="small" label={t("manager.table.view-keep-of", { table: props.caption })} onPress={keep}>
          {t("manager.table.view-keep")}
        </Button>
      ) : null}
      {isKept ? (
        <Button size="small" label={t("manager.table.view-forget-of", { table: props.caption })} onPress={forget}>
          {t("manager.table.view-forget")}
        </Button>
      ) : null}
    </>
  );
}

function FileButtons<Row extends object>(props: Parameters<typeof TableTools<Row>>[0]) {
  const { t } = useManagerCopy();
  const { siteName, serviceDate } = useServiceDay();
  const { matching, rows, source, isNarrowed = false } = props;
  const { view } = props.kept;
  const nothing = matching.length === 0 ? t("manager.table.nothing-to-export") : null;
  if (source !== undefined) {
    // Rows in the kitchen's own order need not be named.
    const isAll = !isNarrowed && matching.length === rows.length && view.sortColumnId === null;
    return (
      <TableExport
        title={props.caption}
        source={source}
        reason={nothing}
        filter={view.filter}
        rowKeys={isAll ? null : matching.map(props.rowKey)}
      />
    );
  }
  if (props.isExported === false) return null;
  const exportCsv = () => {
    const headers = props.columns.map((column) => column.header);
    const cells = matching.map((row) => props.columns.map((column) => (column.exported ?? column.value)(row)));
    saveFile(exportFileName({ siteName, report: props.report, serviceDate }), csvFromTable(headers, cells));
  };
  return (
    <Button size="small" icon="download" reason={nothing} onPress={exportCsv}>
      {t("manager.table.csv")}
    </Button>
  );
}
