import { useState } from "react";
import type { RowOf } from "#kernel/definition.ts";
import { MINUTE_MS } from "#kernel/time.ts";
import type { shiftsQuery } from "#domains/attendance/queries.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { retireShiftRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { ShiftDialog } from "./shift-dialog.tsx";
import { useDivisionNames, useShiftQuery } from "./use-names.ts";

type ShiftRow = RowOf<typeof shiftsQuery>;

/** The shift patterns, with the windows people are judged by. */
export function ShiftPanel() {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const units = useUnits();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const whyNot = useWhyNotPermitted();
  const divisionName = useDivisionNames();
  const { rows, status } = useShiftQuery();
  const shifts = rows.filter((shift) => !shift.isRetired);
  const [editing, setEditing] = useState<ShiftRow | "new" | null>(null);
  const reason = whyNot("attendance.manage");
  const minutes = (id: string, header: string, value: (row: ShiftRow) => number): DataColumn<ShiftRow> => ({
    id,
    header,
    value: (row) => value(row) / MINUTE_MS,
    cell: (row) => units.duration(value(row)),
    isFigure: true,
  });
  const columns: ReadonlyArray<DataColumn<ShiftRow>> = [
    { id: "name", header: t("attendance.shift"), value: (row) => row.name },
    {
      id: "division",
      header: t("people.field.divisionCode"),
      value: (row) =>
        row.divisionCode === undefined ? t("attendance.every-division") : divisionName(row.divisionCode),
    },
    {
      id: "times",
      header: t("attendance.shift.times"),
      value: (row) =>
        t(row.isStartOnEveBefore ? "attendance.shift.span-eve" : "attendance.shift.span", {
          from: row.startTime,
          to: row.endTime,
        }),
    },
    minutes("late", t("attendance.shift.lateGraceMs"), (row) => row.lateGraceMs),
    minutes("overtime", t("attendance.shift.overtimeAfterMs"), (row) => row.overtimeAfterMs),
  ];
  return (
    <Panel
      title={t("attendance.shift.list")}
      note={t("attendance.shift.from-today")}
      actions={
        <Button size="small" icon="plus" reason={reason} onPress={() => setEditing("new")}>
          {t("attendance.shift.add")}
        </Button>
      }
    >
      <DataTable
        caption={t("attendance.shift.list")}
        isCaptionHidden
        report="shift"
        source={{ table: "shifts" }}
        columns={columns}
        rows={shifts}
        rowKey={(row) => row.shiftCode}

        emptyText={status === "loading" ? waiting : t("attendance.shift.none")}
        actions={{
          header: t("attendance.act"),
          cell: (row) => (
            <>
              <Button
                size="small"
                label={t("attendance.shift.change-of", { shift: row.name })}
                reason={reason}
                onPress={() => setEditing(row)}
              >
                {t("attendance.shift.change")}
              </Button>
              <Button
                size="small"
                kind="quiet"
                label={t("attendance.shift.retire-of", { shift: row.name })}
                reason={reason}
                onPress={() =>
                  run(
                    () => grant(retireShiftRef, { shiftCode: row.shiftCode }),
                    t("attendance.shift.retired", { shift: row.name }),
                  )
                }
              >
                {t("attendance.shift.retire")}
              </Button>
            </>
          ),
        }}
      />
      {editing === null ? null : (
        <ShiftDialog shift={editing === "new" ? null : editing} onClose={() => setEditing(null)} />
      )}
    </Panel>
  );
}
