import type { Permission } from "#kernel/access.ts";
import type { BatchAct } from "#renderer/faces/tablet/address.ts";

/** What the command behind an act asks of the person; the kitchen's own definitions are compared in the test beside. */
export interface ActDemand {
  readonly command: string;
  readonly permission: Permission;
  /** Signed acts ask for the number of whoever may do it: the chip chosen on the tablet does not matter. */
  readonly signatureCount: 0 | 1 | 2;
}

const demand = (command: string, permission: Permission, signatureCount: 0 | 1 | 2 = 0): ActDemand => ({
  command,
  permission,
  signatureCount,
});

/** Acts that only show something have none. */
export const DEMAND_BY_ACT: Readonly<Partial<Record<BatchAct, ActDemand>>> = {
  "start-preparation": demand("start-preparation", "batch.work"),
  "start-cooking": demand("start-cooking", "batch.work"),
  progress: demand("record-cooking-progress", "batch.work"),
  "core-temperature": demand("record-core-temperature", "quality.measure"),
  "finish-cooking": demand("finish-cooking", "batch.work"),
  rework: demand("rework-dish", "batch.work"),
  "start-portioning": demand("start-portioning", "batch.work"),
  portions: demand("record-portions", "batch.work"),
  "weigh-portion": demand("weigh-portion", "quality.measure"),
  "finish-portioning": demand("finish-portioning", "batch.work"),
  complete: demand("complete-batch", "batch.work"),
  cancel: demand("cancel-batch", "batch.cancel", 1),
  waste: demand("record-waste", "batch.work"),
  note: demand("note-batch", "quality.measure"),
  team: demand("assign-task", "batch.plan"),
  tasting: demand("record-tasting", "quality.check"),
  "rapid-test": demand("record-rapid-test", "quality.check"),
  "holding-temperature": demand("record-holding-temperature", "quality.measure"),
  cooling: demand("record-cooling", "quality.measure"),
  hygiene: demand("record-hygiene-check", "quality.check"),
  hold: demand("hold-batch", "quality.hold"),
  "lift-hold": demand("lift-hold", "quality.release", 1),
  release: demand("release-batch", "quality.release", 1),
  reject: demand("reject-batch", "quality.release", 1),
  "take-sample": demand("take-sample", "batch.work"),
};
