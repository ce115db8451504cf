import { useNavigate, useSearch } from "@tanstack/react-router";
import { useState } from "react";
import type { RowOf } from "#kernel/definition.ts";
import type { attendanceBoardQuery } from "#domains/attendance/queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { attendanceBoardRef, attendanceCountsRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { Button } from "#renderer/ui/button.tsx";

import { DaySwitch } from "#renderer/faces/manager/kitchen/day-switch.tsx";
import { OrangPage } from "#renderer/faces/manager/people/orang-page.tsx";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./attendance.module.css";
import { BOARD_FILTERS, boardActOf, isInFilter } from "./board-filters.ts";
import { DayBadge, FlagBadges, useDayWords } from "./day-badge.tsx";
import { DayDialog } from "./day-dialog.tsx";
import { openFlags } from "./day-look.ts";
import { ExplainDialog } from "./explain-dialog.tsx";
import { PunchDialog } from "./punch-dialog.tsx";
import { SmallChoices } from "./small-choices.tsx";
import { useDivisionNames, useShifts, useStaffNames, useViewer } from "./use-names.ts";

type BoardRow = RowOf<typeof attendanceBoardQuery>;
type Opened = { readonly kind: "punch" | "explain" | "day"; readonly row: BoardRow };

/** “Hadir”: who is here, who is still to come, and the one act each of them wants. */
export function BoardPage() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const navigate = useNavigate();
  const { hari, saring = "all" } = useSearch({ from: "/orang/hadir" });
  const { serviceDate: today } = useServiceDay();
  const serviceDate = hari ?? today;
  const viewer = useViewer();
  const board = useLiveQuery(attendanceBoardRef, viewer === null ? null : { serviceDate }, viewer ?? {});
  const [opened, setOpened] = useState<Opened | null>(null);
  const go = (day: string, filter: typeof saring) =>
    void navigate({
      to: "/orang/hadir",
      search: { hari: day === today ? undefined : day, saring: filter === "all" ? undefined : filter },
    });
  const shown = board.rows.filter((row) => isInFilter(row, saring));
  return (
    <OrangPage title={t("attendance.part.board")} permission="people.view">
      <DaySwitch serviceDate={serviceDate} onChange={(day) => go(day, saring)} />
      <HeadCount serviceDate={serviceDate} />
      <Panel title={t("attendance.board.title")}>
        <SmallChoices
          legend={t("attendance.board.filter")}
          isLegendHidden
          choices={BOARD_FILTERS.map((value) => ({
            value,
            // Nothing known yet is no nought.
            label:
              board.status === "loading"
                ? t(`attendance.filter.${value}`)
                : `${t(`attendance.filter.${value}`)} ${units.count(board.rows.filter((row) => isInFilter(row, value)).length)}`,
          }))}
          chosen={saring}
          onChoose={(filter) => go(serviceDate, filter)}
        />
        <BoardTable
          serviceDate={serviceDate}
          rows={shown}
          isLoading={board.status === "loading"}
          isFiltered={saring !== "all"}
          onOpen={(kind, row) => setOpened({ kind, row })}
        />
      </Panel>
      {opened === null ? null : (
        <OpenedDialog opened={opened} serviceDate={serviceDate} onClose={() => setOpened(null)} />
      )}
    </OrangPage>
  );
}

function OpenedDialog(props: { readonly opened: Opened; readonly serviceDate: string; readonly onClose: () => void }) {
  const { kind, row } = props.opened;
  const nameOf = useStaffNames();
  const about = {
    staffId: row.staffId,
    name: nameOf(row.staffId),
    serviceDate: props.serviceDate,
    onClose: props.onClose,
  };
  switch (kind) {
    case "punch":
      return <PunchDialog {...about} direction={row.inAtMs === null ? "in" : "out"} suggestedAtMs={suggested(row)} />;
    case "explain":
      return <ExplainDialog {...about} sessionId={row.key.split("/")[1] ?? ""} />;
    case "day":
      return <DayDialog {...about} />;
  }
}

/** The shift's own time is what most people forgot to record. */
function suggested(row: BoardRow): number | null {
  return row.inAtMs === null ? row.shiftStartAtMs : row.shiftEndAtMs;
}

