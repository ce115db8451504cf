import { idSchema, type Id } from "#kernel/ids.ts";

/** One file asked for and handed out once; its own stream. */
export type ExportId = Id<"export">;
export const exportIdSchema = idSchema("export");
