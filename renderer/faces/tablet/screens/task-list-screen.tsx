import { useRef } from "react";
import type { Station } from "#kernel/access.ts";
import type { MyTasksRow } from "#domains/production/queries.ts";
import { useKitchenTime, useLink } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { myTasksRef, productionBoardRef } from "#renderer/domains/production/production-refs.ts";
import { firstBlocker, nextTaskAtMs, pageOf, taskRows } from "#renderer/domains/production/task-rows.ts";
import { shortDishName } from "#renderer/domains/production/short-name.ts";
import { TaskRowButton } from "#renderer/domains/production/task-row-button.tsx";
import { Frame } from "#renderer/faces/tablet/frame/frame.tsx";
import { Side, StatusTiles } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useRowsThatFit } from "#renderer/ui/use-rows-that-fit.ts";
import { useSlackWarning } from "#renderer/faces/tablet/work/use-slack-warning.ts";
import { useServiceDate } from "#renderer/faces/tablet/tablet-context.tsx";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import { useRowPx } from "#renderer/faces/tablet/use-is-narrow.ts";
import { addressOfTask } from "./task-address.ts";
import styles from "./screens.module.css";

/** UX.md §3.3: rows of 104, 12 apart; on narrow screens their words take more lines. */
const ROW_PX = 104;
const NARROW_ROW_PX = 140;
const ROW_GAP_PX = 12;

/** What a station has to do, overdue first; pages instead of scrolling. */
export function TaskListScreen(props: { readonly station: Station; readonly page: number }) {
  const { station } = props;
  const copy = useTabletCopy();
  const go = useGo();
  const serviceDate = useServiceDate();
  const { nowMs, timeZone } = useKitchenTime();
  const warning = useSlackWarning(serviceDate);
  const tasks = useLiveQuery(myTasksRef, { serviceDate, station }, { isKeptOnDisk: true });
  const board = useLiveQuery(productionBoardRef, { serviceDate }, { isKeptOnDisk: true });
  const runs = board.rows.flatMap(({ dishRuns }) => dishRuns);
  const runOf = (task: MyTasksRow) => runs.find(({ dishRunId }) => dishRunId === task.dishRunId);
  const list = useRef<HTMLUListElement>(null);
  const fitCount = useRowsThatFit(list, useRowPx({ widePx: ROW_PX, narrowPx: NARROW_ROW_PX }), ROW_GAP_PX);
  const { items, page, pageCount } = pageOf(taskRows(tasks.rows, nowMs, warning), props.page, fitCount);
  const turn = (to: number) => go({ screen: "tasks", station, page: to });
  const isTurning = pageCount > 1;
  return (
    <Frame
      station={station}
      hasRail
      isLive
      title={isTurning ? copy.t("tablet.task.page", { page: page + 1, count: pageCount }) : ""}
      primary={
        isTurning
          ? {
              label: copy.t("tablet.task.next-page"),
              icon: "arrow-right",
              kind: "secondary",
              reason: page + 1 < pageCount ? null : copy.t("tablet.task.no-next-page"),
              onPress: () => turn(page + 1),
            }
          : null
      }
      secondary={
        isTurning
          ? {
              label: copy.t("tablet.task.previous-page"),
              icon: "arrow-left",
              reason: page > 0 ? null : copy.t("tablet.task.no-previous-page"),
              onPress: () => turn(page - 1),
            }
          : null
      }
    >
      <div className={styles["listAndSide"]}>
        <ul
          ref={list}
          className={styles["rows"]}
          aria-label={copy.t("tablet.task.list", { station: copy.t(`shared.station.${station}`) })}
        >
          {items.map((task) => {
            const run = runOf(task);
            return (
              <li key={task.taskKey}>
                <TaskRowButton
                  task={task}
                  dishName={run === undefined ? task.dishName : shortDishName(run)}
                  blocker={firstBlocker(task, run)}
                  timeZone={timeZone}
                  onPress={() => go(addressOfTask(task))}
                />
              </li>
            );
          })}
          {items.length === 0 ? (
            <li className={styles["empty"]}>
              <EmptyList station={station} serviceDate={serviceDate} isLoading={tasks.status === "loading"} />
            </li>
          ) : null}
        </ul>
        <Side of="list">
          {station === "prepare" ? (
            <Tile
              icon="package"
              label={copy.t("store.needs.title")}
              detail={copy.t("store.needs.tile")}
              onPress={() => go({ screen: "store", act: "needs", subjectId: null, itemId: null, lotId: null })}
            />
          ) : null}
          <StatusTiles />
        </Side>
      </div>
    </Frame>
  );
}

function EmptyList(props: { readonly station: Station; readonly serviceDate: string; readonly isLoading: boolean }) {
  const copy = useTabletCopy();
  const units = useUnits();
  const link = useLink();
  const { nowMs, timeZone } = useKitchenTime(10_000);
  const board = useLiveQuery(productionBoardRef, { serviceDate: props.serviceDate }, { isKeptOnDisk: true });
  const station = copy.t(`shared.station.${props.station}`);
  if (props.isLoading) {
    return (
      <p>
        {link.hasNeverHeard
          ? copy.t("shared.loading")
          : copy.t("shared.loading.since", { clock: units.clock(link.heardAtMs, timeZone) })}
      </p>
    );
  }
  if (board.status !== "loading" && board.rows.length === 0) {
    return <p>{copy.t("tablet.task.no-plan", { date: units.dayAndMonth(props.serviceDate) })}</p>;
  }
  const nextAtMs = nextTaskAtMs(board.rows, props.station, nowMs);
  return (
    <p>
      {nextAtMs === null
        ? copy.t("tablet.task.none", { station })
        : copy.t("tablet.task.none-next", { station, clock: units.clock(nextAtMs, timeZone) })}
    </p>
  );
}
