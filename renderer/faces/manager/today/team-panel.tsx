import { Link } from "@tanstack/react-router";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { divisionsRef } from "#renderer/domains/people/people-refs.ts";
import type { BoardBatch } from "#domains/production/board.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { teamOf } from "./team.ts";
import styles from "./team-panel.module.css";

/** Who has what to do, and how many people each division has; who is present comes with attendance. */
export function TeamPanel(props: { readonly batches: readonly BoardBatch[] }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const person = usePersonOrNobody();
  const divisions = useLiveQuery(
    divisionsRef,
    person === null ? null : {},
    person === null ? {} : { staffId: person.staffId },
  );
  const team = teamOf(props.batches);
  const staffed = divisions.rows.filter((division) => division.activeCount > 0 || division.targetHeadCount > 0);
  return (
    <Panel title={t("manager.team.title")} note={t("manager.team.presence-later")}>
      {team.length === 0 ? <EmptyState text={t("manager.team.no-tasks")} /> : null}
      <ul className={styles.members}>
        {team.map((member) => (
          <li key={member.staffId} className={styles.member}>
            <span className={styles.name}>{member.name ?? t("manager.team.unnamed")}</span>
            {member.isOverloaded ? (
              <StateBadge state="overloaded" token="warn" word={t("manager.team.overloaded")} />
            ) : null}
            <span className={styles.tasks}>
              {member.openTasks.map((task) => (
                <Link
                  key={`${task.batchId}-${task.taskKind}`}
                  to="/dapur/kloter/$batchId"
                  params={{ batchId: task.batchId }}
                >
                  {`K${task.kloterNumber} ${t(`kitchen.task.${task.taskKind}`)}${task.count > 1 ? ` ×${task.count}` : ""}`}
                </Link>
              ))}
            </span>
          </li>
        ))}
      </ul>
      {staffed.length === 0 ? null : (
        <table className={styles.divisions}>
          <caption>{t("manager.team.divisions")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("manager.team.division")}</th>
              <th scope="col">{t("manager.team.active-of-target")}</th>
            </tr>
          </thead>
          <tbody>
            {staffed.map((division) => (
              <tr key={division.divisionCode}>
                <td>{division.name}</td>
                <td>
                  {division.targetHeadCount === 0
                    ? units.count(division.activeCount)
                    : units.outOf(division.activeCount, division.targetHeadCount)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Panel>
  );
}
