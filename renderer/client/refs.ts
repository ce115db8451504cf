import type { CommandDefinition, QueryDefinition, RowOf } from "#kernel/definition.ts";
import type { z } from "zod";

declare const rowType: unique symbol;
declare const paramsType: unique symbol;
declare const bodyType: unique symbol;

/**
 * A query as a face names it: no schema, so no zod in the bundle. The types come from the definition:
 *
 *     import type * as queries from "#domains/production/queries.ts";
 *     export const productionBoardRef = queryRef<typeof queries.productionBoard>("production-board", "batchId");
 *
 * They stand in `renderer/domains/<domain>/<domain>-refs.ts`; `renderer/domains/refs.test.ts` holds every name, key and
 * nature written there to the registry.
 */
export interface QueryRef<Row extends object = object, Params extends object = object> {
  readonly query: string;
  /** The member of a row that names it. */
  readonly key: string;
  readonly [rowType]?: Row;
  readonly [paramsType]?: Params;
}

type ParamsOf<Definition> = Definition extends QueryDefinition<string, infer Params> ? z.input<Params> : never;
type ObjectOf<Value> = Value extends object ? Value : never;

export function queryRef<Definition extends QueryDefinition>(
  query: Definition["name"],
  key: keyof RowOf<Definition> & string,
): QueryRef<ObjectOf<RowOf<Definition>>, ObjectOf<ParamsOf<Definition>>> {
  return { query, key };
}

/** A command as a face names it, with the type of its body and how it treats a kitchen that does not answer. */
export interface CommandRef<Nature extends "fact" | "grant" = "fact" | "grant", Body extends object = object> {
  readonly type: string;
  readonly nature: Nature;
  readonly [bodyType]?: Body;
}

export type FactRef<Body extends object = object> = CommandRef<"fact", Body>;
export type GrantRef<Body extends object = object> = CommandRef<"grant", Body>;

type BodyOf<Definition> = Definition extends CommandDefinition<string, infer Body> ? ObjectOf<z.input<Body>> : never;

/** Names a command that reports a fact: it waits on this device when the kitchen is away. */
export function factRef<Definition extends CommandDefinition>(type: Definition["type"]): FactRef<BodyOf<Definition>> {
  return { type, nature: "fact" };
}

/** Names a command that grants a permission or is signed: it is never kept, and lapses when the kitchen is away. */
export function grantRef<Definition extends CommandDefinition>(type: Definition["type"]): GrantRef<BodyOf<Definition>> {
  return { type, nature: "grant" };
}
