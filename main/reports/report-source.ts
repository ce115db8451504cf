import type { z } from "zod";
import { present } from "#kernel/assert.ts";
import type { QueryDefinition } from "#kernel/definition.ts";
import type { TimeZone } from "#kernel/time.ts";
import type { Badges } from "#main/domains/people/badges.ts";
import { peopleWithPay } from "#main/domains/people/queries.ts";
import { siteProfile } from "#main/domains/site/queries.ts";
import type { QueryHandler } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";

/**
 * What a report is made of: the very questions the screens ask, answered for the person who asked for the file, so that a
 * document never says other than the screen beside it.
 */
export interface ReportSource {
  readonly db: ReadableDb;
  readonly timeZone: TimeZone;
  ask<Name extends string, Params extends z.ZodType, Row extends z.ZodType>(
    definition: QueryDefinition<Name, Params, Row>,
    params: z.input<Params>,
  ): readonly z.output<Row>[];
  /** The same for a table of the console, which shows no more than one answer holds. */
  askShown<Name extends string, Params extends z.ZodType, Row extends z.ZodType>(
    definition: QueryDefinition<Name, Params, Row>,
    params: z.input<Params>,
  ): readonly z.output<Row>[];
  /** When the document was asked for. */
  readonly nowMs: number;
  /** What the QR code of a badge says. */
  qrTextOf(badgeId: string): string;
  /** The full name, as documents write it; null for nobody. */
  nameOf(staffId: string | null): string | null;
}

export function createReportSource(deps: {
  readonly db: ReadableDb;
  readonly queries: readonly QueryHandler[];
  readonly badges: Pick<Badges, "qrText">;
  readonly viewerStaffId: string | null;
  readonly nowMs: number;
}): ReportSource {
  const { db } = deps;
  const handlerByName = new Map(deps.queries.map((handler) => [handler.definition.name, handler]));
  const viewer = { isNamesAllowed: true, staffId: deps.viewerStaffId };
  const answerOf = <Name extends string, Params extends z.ZodType, Row extends z.ZodType>(
    definition: QueryDefinition<Name, Params, Row>,
    params: z.input<Params>,
  ) => {
    const handler = present(handlerByName.get(definition.name), `the query ${definition.name}`);
    const rows = handler.answer(db, definition.params.parse(params), viewer);
    return rows as readonly z.output<Row>[]; // paired with its definition by `answerQuery`
  };
  let nameById: ReadonlyMap<string, string> | null = null;
  return {
    db,
    timeZone: siteProfile(db).timeZone,
    ask: (definition, params) => {
      const rows = answerOf(definition, params);
      if (rows.length > definition.limit) throw new Error(`${definition.name} has more rows than one answer may hold`);
      return rows;
    },
    askShown: (definition, params) => answerOf(definition, params).slice(0, definition.limit),
    nowMs: deps.nowMs,
    qrTextOf: deps.badges.qrText,
    nameOf: (staffId) => {
      nameById ??= new Map(peopleWithPay(db).map((person) => [person.staffId, person.fullName]));
      return staffId === null ? null : (nameById.get(staffId) ?? null);
    },
  };
}