function HeadCount(props: { readonly serviceDate: string }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { rows } = useLiveQuery(attendanceCountsRef, { serviceDate: props.serviceDate }, { isKeptOnDisk: true });
  const [counts] = rows;
  const isRostered = counts !== undefined && counts.rosteredCount > 0;
  const figures = [
    ["now", counts === undefined ? NO_VALUE : units.count(counts.presentNowCount), null],
    [
      "arrived",
      isRostered ? units.outOf(counts.arrivedCount, counts.rosteredCount) : NO_VALUE,
      isRostered ? null : t("attendance.count.nobody-rostered"),
    ],
    ["late", isRostered ? units.count(counts.lateCount) : NO_VALUE, null],
    ["absent", isRostered ? units.count(counts.absentCount) : NO_VALUE, null],
  ] as const;
  return (
    <dl className={styles.figures} aria-label={t("attendance.count.title")}>
      {figures.map(([id, figure, note]) => (
        <div key={id} className={styles.figure}>
          <dt>{t(`attendance.count.${id}`)}</dt>
          <dd>
            {figure}
            {note === null ? null : <small>{note}</small>}
          </dd>
        </div>
      ))}
    </dl>
  );
}

function BoardTable(props: {
  readonly serviceDate: string;
  readonly rows: readonly BoardRow[];
  readonly isLoading: boolean;
  readonly isFiltered: boolean;
  readonly onOpen: (kind: Opened["kind"], row: BoardRow) => void;
}) {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const whyNot = useWhyNotPermitted();
  const divisionName = useDivisionNames();
  const dayWords = useDayWords();
  const shifts = useShifts();
  const nameOf = useStaffNames();
  const shiftName = (code: string | null) =>
    code === null ? t("attendance.no-shift") : (shifts.find((row) => row.shiftCode === code)?.name ?? code);
  const clock = (atMs: number | null) => (atMs === null ? null : units.clock(atMs, timeZone));
  const columns: ReadonlyArray<DataColumn<BoardRow>> = [
    { id: "name", header: t("people.column.name"), value: (row) => nameOf(row.staffId) },
    { id: "division", header: t("people.field.divisionCode"), value: (row) => divisionName(row.divisionCode) },
    {
      id: "shift",
      header: t("attendance.shift"),
      value: (row) => shiftName(row.shiftCode),
      cell: (row) => (
        <span className={styles.stacked}>
          {shiftName(row.shiftCode)}
          {row.shiftStartAtMs === null ? null : (
            <small>{`${clock(row.shiftStartAtMs) ?? ""}–${clock(row.shiftEndAtMs) ?? ""}`}</small>
          )}
        </span>
      ),
    },
    {
      id: "status",
      header: t("kitchen.column.status"),
      value: (row) => dayWords(row),
      cell: (row) => (
        <span className={styles.stacked}>
          <DayBadge status={row.status} lateMs={row.lateMs} />
          <FlagBadges flags={openFlags(row.flags).filter((flag) => flag !== row.status)} />
        </span>
      ),
    },
    { id: "in", header: t("attendance.in"), value: (row) => clock(row.inAtMs), isFigure: true },
    { id: "out", header: t("attendance.out"), value: (row) => clock(row.outAtMs), isFigure: true },
    {
      id: "worked",
      header: t("attendance.worked"),
      value: (row) => (row.workedMs === 0 ? null : row.workedMs),
      cell: (row) => (row.workedMs === 0 ? NO_VALUE : units.duration(row.workedMs)),
      isFigure: true,
    },
  ];
  return (
    <DataTable
      caption={t("attendance.board.title")}
      isCaptionHidden
      report="hadir"
      source={{ table: "attendance-board", serviceDate: props.serviceDate }}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.key}
      isNarrowed={props.isFiltered}
      emptyText={
        props.isLoading ? waiting : t(props.isFiltered ? "attendance.board.none-here" : "attendance.board.none")
      }
      actions={{
        header: t("attendance.act"),
        cell: (row) => {
          const act = boardActOf(row);
          const kind = act === "explain" ? "explain" : act === "look" ? "day" : "punch";
          return (
            <Button
              size="small"
              label={t(`attendance.act.${act}-of`, { name: nameOf(row.staffId) })}
              reason={act === "look" ? null : whyNot("attendance.manage")}
              onPress={() => props.onOpen(kind, row)}
            >
              {t(`attendance.act.${act}`)}
            </Button>
          );
        },
      }}
    />
  );
}
