import { NativeSelect } from "@mantine/core";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { addDays } from "#kernel/time.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { rosterRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { staffRef } from "#renderer/domains/people/people-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { TableExport } from "#renderer/faces/manager/export/table-export.tsx";
import { OrangPage } from "#renderer/faces/manager/people/orang-page.tsx";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { weekStart } from "./clock-span.ts";
import styles from "./attendance.module.css";
import { CopyWeek } from "./copy-week.tsx";
import { FillDialog } from "./fill-dialog.tsx";
import { RosterGrid } from "./roster-grid.tsx";
import { ShiftPanel } from "./shift-panel.tsx";
import { useDivisionNames, useShiftQuery, useViewer } from "./use-names.ts";

const WEEK_DAYS = 7;

/** “Jadwal”: who works which shift, a week at a time, and the shift patterns themselves. */
export function RosterPage() {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const units = useUnits();
  const navigate = useNavigate();
  const search = useSearch({ from: "/orang/jadwal" });
  const { serviceDate: today } = useServiceDay();
  const whyNot = useWhyNotPermitted();
  const viewer = useViewer();
  const divisionName = useDivisionNames();
  const monday = weekStart(search.minggu ?? today);
  const dates = Array.from({ length: WEEK_DAYS }, (_, index) => addDays(monday, index));
  const sunday = addDays(monday, WEEK_DAYS - 1);
  const roster = useLiveQuery(rosterRef, viewer === null ? null : { fromDate: monday, toDate: sunday }, viewer ?? {});
  const staff = useLiveQuery(staffRef, viewer === null ? null : {}, viewer ?? {});
  const { rows: shifts, status: shiftStatus } = useShiftQuery();
  const [isFilling, setFilling] = useState(false);
  const people = staff.rows.filter((row) => row.status !== "ended" && row.joinDate <= sunday);
  const divisions = [...new Set(people.map((row) => row.divisionCode))];
  const shown = search.divisi === undefined ? people : people.filter((row) => row.divisionCode === search.divisi);
  const go = (next: Partial<typeof search>) => void navigate({ to: "/orang/jadwal", search: { ...search, ...next } });
  const isLoading = [staff.status, shiftStatus, roster.status].includes("loading");
  const hasShifts = shifts.some((shift) => !shift.isRetired);
  return (
    <OrangPage
      title={t("attendance.part.roster")}
      permission="people.view"
      actions={
        <>
          <CopyWeek monday={monday} />
          <Button
            kind="primary"
            size="small"
            icon="plus"
            reason={
              whyNot("attendance.manage") ?? (hasShifts ? null : isLoading ? waiting : t("attendance.roster.no-shifts"))
            }
            onPress={() => setFilling(true)}
          >
            {t("attendance.roster.fill")}
          </Button>
        </>
      }
    >
      <Panel
        title={t("attendance.roster.week", { from: units.dateShort(monday), to: units.date(sunday) })}
        actions={
          <>
            <Button
              size="small"
              icon="arrow-left"
              label={t("attendance.roster.before")}
              onPress={() => go({ minggu: addDays(monday, -WEEK_DAYS) })}
            >
              {""}
            </Button>
            <Button
              size="small"
              icon="arrow-right"
              label={t("attendance.roster.after")}
              onPress={() => go({ minggu: addDays(monday, WEEK_DAYS) })}
            >
              {""}
            </Button>
            <NativeSelect
              aria-label={t("people.field.divisionCode")}
              value={search.divisi ?? ""}
              onChange={(event) => {
                const { value } = event.currentTarget;
                go({ divisi: value === "" ? undefined : value });
              }}
              data={[
                { value: "", label: t("attendance.every-division") },
                ...divisions.map((code) => ({ value: code, label: divisionName(code) })),
              ]}
            />
          </>
        }
      >
        {shown.length === 0 || !hasShifts || isLoading ? (
          <EmptyState text={isLoading ? waiting : t(hasShifts ? "people.none" : "attendance.roster.no-shifts")} />
        ) : (
          <div className={styles.tools}>
            <TableExport
              title={t("attendance.part.roster")}
              source={{ table: "roster", fromDate: monday, toDate: sunday }}
              reason={null}
              filter={search.divisi === undefined ? "" : divisionName(search.divisi)}
              rowKeys={search.divisi === undefined ? null : shown.map((row) => row.staffId)}
            />
          </div>
        )}
        {shown.length === 0 || !hasShifts ? null : (
          <RosterGrid people={shown} dates={dates} roster={roster.rows} shifts={shifts} today={today} />
        )}
      </Panel>
      <ShiftPanel />
      {isFilling ? <FillDialog people={shown} dates={dates} shifts={shifts} onClose={() => setFilling(false)} /> : null}
    </OrangPage>
  );
}
