import type { Rejection } from "#kernel/rejections.ts";
import type { TimeZone } from "#kernel/time.ts";
import { useRefusalWords, useTabletCopy, type TabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { DeadlineBadge } from "./deadline-badge.tsx";
import type { TaskRow } from "./task-rows.ts";
import styles from "./task-row-button.module.css";

/** One row of the task list: what, where, what blocks it, and how it stands to its time. */
export function TaskRowButton(props: {
  readonly task: TaskRow;
  /** The dish by the name that fits; null for tasks of a whole batch. */
  readonly dishName: string | null;
  /** What stands in its way, with the figures its words name. */
  readonly blocker: Rejection | null;
  readonly timeZone: TimeZone;
  readonly onPress: () => void;
}) {
  const { task, blocker, timeZone } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const refusal = useRefusalWords(timeZone);
  const spare = units.duration(task.spareMs);
  return (
    <button type="button" className={styles["row"]} data-deadline={task.deadline} onClick={props.onPress}>
      <span className={styles["words"]}>
        <span className={styles["title"]}>{taskTitle({ ...task, dishName: props.dishName }, copy)}</span>
        <span className={styles["about"]}>
          {blocker === null ? (
            copy.t("tablet.task.kloter", {
              number: task.kloterNumber,
              label: task.label,
              portions: units.count(task.portionCount),
            })
          ) : (
            <>
              {copy.t("tablet.batch.title", { number: task.kloterNumber, label: task.label })}
              <span className={styles["blocker"]}> · {refusal(blocker)}</span>
            </>
          )}
        </span>
      </span>
      <span className={styles["time"]}>
        <DeadlineBadge deadline={task.deadline} />
        <span>
          {task.spareMs < 0
            ? copy.t("tablet.task.over", { duration: spare })
            : `${units.clock(task.dueAtMs, timeZone)} · ${copy.t("tablet.task.left", { duration: spare })}`}
        </span>
      </span>
    </button>
  );
}

/** The task in the words of the act it asks for. */
export function taskTitle(task: Pick<TaskRow, "action" | "dishName" | "blockers">, copy: TabletCopy): string {
  const dish = task.dishName ?? "";
  switch (task.action) {
    case "start-cooking":
      return copy.t("tablet.task.start-cooking", { dish });
    case "finish-cooking":
      return task.blockers.some((code) => code.startsWith("core-temperature"))
        ? copy.t("tablet.task.measure-core", { dish })
        : copy.t("tablet.task.finish-cooking", { dish });
    case "start-preparation":
    case "record-tasting":
    case "start-portioning":
    case "record-portions":
    case "take-sample":
    case "release-batch":
    case "complete-batch":
      return copy.t(`tablet.task.${task.action}`);
  }
}
