import { NativeSelect } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { monthsLater } from "#domains/people/rules.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { attendanceMonthRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { ExportButtons } from "#renderer/faces/manager/export/export-buttons.tsx";
import { OrangPage } from "#renderer/faces/manager/people/orang-page.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./attendance.module.css";
import { DayDialog } from "./day-dialog.tsx";
import { MonthGrid } from "./month-grid.tsx";
import { MonthLegend } from "./month-legend.tsx";
import { useDivisionNames, useStaffNames, useViewer } from "./use-names.ts";

/** “Bulan”: people × days. The address holds the month, the division and the day that is open. */
export function MonthPage() {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const units = useUnits();
  const navigate = useNavigate();
  const search = useSearch({ from: "/orang/bulan" });
  const { serviceDate: today } = useServiceDay();
  const month = search.bulan ?? today.slice(0, 7);
  const viewer = useViewer();
  const divisionName = useDivisionNames();
  const nameOf = useStaffNames();
  const { rows, status } = useLiveQuery(attendanceMonthRef, viewer === null ? null : { month }, viewer ?? {});
  const go = (next: Partial<typeof search>, isReplaced = false) =>
    void navigate({ to: "/orang/bulan", search: { ...search, ...next }, replace: isReplaced });
  const divisions = [...new Set(rows.map((row) => row.divisionCode))];
  const shown = search.divisi === undefined ? rows : rows.filter((row) => row.divisionCode === search.divisi);
  const opened = rows.find((row) => row.staffId === search.orang);
  const title = t("attendance.month.of", { month: units.month(month) });
  const turn = (count: number) => {
    const next = monthsLater(`${month}-01`, count).slice(0, 7);
    go({ bulan: next === today.slice(0, 7) ? undefined : next });
  };
  return (
    <OrangPage
      title={t("attendance.part.month")}
      permission="people.view"
      actions={
        <ExportButtons
          title={title}
          request={{ report: "attendance-month", month }}
          reason={rows.length === 0 ? t("manager.table.nothing-to-export") : null}
        />
      }
    >
      <Panel title={title}>
        <div className={styles.tools}>
          <Button size="small" icon="arrow-left" label={t("attendance.month.before")} onPress={() => turn(-1)}>
            {""}
          </Button>
          <Button size="small" icon="arrow-right" label={t("attendance.month.after")} onPress={() => turn(1)}>
            {""}
          </Button>
          <NativeSelect
            aria-label={t("people.field.divisionCode")}
            value={search.divisi ?? ""}
            onChange={(event) => {
              const { value } = event.currentTarget;
              go({ divisi: value === "" ? undefined : value }, true);
            }}
            data={[
              { value: "", label: t("attendance.every-division") },
              ...divisions.map((code) => ({ value: code, label: divisionName(code) })),
            ]}
          />
          <MonthLegend />
        </div>
        {shown.length === 0 ? (
          <EmptyState text={status === "loading" ? waiting : t("attendance.month.none")} />
        ) : (
          <MonthGrid
            rows={shown}
            month={month}
            today={today}
            nameOf={nameOf}
            onOpen={(staffId, date) => go({ orang: staffId, tanggal: date })}
          />
        )}
      </Panel>
      {opened === undefined || search.tanggal === undefined ? null : (
        <DayDialog
          staffId={opened.staffId}
          name={nameOf(opened.staffId)}
          serviceDate={search.tanggal}
          onClose={() => go({ orang: undefined, tanggal: undefined })}
        />
      )}
    </OrangPage>
  );
}
