import { isTaskOpen } from "#domains/production/open-tasks.ts";
import { staffOverloadTasks, staffOverloadWorked } from "#domains/production/settings.ts";
import type { TeamActivityRow } from "#domains/production/team-query.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import { openStays, rosteredStaffIds, staysBetween } from "#main/domains/attendance/queries.ts";
import { staffNames, staffOnList } from "#main/domains/people/queries.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import type { QueryViewer } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { batchesOfDay, type BatchNow } from "./queries.ts";

/** Everybody rostered on a service date, in the kitchen now, or with an open task of that date, by division and code. */
export function teamRows(db: ReadableDb, serviceDate: ServiceDate, viewer: QueryViewer): readonly TeamActivityRow[] {
  const open = Map.groupBy(batchesOfDay(db, serviceDate).flatMap(openTasksOf), ({ staffId }) => staffId);
  const since = new Map(openStays(db).map((stay) => [stay.staffId, stay.inAtMs]));
  const stays = Map.groupBy(staysBetween(db, serviceDate, serviceDate), (stay) => stay.staffId);
  const rostered = new Set<string>(rosteredStaffIds(db, serviceDate));
  const people = staffOnList(db, serviceDate).filter(
    ({ staffId }) => open.has(staffId) || since.has(staffId) || rostered.has(staffId),
  );
  const names = viewer.isNamesAllowed
    ? staffNames(
        db,
        people.map(({ staffId }) => staffId),
      )
    : new Map<string, string>();
  const read = settingReader(db, serviceDate);
  const limits = {
    overloadTaskCount: read(staffOverloadTasks).value,
    overloadWorkedMs: read(staffOverloadWorked).value,
  };
  return people.map(({ staffId, divisionCode }) => {
    const tasks = open.get(staffId) ?? [];
    return {
      staffId,
      name: names.get(staffId) ?? null,
      divisionCode,
      isRostered: rostered.has(staffId),
      presentSinceAtMs: since.get(staffId) ?? null,
      workedMs: (stays.get(staffId) ?? []).reduce((total, stay) => total + stay.workedMs, 0),
      tasks: groupedTasks(tasks),
      atOnceCount: tasks.filter(({ batch }) => batch.status !== "planned").length,
      openTaskCount: tasks.length,
      ...limits,
    };
  });
}

type OpenTask = BatchNow["progress"]["tasks"][number] & { readonly batch: BatchNow };

function openTasksOf(batch: BatchNow): readonly OpenTask[] {
  const { status, progress } = batch;
  return progress.tasks
    .filter((task) => isTaskOpen({ status, dishRuns: progress.dishRuns }, task))
    .map((task) => ({ ...task, batch }));
}

/** One line a kloter and kind of task, by kloter. */
function groupedTasks(tasks: readonly OpenTask[]): TeamActivityRow["tasks"] {
  const groups = Map.groupBy(tasks, ({ batch, taskKind }) => `${batch.plan.batchId} ${taskKind}`);
  return [...groups.values()]
    .flatMap((group) => {
      const [first] = group;
      if (first === undefined) return [];
      const { batchId, batchCode } = first.batch.plan;
      const { kloterNumber } = first.batch;
      return [{ batchId, batchCode, kloterNumber, taskKind: first.taskKind, dishCount: group.length }];
    })
    .toSorted((left, right) => left.kloterNumber - right.kloterNumber);
}
