import { NativeSelect } from "@mantine/core";
import { useState } from "react";
import type { RowOf } from "#kernel/definition.ts";
import type { rosterQuery, shiftsQuery } from "#domains/attendance/queries.ts";
import type { staffQuery } from "#domains/people/queries.ts";
import type { StaffId } from "#kernel/ids.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { setRosterRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { codesFromValue, shiftChoices, valueFromCodes } from "./roster-choices.ts";
import styles from "./roster-grid.module.css";
import { useRosterRefusal } from "./use-roster-refusal.ts";

type StaffRow = RowOf<typeof staffQuery>;
type ShiftRow = RowOf<typeof shiftsQuery>;
type RosterRow = RowOf<typeof rosterQuery>;

/** People × days: a shift is chosen in its cell, and what stands against it is said there. */
export function RosterGrid(props: {
  readonly people: readonly StaffRow[];
  readonly dates: readonly string[];
  readonly roster: readonly RosterRow[];
  readonly shifts: readonly ShiftRow[];
  readonly today: string;
}) {
  const { people, dates, roster, shifts, today } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const codesByCell = new Map(
    roster.flatMap(({ serviceDate, entries }) =>
      entries.map((entry) => [`${serviceDate}/${entry.staffId}`, entry.shiftCodes] as const),
    ),
  );
  const countOn = (date: string) => people.filter((row) => codesByCell.has(`${date}/${row.staffId}`)).length;
  return (
    <div className={styles.scroller} role="region" aria-label={t("attendance.part.roster")} tabIndex={0}>
      <table className={styles.grid}>
        <caption className="visually-hidden">{t("attendance.roster.caption")}</caption>
        <thead>
          <tr>
            <th scope="col" className={styles.name}>
              {t("people.column.name")}
            </th>
            {dates.map((date) => (
              <th key={date} scope="col" data-today={date === today ? "" : undefined}>
                {units.dateShort(date)}
                <small>{t("attendance.roster.people", { count: units.count(countOn(date)) })}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {people.map((row) => (
            <tr key={row.staffId}>
              <th scope="row" className={styles.name}>
                {row.fullName}
                <small>{row.position}</small>
              </th>
              {dates.map((date) => (
                <td key={date} data-today={date === today ? "" : undefined}>
                  <RosterCell
                    person={row}
                    date={date}
                    codes={codesByCell.get(`${date}/${row.staffId}`) ?? []}
                    shifts={shifts}
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function RosterCell(props: {
  readonly person: StaffRow;
  readonly date: string;
  readonly codes: readonly string[];
  readonly shifts: readonly ShiftRow[];
}) {
  const { person, date, codes, shifts } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { grant } = useAct();
  const whyNot = useWhyNotPermitted();
  const refusalOf = useRosterRefusal();
  const [wanted, setWanted] = useState<string | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const value = valueFromCodes(codes);
  if (whyNot("attendance.manage") !== null) {
    const names = codes.map((code) => shifts.find((shift) => shift.shiftCode === code)?.name ?? code);
    return <span className={styles.plain}>{names.length === 0 ? NO_VALUE : names.join(" + ")}</span>;
  }
  const choose = async (next: string) => {
    setWanted(next);
    setTrouble(null);
    const outcome = await grant(setRosterRef, {
      serviceDate: date,
      entries: [{ staffId: person.staffId as StaffId, shiftCodes: codesFromValue(next) }], // the kitchen's own row
    });
    setWanted(null);
    setTrouble(refusalOf(outcome, false));
  };
  return (
    <NativeSelect
      aria-label={t("attendance.roster.cell", { name: person.fullName, date: units.dateShort(date) })}
      classNames={{ input: styles.select ?? "" }}
      value={wanted ?? value}
      disabled={false}
      error={trouble}
      onChange={(event) => void choose(event.currentTarget.value)}
      data={[
        { value: "", label: NO_VALUE },
        ...shiftChoices({ shifts, divisionCode: person.divisionCode, value: wanted ?? value }),
      ]}
    />
  );
}
