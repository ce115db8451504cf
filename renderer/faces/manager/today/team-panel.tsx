import { Link } from "@tanstack/react-router";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { attendanceCountsRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { teamActivityRef } from "#renderer/domains/production/production-refs.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { useDivisionNames, useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { teamOf, type TeamMember } from "./team.ts";
import styles from "./team-panel.module.css";

/** Who has what to do, who of them is not here, and how many of each division are. */
export function TeamPanel(props: { readonly nowMs: number }) {
  const { t } = useManagerCopy();
  const { serviceDate } = useServiceDay();
  const viewer = useViewer();
  const activity = useLiveQuery(teamActivityRef, viewer === null ? null : { serviceDate }, viewer ?? {});
  const team = teamOf(activity.rows, props.nowMs);
  return (
    <Panel title={t("manager.team.title")}>
      {team.length === 0 ? <EmptyState text={t("manager.team.no-tasks")} /> : null}
      <ul className={styles.members}>
        {team.map((member) => (
          <li key={member.row.staffId} className={styles.member}>
            <Member member={member} />
          </li>
        ))}
      </ul>
      <Divisions serviceDate={serviceDate} />
    </Panel>
  );
}

function Member(props: { readonly member: TeamMember }) {
  const { row, workload, workedMs } = props.member;
  const { t } = useManagerCopy();
  const units = useUnits();
  return (
    <>
      <span className={styles.name}>{row.name ?? t("manager.team.unnamed")}</span>
      {workload === "overloaded" ? (
        <StateBadge state="overloaded" token="warn" word={t("manager.team.overloaded")} />
      ) : null}
      {row.presentSinceAtMs === null && row.isRostered ? (
        <StateBadge state="not-here" token="warn" icon="user" word={t("manager.team.not-here")} />
      ) : null}
      {workedMs > row.overloadWorkedMs ? (
        <small>{t("manager.team.worked", { worked: units.duration(workedMs) })}</small>
      ) : null}
      <span className={styles.tasks}>
        {row.tasks.map((task) => (
          <Link key={`${task.batchId}-${task.taskKind}`} to="/dapur/kloter/$batchId" params={{ batchId: task.batchId }}>
            {`K${task.kloterNumber} ${t(`kitchen.task.${task.taskKind}`)}${task.dishCount > 1 ? ` ×${task.dishCount}` : ""}`}
          </Link>
        ))}
      </span>
    </>
  );
}

/** Present of planned, by division; without a roster the planned figure is not guessed. */
function Divisions(props: { readonly serviceDate: string }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const divisionName = useDivisionNames();
  const { rows } = useLiveQuery(attendanceCountsRef, { serviceDate: props.serviceDate }, { isKeptOnDisk: true });
  const divisions = rows[0]?.divisions ?? [];
  if (divisions.length === 0) return null;
  return (
    <table className={styles.divisions}>
      <caption>{t("manager.team.divisions")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("manager.team.division")}</th>
          <th scope="col">{t("manager.team.present-of-planned")}</th>
        </tr>
      </thead>
      <tbody>
        {divisions.map((division) => (
          <tr key={division.divisionCode}>
            <td>{divisionName(division.divisionCode)}</td>
            <td>
              {division.rosteredCount === 0
                ? t("manager.team.unplanned", { count: units.count(division.presentNowCount) })
                : units.outOf(division.presentNowCount, division.rosteredCount)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
