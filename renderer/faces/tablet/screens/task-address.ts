import type { MyTasksRow } from "#domains/production/queries.ts";
import type { TabletAddress } from "#renderer/faces/tablet/address.ts";

/** Where a row of the task list leads: straight to the act where one tap more completes it, else to the batch card. */
export function addressOfTask(task: MyTasksRow): TabletAddress {
  const { batchId, dishRunId } = task;
  const act = (name: Extract<TabletAddress, { screen: "act" }>["act"]): TabletAddress => ({
    screen: "act",
    batchId,
    act: name,
    itemId: dishRunId,
  });
  // A held batch shows its hold first, whatever the next stage was.
  if (task.quality === "held") return { screen: "batch", batchId, dishRunId };
  switch (task.action) {
    case "start-cooking":
      return act("start-cooking");
    case "finish-cooking":
      return isCoreWanted(task) ? act("core-temperature") : { screen: "batch", batchId, dishRunId };
    case "record-tasting":
      return act("tasting");
    case "record-portions":
      return act("portions");
    case "take-sample":
      return act("take-sample");
    case "release-batch":
      return act("release");
    case "start-preparation":
    case "start-portioning":
    case "complete-batch":
      return { screen: "batch", batchId, dishRunId };
  }
}

/** Whether the thermometer stands between this dish and its end. */
export function isCoreWanted(task: Pick<MyTasksRow, "blockers">): boolean {
  return task.blockers.includes("core-temperature-missing") || task.blockers.includes("core-temperature-too-low");
}
