import { z } from "zod";

/** What every document has that is published again and again under one code: only the next version follows (DOMAIN.md §6). */
export const versioned = {
  documentCode: z.string().regex(/^[A-Z0-9][A-Z0-9-]{0,31}$/),
  /** Written by the hub: one more than the version before. */
  documentVersion: z.int().min(1).max(1_000_000),
};
