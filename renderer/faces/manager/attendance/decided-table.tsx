import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import type { TableSource } from "#renderer/faces/manager/export/table-export.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import type { CorrectionRow, LeaveRow } from "./approvals.ts";
import { clockSpan } from "./clock-span.ts";
import { useStaffNames } from "./use-names.ts";

interface Decided {
  readonly key: string;
  readonly what: string;
  readonly about: string;
  readonly row: CorrectionRow | LeaveRow;
  readonly change: string;
}

/** What was decided: who asked, who decided, and what it was before. */
export function DecidedTable(props: {
  readonly corrections: readonly CorrectionRow[];
  readonly leaves: readonly LeaveRow[];
  readonly source: TableSource;
  readonly isLoading: boolean;
}) {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const nameOf = useStaffNames();
  const corrections = props.corrections
    .filter((row) => row.state !== "asked")
    .map((row): Decided => ({
      key: row.correctionId,
      what: t("attendance.approval.correction"),
      about: units.dateShort(row.serviceDate),
      row,
      change: t("attendance.correction.change", {
        before: clockSpan({ inAtMs: row.originalInAtMs, outAtMs: row.originalOutAtMs }, units, timeZone),
        after: clockSpan(
          { inAtMs: row.inAtMs ?? row.originalInAtMs, outAtMs: row.outAtMs ?? row.originalOutAtMs },
          units,
          timeZone,
        ),
      }),
    }));
  const leaves = props.leaves
    .filter((row) => row.state !== "asked")
    .map((row): Decided => ({
      key: row.leaveId,
      what: t("attendance.approval.leave"),
      about: `${units.dateShort(row.fromDate)} – ${units.dateShort(row.toDate)}`,
      row,
      change: t(`attendance.day.${row.kind}`),
    }));
  const rows = [...corrections, ...leaves].toSorted(
    (left, right) => (right.row.decidedAtMs ?? 0) - (left.row.decidedAtMs ?? 0),
  );
  const columns: ReadonlyArray<DataColumn<Decided>> = [
    { id: "name", header: t("people.column.name"), value: ({ row }) => nameOf(row.staffId) },
    { id: "what", header: t("attendance.approval.what"), value: ({ what }) => what },
    { id: "about", header: t("attendance.date"), value: ({ about }) => about },
    { id: "change", header: t("attendance.approval.change"), value: ({ change }) => change },
    {
      id: "asked",
      header: t("attendance.approval.asker"),
      value: ({ row }) => nameOf(row.requestedByStaffId ?? row.staffId),
    },
    {
      id: "decided",
      header: t("attendance.approval.decider"),
      value: ({ row }) => nameOf(row.decidedByStaffId),
    },
    {
      id: "state",
      header: t("kitchen.column.status"),
      value: ({ row }) =>
        [t(`attendance.state.${row.state}`), ...(row.reason === null ? [] : [row.reason])].join(" · "),
    },
  ];
  return (
    <Panel title={t("attendance.approval.decided")}>
      <DataTable
        caption={t("attendance.approval.decided")}
        isCaptionHidden
        report="persetujuan"
        source={props.source}
        columns={columns}
        rows={rows}
        rowKey={({ key }) => key}

        emptyText={props.isLoading ? waiting : t("attendance.approval.none-decided")}
      />
    </Panel>
  );
}
