/** Rejections any command may give (DOMAIN.md, top). Domains add their own codes to this union. */
export type CommonRejection =
  | { readonly code: "not-permitted"; readonly permission: string }
  | { readonly code: "signature-required"; readonly signatureCount: number }
  | { readonly code: "signature-wrong"; readonly triesLeftCount: number }
  | { readonly code: "signature-locked"; readonly untilAtMs: number }
  | { readonly code: "device-revoked" }
  | { readonly code: "not-found"; readonly kind: string; readonly id: string }
  | { readonly code: "wrong-state"; readonly state: string }
  | { readonly code: "own-work"; readonly staffId: string }
  | { readonly code: "reason-required" }
  | { readonly code: "out-of-range"; readonly field: string; readonly min: number; readonly max: number }
  | { readonly code: "day-closed"; readonly serviceDate: string }
  | { readonly code: "frozen-by-incident"; readonly incidentId: string }
  | { readonly code: "stale-version"; readonly current: number }
  | { readonly code: "not-present"; readonly staffId: string };

/** Rejections the command bus and the LAN server give before any domain is asked. */
export type PipelineRejection =
  | { readonly code: "unknown-command"; readonly type: string }
  | { readonly code: "invalid-body"; readonly issues: readonly { readonly path: string; readonly message: string }[] }
  | { readonly code: "command-id-reused" }
  | { readonly code: "face-not-allowed"; readonly face: string }
  | { readonly code: "sign-in-required" }
  | { readonly code: "rate-limited"; readonly retryAfterMs: number }
  /** Longer than the kitchen takes at all; said before anything is sent. */
  | { readonly code: "command-too-large"; readonly sizeBytes: number; readonly maxBytes: number }
  | { readonly code: "store-full" }
  | { readonly code: "store-unavailable" }
  | { readonly code: "internal-error"; readonly reference: string };

/** Any rejection: a code and data, never a sentence; the words are in `renderer/copy/rejections.ts`. */
export interface Rejection {
  readonly code: string;
}
