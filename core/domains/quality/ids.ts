import { idSchema, type Id } from "#kernel/ids.ts";

/** One recorded observation: a temperature, a tasting, a rapid test, a checklist. */
export const checkIdSchema = idSchema("check");
export type CheckId = Id<"check">;

/** One retained portion in the bank sampel. */
export const sampleIdSchema = idSchema("sample");
export type SampleId = Id<"sample">;

/** Something out of limits that needs a corrective action. */
export const deviationIdSchema = idSchema("deviation");
export type DeviationId = Id<"deviation">;
