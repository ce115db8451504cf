import { idSchema, type Id } from "#kernel/ids.ts";

/** One open problem with a severity, from raised to resolved. */
export const alertIdSchema = idSchema("alert");
export type AlertId = Id<"alert">;
