import { Select } from "@mantine/core";
import { useState } from "react";
import type { BatchRow } from "#domains/production/queries.ts";
import { whyNotAssign } from "#domains/production/rules.ts";
import { DIVISIONS_BY_STATION } from "#domains/people/rules.ts";
import type { staffNamesQuery } from "#domains/people/queries.ts";
import type { RowOf } from "#kernel/definition.ts";
import { STATION_BY_TASK, TASK_KINDS, type TaskKind } from "#domains/production/vocabulary.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { peoplePresentRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { offeredPeople, presentIdsAt, type Whereabouts } from "#renderer/domains/people/offered-people.ts";
import { staffNamesRef } from "#renderer/domains/people/people-refs.ts";
import { assignTaskRef, unassignTaskRef } from "#renderer/domains/production/production-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useLoneAct, useRejectionWords } from "#renderer/faces/manager/act/use-act.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./batch-page.module.css";

const WHOLE_BATCH = "";

/** Who does what in this kloter; a lead cook may be set for one dish or for all. */
export function BatchTeam(props: { readonly batch: BatchRow }) {
  const { batch } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const whyNot = useWhyNotPermitted();
  const rejection = useRejectionWords();
  const refusal = whyNotAssign(batch);
  const reason = whyNot("batch.plan");
  const isOver = refusal !== null;
  const dishName = (dishRunId: string | null) =>
    batch.dishRuns.find((dish) => dish.dishRunId === dishRunId)?.dishName ?? null;
  return (
    <Panel title={t("kitchen.team")}>
      {batch.staff.length === 0 ? <EmptyState text={t("kitchen.team-empty")} /> : null}
      <ul className={styles.list}>
        {batch.staff.map((task) => {
          const what = [t(`kitchen.task.${task.taskKind}`), dishName(task.dishRunId)].filter(Boolean).join(" · ");
          const name = task.name ?? t("manager.team.unnamed");
          return (
            <li key={`${task.staffId}-${task.taskKind}-${task.dishRunId ?? ""}`} className={styles.line}>
              <strong>{name}</strong>
              <span>{what}</span>
              {isOver ? null : (
                <Button
                  size="small"
                  icon="x"
                  kind="quiet"
                  label={t("kitchen.unassign-of", { name, task: what })}
                  reason={reason}
                  onPress={() =>
                    run(
                      () =>
                        grant(unassignTaskRef, {
                          batchId: batch.batchId,
                          staffId: task.staffId,
                          taskKind: task.taskKind,
                          ...(task.dishRunId === null ? {} : { dishRunId: task.dishRunId }),
                        }),
                      t("kitchen.unassigned", { name }),
                    )
                  }
                >
                  {t("kitchen.unassign")}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {isOver ? <p role="status">{rejection(refusal)}</p> : <AssignForm batch={batch} reason={reason} />}
    </Panel>
  );
}

function AssignForm(props: { readonly batch: BatchRow; readonly reason: string | null }) {
  const { batch, reason } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const { rows: people } = useLiveQuery(staffNamesRef, { status: "active" });
  const [staffId, setStaffId] = useState<string | null>(null);
  const [taskKind, setTaskKind] = useState<TaskKind>("lead-cook");
  const [dishRunId, setDishRunId] = useState(WHOLE_BATCH);
  const choices = useOfferedChoices(people, taskKind);
  const person = people.find((candidate) => candidate.staffId === staffId);
  const assign = () => {
    if (staffId === null) return;
    run(
      () =>
        grant(assignTaskRef, {
          batchId: batch.batchId,
          staffId,
          taskKind,
          ...(dishRunId === WHOLE_BATCH ? {} : { dishRunId }),
        }),
      t("kitchen.assigned", { name: person?.name ?? "" }),
    );
  };
  return (
    <div className={styles.form}>
      <Select
        className={styles.grow ?? ""}
        label={t("kitchen.column.person")}
        data={choices}
        value={staffId}
        onChange={setStaffId}
        searchable
        nothingFoundMessage={t("manager.table.no-match")}
      />
      <Select
        className={styles.grow ?? ""}
        label={t("kitchen.column.task")}
        data={TASK_KINDS.map((kind) => ({ value: kind, label: t(`kitchen.task.${kind}`) }))}
        value={taskKind}
        onChange={(value) => setTaskKind(TASK_KINDS.find((kind) => kind === value) ?? taskKind)}
      />
      <Select
        className={styles.grow ?? ""}
        label={t("kitchen.column.dish")}
        data={[
          { value: WHOLE_BATCH, label: t("kitchen.whole-batch") },
          ...batch.dishRuns.map((dish) => ({ value: dish.dishRunId, label: dish.dishName })),
        ]}
        value={dishRunId}
        onChange={(value) => setDishRunId(value ?? WHOLE_BATCH)}
      />
      <Button
        size="small"
        icon="plus"
        reason={reason ?? (staffId === null ? t("quality.alert.choose-person") : null)}
        onPress={assign}
      >
        {t("kitchen.assign")}
      </Button>
    </div>
  );
}

/** Who is checked in stands first, under where they are; without anybody checked in there is one plain list. */
function useOfferedChoices(people: ReadonlyArray<RowOf<typeof staffNamesQuery>>, taskKind: TaskKind) {
  const { t } = useManagerCopy();
  const { nowMs } = useKitchenTime(60_000);
  const present = useLiveQuery(peoplePresentRef, {});
  const offered = offeredPeople(people, {
    presentIds: presentIdsAt(present.rows, nowMs),
    divisionsHere: DIVISIONS_BY_STATION[STATION_BY_TASK[taskKind]],
  });
  const items = (asked: Whereabouts) =>
    offered
      .filter(({ whereabouts }) => whereabouts === asked)
      .map(({ person }) => ({ value: person.staffId, label: person.name }));
  const groups = (["here", "elsewhere", "away"] as const).map((whereabouts) => ({
    group: t(`kitchen.team-${whereabouts}`),
    items: items(whereabouts),
  }));
  const filled = groups.filter((group) => group.items.length > 0);
  return filled.length > 0 ? filled : items(null);
}
