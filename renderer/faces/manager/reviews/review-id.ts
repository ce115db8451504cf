import type { ReviewId } from "#domains/people/ids.ts";

/** The kitchen's own id, sent back to it. */
export function reviewIdOf(row: { readonly reviewId: string }): ReviewId {
  return row.reviewId as ReviewId;
}
