import { z } from "zod";
import { defineQuery } from "#kernel/definition.ts";
import { serviceDateSchema } from "#kernel/service-date.ts";
import { TASK_KINDS } from "./vocabulary.ts";

/**
 * The team of a service day (DOMAIN.md §4.3): everybody rostered, here, or with something to do. It stands in production
 * because tasks are what it is about; who is here is asked of attendance.
 */
export const teamActivity = defineQuery({
  name: "team-activity",
  params: z.strictObject({ serviceDate: serviceDateSchema }),
  row: z.strictObject({
    staffId: z.string(),
    /** Null where the viewer may not see names. */
    name: z.string().nullable(),
    divisionCode: z.string(),
    isRostered: z.boolean(),
    presentSinceAtMs: z.int().nullable(),
    /** Of the day's stays that have ended. */
    workedMs: z.int(),
    tasks: z.array(
      z.strictObject({
        batchId: z.string(),
        batchCode: z.string(),
        kloterNumber: z.int(),
        taskKind: z.enum(TASK_KINDS),
        /** Dishes this task stands for. */
        dishCount: z.int(),
      }),
    ),
    /** Open tasks of kloter already begun. */
    atOnceCount: z.int(),
    openTaskCount: z.int(),
    overloadTaskCount: z.int(),
    overloadWorkedMs: z.int(),
  }),
  key: "staffId",
  permission: "kitchen.view",
  faces: ["manager"],
});
export type TeamActivityRow = z.output<typeof teamActivity.row>;
