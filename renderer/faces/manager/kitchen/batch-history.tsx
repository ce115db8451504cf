import type { BatchHistoryRow } from "#domains/production/queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { batchHistoryRef } from "#renderer/domains/production/production-refs.ts";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { isoFromMs } from "#renderer/faces/manager/table/csv.ts";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/** Everything that happened to a kloter in production, newest first; what was taken back stays, struck through. */
export function BatchHistory(props: { readonly batchId: string }) {
  const { t, find } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const { rows } = useLiveQuery(batchHistoryRef, { batchId: props.batchId });
  const nameOf = (row: BatchHistoryRow) => find(`kitchen.history.${row.type}`) ?? row.type;
  const columns: ReadonlyArray<DataColumn<BatchHistoryRow>> = [
    {
      id: "time",
      header: t("kitchen.column.time"),
      value: (row) => row.occurredAtMs,
      cell: (row) => (
        <>
          {units.clock(row.occurredAtMs, timeZone)}
          {row.isLateEntry ? (
            <>
              <br />
              {t("shared.record.late", {
                occurred: units.clock(row.occurredAtMs, timeZone),
                recorded: units.clock(row.recordedAtMs, timeZone),
              })}
            </>
          ) : null}
        </>
      ),
      exported: (row) => isoFromMs(row.occurredAtMs, timeZone),
    },
    {
      id: "what",
      header: t("kitchen.column.event"),
      value: nameOf,
      cell: (row) =>
        row.isUndone ? (
          <>
            <s>{nameOf(row)}</s> {t("kitchen.taken-back")}
          </>
        ) : (
          nameOf(row)
        ),
    },
    { id: "dish", header: t("kitchen.column.dish"), value: (row) => row.dishName ?? "" },
    { id: "detail", header: t("kitchen.column.detail"), value: (row) => detailOf(row.data) },
    { id: "who", header: t("kitchen.column.person"), value: (row) => row.staffName ?? t("kitchen.by-system") },
  ];
  return (
    <Panel title={t("kitchen.history")}>
      <DataTable
        caption={t("kitchen.history")}
        isCaptionHidden
        report="riwayat-kloter"
        source={{ table: "batch-history", batchId: props.batchId }}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.eventId}
        emptyText={t("shared.no-data")}
      />
    </Panel>
  );
}

/** The words a person wrote with the act, where there are any. */
function detailOf(data: Readonly<Record<string, unknown>>): string {
  return ["note", "reason"].flatMap((name) => (typeof data[name] === "string" ? [data[name]] : [])).join(" · ");
}
