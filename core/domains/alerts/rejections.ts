import type { CommonRejection } from "#kernel/rejections.ts";

/** What alerts refuse, beside the rejections any command may give. */
export type AlertRejection =
  | CommonRejection
  /** It is already raised; the next repeat is written from this time on. */
  | { readonly code: "alert-already-open"; readonly alertId: string; readonly repeatFromMs: number }
  | { readonly code: "condition-still-true"; readonly alertKind: string }
  | { readonly code: "verification-missing" }
  | { readonly code: "action-missing" }
  | { readonly code: "escalation-not-due"; readonly dueAtMs: number }
  | { readonly code: "already-escalated"; readonly toRole: string };
