import type { HonorRow } from "#domains/attendance/pay-queries.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { daysWords, deductedIdr, hoursWords, lineExplanation } from "./honor-words.ts";
import styles from "./honor.module.css";

/** The lines of a list; each says how its amount came to be. */
export function HonorTable(props: { readonly rows: readonly HonorRow[]; readonly missingCount: number }) {
  const { rows, missingCount } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const columns: ReadonlyArray<DataColumn<HonorRow>> = [
    {
      id: "name",
      header: t("people.column.name"),
      value: (row) => row.fullName,
      cell: (row) => <Line row={row} />,
    },
    {
      id: "days",
      header: t("pay.column.days"),
      value: (row) => row.fullDayCount + row.halfDayCount / 2,
      cell: (row) => daysWords(row, units),
      isFigure: true,
    },
    {
      id: "hours",
      header: t("pay.column.hours"),
      value: (row) => row.workedMs,
      cell: (row) => hoursWords(row.workedMs, { t, units }),
      isFigure: true,
    },
    money("base", t("pay.column.base"), (row) => row.baseIdr),
    money("overtime", t("pay.column.overtime"), (row) => row.overtimeIdr),
    money("deducted", t("pay.column.deducted"), deductedIdr),
    money("amount", t("pay.column.amount"), (row) => row.amountIdr),
  ];
  function money(id: string, header: string, value: (row: HonorRow) => number): DataColumn<HonorRow> {
    return { id, header, value, cell: (row) => units.money(value(row)), isFigure: true };
  }
  return (
    <>
      <DataTable
        caption={t("pay.list")}
        isCaptionHidden
        report="dafnom"
        columns={columns}
        rows={rows}
        rowKey={(row) => row.staffId}
        emptyText={t("pay.no-lines")}
        // A wage list leaves the kitchen signed, by the buttons below.
        isExported={false}
      />
      {missingCount === 0 || rows.length === 0 ? null : (
        <p className={styles.quiet}>{t("pay.erased", { count: missingCount })}</p>
      )}
    </>
  );
}

function Line(props: { readonly row: HonorRow }) {
  const { row } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  return (
    <details className={styles.explained}>
      <summary>{row.fullName}</summary>
      <dl>
        {lineExplanation(row, { t, units }).map(([words, amount], index) => (
          <div key={`${index}-${words}`}>
            <dt>{words}</dt>
            <dd>{amount}</dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
