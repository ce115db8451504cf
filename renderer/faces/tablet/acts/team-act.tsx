import { useState } from "react";
import { DIVISIONS_BY_STATION } from "#domains/people/rules.ts";
import { STATION_BY_TASK, TASK_KINDS, type TaskKind } from "#domains/production/vocabulary.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { peoplePresentRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { offeredPeople, presentIdsAt } from "#renderer/domains/people/offered-people.ts";
import { staffNamesRef } from "#renderer/domains/people/people-refs.ts";
import { assignTaskRef, unassignTaskRef } from "#renderer/domains/production/production-refs.ts";
import { pageOf } from "#renderer/domains/production/task-rows.ts";
import { useTablet } from "#renderer/faces/tablet/tablet-context.tsx";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { grantRefusal } from "#renderer/faces/tablet/work/grant-refusal.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";
import { ChoiceChips } from "#renderer/ui/choice-chips.tsx";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useOwnReason } from "./use-own-reason.ts";
import styles from "./acts.module.css";

const TILES_COUNT = 9;

/** “Regu”: a task, then the people who do it, those checked in first; a tap assigns, another takes back. */
export function TeamAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const { askGrant } = useCommand();
  const { people } = useTablet();
  const { backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const reason = useOwnReason("team", batch, null);
  const refusalWords = useRefusalWordsNow();
  const staff = useLiveQuery(staffNamesRef, { status: "active" });
  const [taskKind, setTaskKind] = useState<TaskKind>(batch.status === "planned" ? "preparation" : "lead-cook");
  const [turned, setTurned] = useState(0);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [busyStaffId, setBusyStaffId] = useState<string | null>(null);
  const { nowMs } = useKitchenTime(60_000);
  const present = useLiveQuery(peoplePresentRef, {});
  const offered = offeredPeople(staff.rows, {
    presentIds: presentIdsAt(present.rows, nowMs),
    divisionsHere: DIVISIONS_BY_STATION[STATION_BY_TASK[taskKind]],
  });
  const { items, page, pageCount } = pageOf(offered, turned, TILES_COUNT);
  const isAssigned = (staffId: string) =>
    batch.staff.some((task) => task.staffId === staffId && task.taskKind === taskKind && task.dishRunId === null);

  const turn = async (staffId: string) => {
    const acting = people.acting();
    if (acting === null) return;
    setBusyStaffId(staffId);
    const body = { batchId: batch.batchId, staffId, taskKind };
    const outcome = await askGrant(isAssigned(staffId) ? unassignTaskRef : assignTaskRef, body, {
      staffId: acting.staffId,
    });
    setBusyStaffId(null);
    const refused = grantRefusal(outcome);
    setRefusal(refused === null ? null : refusalWords(refused));
  };
  return (
    <ActScreen
      station={props.station}
      title={copy.t("acts.team.title")}
      subject={subject}
      layout="wide"
      refusal={refusal}
      primary={
        pageCount < 2
          ? null
          : {
              label: copy.t("tablet.task.next-page"),
              icon: "arrow-right",
              kind: "secondary",
              onPress: () => setTurned((page + 1) % pageCount),
            }
      }
      secondary={backAction}
      facts={<WhoTile />}
    >
      <div className={styles["stack"]}>
        <ChoiceChips
          legend={copy.t("acts.team.task")}
          isLegendHidden
          columnCount={5}
          choices={TASK_KINDS.map((value) => ({ value, label: copy.t(`acts.team.${value}`) }))}
          chosen={taskKind}
          onChoose={(value) => {
            setTaskKind(value);
            setTurned(0);
          }}
        />
        <div className={styles["threeColumns"]}>
          {items.map(({ person, whereabouts }) => {
            const isOn = isAssigned(person.staffId);
            const where = whereabouts === null ? person.position : copy.t(`acts.team.${whereabouts}`);
            return (
              <Tile
                key={person.staffId}
                label={person.name}
                detail={person.staffId === busyStaffId ? copy.t("shared.record.sending") : where}
                icon={isOn ? "circle-check" : "circle-dashed"}
                isPressed={isOn}
                reason={reason}
                onPress={() => void turn(person.staffId)}
              />
            );
          })}
          {staff.rows.length === 0 ? <p>{copy.t("acts.team.empty")}</p> : null}
        </div>
      </div>
    </ActScreen>
  );
}
