/** States the list is narrowed to, in the order a review passes them. */
export const REVIEW_FILTERS = ["draft", "submitted", "acknowledged", "disputed", "closed"] as const;
