import type { BatchId, DishRunId } from "#domains/production/ids.ts";
import type { FoodCategory, StorageKind } from "#kernel/food-words.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { GateFacts } from "./gate-facts.ts";
import type { CoolingFigures, Figure, HoldingFigures, IncomingFigures, TemperatureClass } from "./judgement.ts";

/** What `decide` needs from elsewhere, gathered before it as plain data. */

export interface DishRunFacts {
  readonly dishRunId: DishRunId;
  readonly status: "waiting" | "cooking" | "cooked";
  readonly temperatureClass: TemperatureClass;
  readonly coreTemperatureMinC: number | null;
  readonly cookedAtMs: number | null;
}

export interface BatchFacts {
  readonly batchId: BatchId;
  readonly status: string;
  readonly dishRuns: readonly DishRunFacts[];
}

/** The figures in force on the service day of the thing decided about. */
export interface QualityFigures {
  readonly coreMinC: Figure;
  readonly probePointCount: Figure;
  readonly holding: HoldingFigures;
  readonly cooling: CoolingFigures;
  readonly incoming: IncomingFigures;
  readonly scoresMinPoints: Figure;
  readonly hygienePassMinBp: Figure;
  readonly samplePlaceMaxC: Figure;
  readonly sampleRetentionMs: Figure;
  readonly reasonMinCount: Figure;
  readonly overrideStaff: readonly string[];
}

/** What came in on one line of a receipt. */
export interface IncomingFacts {
  readonly category: FoodCategory;
  readonly storageKind: StorageKind;
  readonly receiptStatus: "open" | "finished";
}

export interface QualityFacts {
  /** The receipt line an incoming check is about; null for an unknown one, and for other commands. */
  readonly incoming: IncomingFacts | null;
  readonly figures: QualityFigures;
  /** The batch the command is about; null for a check of the kitchen itself. */
  readonly batch: BatchFacts | null;
  /** For release commands only. */
  readonly gates: GateFacts | null;
  /** The id a command brings for a new thing is already somebody's. */
  readonly isIdUsed: boolean;
  /** HIGH and CRITICAL deviations of the batch nobody verified. */
  readonly blockingDeviationIds: readonly string[];
  /** Who recorded the check a hold or a deviation follows from. */
  readonly checkStaffId: StaffId | null;
  /** `SAMPLE-20261121-03`, for a sample taken now. */
  readonly nextSampleCode: string;
}
