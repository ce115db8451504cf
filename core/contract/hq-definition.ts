import { idSchema } from "#kernel/ids.ts";
import { z } from "zod";
import type { HqPermission } from "./hq-vocabulary.ts";

/** A live query of the console: parameters, rows with a key, who may ask. The scope of the user narrows every answer. */
export interface HqQueryDefinition<
  Name extends string = string,
  Params extends z.ZodType = z.ZodType,
  Row extends z.ZodType = z.ZodType,
> {
  readonly name: Name;
  readonly params: Params;
  readonly row: Row;
  readonly key: string;
  readonly permission: HqPermission;
  /** The most rows of one answer; `isPartial` says that there are more. */
  readonly limit: number;
}

export function defineHqQuery<const Name extends string, Params extends z.ZodType, Row extends z.ZodType>(definition: {
  readonly name: Name;
  readonly params: Params;
  readonly row: Row;
  readonly key: string & keyof z.output<Row>;
  readonly permission: HqPermission;
  readonly limit: number;
}): HqQueryDefinition<Name, Params, Row> {
  return definition;
}

const ms = z.int().min(0);
const count = z.int().min(0);
export const regionIdSchema = z.string().regex(/^[a-z0-9][a-z0-9-]{0,39}$/);

export const hqScopeSchema = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("national") }),
  z.strictObject({ kind: z.literal("region"), regionId: regionIdSchema }),
]);

/** Which kitchen a row is of, and how old what is told of it is. */
export const siteMembers = {
  siteId: idSchema("site"),
  siteName: z.string(),
  regionId: z.string(),
};
export const ageMembers = {
  /** When the kitchen was last heard; null for one that never connected. */
  lastContactAtMs: ms.nullable(),
  /** Set when it was not heard for `HQ_SILENT_AFTER_MS`: since when. Equals `lastContactAtMs`, or the enrolment. */
  silentSinceMs: ms.nullable(),
  /** The kitchen's time of the newest event these figures hold; null when they hold none. */
  asOfMs: ms.nullable(),
  /** Events the kitchen said it has and the figures do not hold yet; above 0 it is catching up. */
  waitingCount: count,
};
