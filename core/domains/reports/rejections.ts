import type { CommonRejection } from "#kernel/rejections.ts";

/** What the kitchen says no to in this domain. */
export type ReportsRejection =
  | CommonRejection
  | { readonly code: "format-not-offered"; readonly report: string; readonly format: string };
