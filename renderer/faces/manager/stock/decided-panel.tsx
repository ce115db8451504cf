import type { StockAdjustmentRow, StockCountRow } from "#domains/inventory/correction-queries.ts";
import { amountOf } from "#kernel/quantity.ts";
import { localFromMs } from "#kernel/time.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { useStaffNames } from "#renderer/faces/manager/attendance/use-names.ts";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

interface Decided {
  readonly key: string;
  readonly what: string;
  readonly detail: string;
  readonly isApplied: boolean;
  readonly makerStaffId: string | null;
  readonly decidedAtMs: number;
  readonly decidedByStaffId: string | null;
  readonly reason: string | null;
}

/** Corrections and counts that were decided, newest first. */
export function DecidedPanel(props: {
  readonly adjustments: readonly StockAdjustmentRow[];
  readonly counts: readonly StockCountRow[];
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const nameOf = useStaffNames();
  const rows = [
    ...props.adjustments.flatMap((row): readonly Decided[] =>
      row.decidedAtMs === null
        ? []
        : [
            {
              key: row.adjustmentId,
              what: t("stock.approve.adjustment", { item: row.itemName }),
              detail: `${row.lotCode} · ${amountOf(row.delta) > 0 ? "+" : ""}${units.quantity(row.delta)}`,
              isApplied: row.status === "applied",
              makerStaffId: row.staffId,
              decidedAtMs: row.decidedAtMs,
              decidedByStaffId: row.decidedByStaffId,
              reason: row.rejectionReason,
            },
          ],
    ),
    ...props.counts.flatMap((row): readonly Decided[] =>
      row.decidedAtMs === null
        ? []
        : [
            {
              key: row.countId,
              what: t("stock.approve.count", { place: row.storagePlaceName }),
              detail: t("stock.count.summary", {
                lines: units.count(row.lineCount),
                differences: units.count(row.differenceCount ?? 0),
              }),
              isApplied: row.status === "applied",
              makerStaffId: row.staffId,
              decidedAtMs: row.decidedAtMs,
              decidedByStaffId: row.decidedByStaffId,
              reason: row.rejectionReason,
            },
          ],
    ),
  ].toSorted((left, right) => right.decidedAtMs - left.decidedAtMs);
  const columns: ReadonlyArray<DataColumn<Decided>> = [
    { id: "what", header: t("stock.decided.what"), value: (row) => row.what },
    { id: "detail", header: t("stock.decided.detail"), value: (row) => row.detail },
    { id: "maker", header: t("stock.decided.maker"), value: (row) => nameOf(row.makerStaffId) },
    {
      id: "outcome",
      header: t("kitchen.column.status"),
      value: (row) => t(row.isApplied ? "stock.decided.applied" : "stock.decided.refused"),
      cell: (row) => (
        <StateBadge
          state={row.isApplied ? "decided-applied" : "decided-refused"}
          token={row.isApplied ? "ok" : "crit"}
          word={t(row.isApplied ? "stock.decided.applied" : "stock.decided.refused")}
        />
      ),
    },
    {
      id: "when",
      header: t("stock.decided.when"),
      value: (row) => row.decidedAtMs,
      cell: (row) =>
        `${units.dayAndMonth(localFromMs(row.decidedAtMs, timeZone).date)} ${units.clock(row.decidedAtMs, timeZone)}`,
    },
    { id: "by", header: t("stock.decided.by"), value: (row) => nameOf(row.decidedByStaffId) },
    { id: "reason", header: t("stock.decided.reason"), value: (row) => row.reason ?? NO_VALUE },
  ];
  return (
    <Panel title={t("stock.decided.title")}>
      <DataTable
        caption={t("stock.decided.title")}
        isCaptionHidden
        report="koreksi-stok"
        source={{ table: "stock-decisions" }}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.key}
        emptyText={t("stock.decided.none")}
      />
    </Panel>
  );
}
