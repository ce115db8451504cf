import type { CommonRejection } from "#kernel/rejections.ts";
import type { GateResult } from "./values.ts";

/** What quality refuses, beside the rejections any command may give. */
export type QualityRejection =
  | CommonRejection
  /** A failing reading is not saved without saying what is done about it. */
  | { readonly code: "corrective-action-missing"; readonly limitC: number; readonly worstC: number }
  | { readonly code: "check-action-missing"; readonly checkKind: string }
  | { readonly code: "too-few-readings"; readonly minCount: number }
  | { readonly code: "temperature-not-limited"; readonly temperatureClass: string }
  | { readonly code: "score-missing"; readonly dishRunId: string; readonly attribute: string }
  | { readonly code: "score-too-low"; readonly dishRunId: string; readonly minPoints: number; readonly points: number }
  | { readonly code: "id-already-used"; readonly kind: string; readonly id: string }
  | { readonly code: "checklist-version-outdated"; readonly checklistCode: string; readonly currentVersion: number }
  | { readonly code: "checklist-incomplete"; readonly missingItemCodes: readonly string[] }
  | { readonly code: "check-already-corrected"; readonly byCheckId: string }
  | { readonly code: "check-kind-differs"; readonly checkKind: string }
  | { readonly code: "deviation-open"; readonly deviationIds: readonly string[] }
  | { readonly code: "gate-failed"; readonly gates: readonly GateResult[] }
  | { readonly code: "batch-already-released" }
  | { readonly code: "gate-not-overridable"; readonly gate: string }
  | { readonly code: "nothing-to-override" }
  | { readonly code: "not-named"; readonly staffId: string }
  | { readonly code: "reason-too-short"; readonly minCount: number }
  | { readonly code: "place-too-warm"; readonly limitC: number }
  | { readonly code: "retention-running"; readonly untilAtMs: number }
  | { readonly code: "same-person" }
  | { readonly code: "action-missing" };
