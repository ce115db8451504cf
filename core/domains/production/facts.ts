import type { Id } from "#kernel/ids.ts";
import type { SettingInForce } from "#kernel/setting.ts";
import type { PointId } from "./ids.ts";
import type { DishStock } from "./rules.ts";
import type { PlannedDish } from "./plan.ts";
import type { BatchTask } from "./progress.ts";
import type { BatchPlan } from "./state.ts";
import type { BatchQualityStatus, BatchStatus, Wave } from "./vocabulary.ts";

/** What `decide` must know beside the batch's own stream, gathered in the same transaction as plain data. */
export interface ProductionFacts {
  readonly day: DayFacts;
  /** Whether the wall's keys may send stage facts. */
  readonly isWallKeysOn: boolean;
  /** Present for commands about an existing batch. */
  readonly batch: BatchFacts | null;
  /** Present for commands that plan. */
  readonly plan: PlanFacts | null;
  /** Whether the `wasteId` of a `record-waste` is taken. */
  readonly isWasteIdTaken: boolean;
}

/** The service day of the batch, or the one the command names. */
export interface DayFacts {
  readonly serviceDate: string;
  readonly dayStatus: "planned" | "open" | "closed" | "reopened";
  readonly dayKind: "regular" | "dry-pack" | "ramadan" | "closed";
  /** When the day begins, the evening before. */
  readonly startsAtMs: number;
  readonly cookFloorAtMs: number;
  readonly cookFloorVersion: number;
}

export interface BatchFacts {
  readonly quality: BatchQualityStatus;
  /** When quality last spoke (held, released, rejected); null while it has not. */
  readonly qualityChangedAtMs: number | null;
  readonly dishRuns: readonly DishRunFacts[];
  readonly sampleCount: number;
  /** Of the dish a `start-cooking` names; null where the kitchen keeps none of its ingredients. */
  readonly stock: DishStock | null;
  /** Of the people the command names, those active. */
  readonly activeStaffIds: readonly string[];
  readonly overrun: SettingInForce<number>;
  readonly weightTolerance: SettingInForce<number>;
  readonly undoWindow: SettingInForce<number>;
  /** Hold hours of the class of the dish the command names. */
  readonly hold: SettingInForce<number> | null;
  readonly clockHard: SettingInForce<number>;
}

export interface DishRunFacts {
  readonly dishRunId: string;
  /** The newest core reading of the cooking now running. */
  readonly core: CoreFacts | null;
  /** The newest tasting before dispatch since the dish was last cooked. */
  readonly tasting: { readonly verdict: "safe" | "unsafe"; readonly atMs: number } | null;
  /** `seq` of quality's newest decision to cook it again. */
  readonly reworkDecidedSeq: number | null;
}

export interface CoreFacts {
  readonly checkId: Id<"check">;
  readonly lowestC: number;
  readonly limitC: number;
  readonly isPass: boolean;
  readonly atMs: number;
}

export interface PlanFacts {
  /** The menu the day's dishes come from; null while the kitchen serves none and plans as it likes. */
  readonly menu: MenuOfDay | null;
  readonly loadingTime: SettingInForce<number>;
  readonly capacity: SettingInForce<number>;
  /** Batches ever planned for the day, cancelled ones included: codes are dense over all of them. */
  readonly dayBatches: readonly DayBatchFacts[];
  /** Ids of the command's batches that are taken by a batch of another day. */
  readonly takenBatchIds: readonly string[];
  /** Ids of the command's dish runs that are taken, each by the batch named. */
  readonly takenDishRuns: readonly { readonly dishRunId: string; readonly batchId: string }[];
  /** Of the people the plan assigns, those active on its day. */
  readonly activeStaffIds: readonly string[];
}

/** An active menu exists: only what an approved menu day serves is planned. */
export interface MenuOfDay {
  /** The approved day in force; null when the day has none. */
  readonly approved: { readonly revision: number; readonly dishes: readonly PlannedDish[] } | null;
}

export interface DayBatchFacts {
  readonly batchId: string;
  readonly batchCode: string;
  readonly status: BatchStatus;
  readonly wave: Wave;
  /** Portions with special packs. */
  readonly portionCount: number;
  readonly points: readonly { readonly pointId: PointId; readonly pointCode: string }[];
  /** The whole plan, for batches the command names. */
  readonly plan: BatchPlan | null;
  /** Who is assigned already. */
  readonly tasks: readonly BatchTask[];
}
