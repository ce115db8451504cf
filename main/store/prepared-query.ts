import type { Compilable, CompiledQuery, Insertable } from "kysely";
import { assert } from "#kernel/assert.ts";
import type { SqlBuilder } from "./readable-db.ts";

/** What a statement takes. */
export type SqlValue = string | number | bigint | Uint8Array | null;

/** Stands in the query for a value given later. */
interface Placeholder {
  readonly placeholder: string;
}

/**
 * A query built and compiled once and run with other values each time: for projections and facts, which run for every
 * event. Building with Kysely costs more than running the statement does.
 *
 *     const countTally = createPreparedQuery<{ name: string; totalCount: number }>((value) =>
 *       sql.updateTable("tally").set({ total_count: value("totalCount") }).where("name", "=", value("name")));
 *     db.run(countTally({ name, totalCount }));
 *
 * Only values vary (`limit` may): neither columns nor the length of an `in` list.
 */
export function createPreparedQuery<Values extends { readonly [Name in keyof Values]: SqlValue }, Row = unknown>(
  build: (value: <Name extends keyof Values & string>(name: Name) => Values[Name]) => Compilable<Row>,
): (values: Values) => Compilable<Row> {
  // Kysely carries the placeholder as an opaque value into `parameters`, where it is replaced before the statement runs.
  const compiled = build(<Name extends keyof Values & string>(name: Name) => {
    const placeholder: Placeholder = { placeholder: name };
    return placeholder as unknown as Values[Name];
  }).compile();
  const { sql, query, queryId } = compiled;
  const takes = compiled.parameters.map((parameter) =>
    isPlaceholder(parameter) ? parameter : { constant: parameter },
  );
  return (values) => ({
    compile: (): CompiledQuery<Row> => ({
      sql,
      query,
      queryId,
      parameters: takes.map((take) => ("constant" in take ? take.constant : valueOf(values, take))),
    }),
  });
}

function isPlaceholder(parameter: unknown): parameter is Placeholder {
  return typeof parameter === "object" && parameter !== null && "placeholder" in parameter;
}

function valueOf<Values extends object>(values: Values, { placeholder }: Placeholder): unknown {
  const value: unknown = values[placeholder as keyof Values]; // the name was typed when the query was built
  // The words are put together only when they are needed: this runs for every value of every statement.
  if (value === undefined) assert(false, `the value ${placeholder} of a prepared query is given`);
  return value;
}

/**
 * `insert into` one table, built once for each set of columns it is given: for projections whose rows differ only in values.
 * A member that is undefined is left to the column's default.
 *
 *     const insertTally = createRowInsert(sql, "tally");
 *     db.run(insertTally({ name, goal_count: 3, total_count: 0, is_closed: 0 }));
 */
export function createRowInsert<Tables, Table extends keyof Tables & string>(
  sql: SqlBuilder<Tables>,
  table: Table,
  options: { readonly onConflict: "fail" | "keep" } = { onConflict: "fail" },
): (row: Insertable<Tables[Table]>) => Compilable {
  const preparedByColumns = new Map<string, (values: Readonly<Record<string, SqlValue>>) => Compilable>();
  return (row) => {
    const values = row as Readonly<Record<string, SqlValue>>; // a row's values, by its type
    let key = "";
    for (const column in values) if (values[column] !== undefined) key += `${column} `;
    const known = preparedByColumns.get(key);
    if (known !== undefined) return known(values);
    const columns = key.trimEnd().split(" ");
    const prepared = createPreparedQuery<Record<string, SqlValue>>((value) => {
      const placeholders = Object.fromEntries(columns.map((column) => [column, value(column)]));
      const insert = sql.insertInto(table).values(placeholders as Insertable<Tables[Table]>); // the columns of such a row
      return options.onConflict === "keep" ? insert.onConflict((conflict) => conflict.doNothing()) : insert;
    });
    preparedByColumns.set(key, prepared);
    return prepared(values);
  };
}
