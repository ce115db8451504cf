import type { CleanReleaseRow, PassRateRow, TrendRow } from "#domains/quality/queries.ts";
import { trendBeforeDayCount, trendCheckMinCount, trendRecentDayCount } from "#domains/quality/settings.ts";
import { marginC, medianC, passCounts, trendOf, type PassCounts } from "#domains/quality/trend.ts";
import type { DishScores, HygieneItem, SubstanceResult } from "#domains/quality/values.ts";
import { CHECK_KINDS, TASTING_ATTRIBUTES } from "#domains/quality/vocabulary.ts";
import { addDays } from "#kernel/time.ts";
import { batchesOfDay } from "#main/domains/production/queries.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import { createPreparedQuery } from "#main/store/prepared-query.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { batchQualityRow } from "./queries.ts";
import { qualitySql, type QualityTables } from "./tables.ts";

interface DaySpan {
  readonly fromServiceDate: string;
  readonly toServiceDate: string;
}

type FinalCheck = Pick<
  QualityTables["quality_check"],
  "check_kind" | "target_kind" | "target_id" | "outcome" | "temperature_c" | "limit_c" | "limit_kind" | "detail"
>;

const KINDS = [...CHECK_KINDS, "all"] as const;
const FAILURES_SHOWN_MAX_COUNT = 3;
/** Days one answer spans at most. */
export const CLEAN_RELEASE_DAYS_MAX_COUNT = 92;

/** Targets whose first final check passed, by kind; a kind nobody checked has no row but is in none of the sums either. */
export function passRateRows(db: ReadableDb, span: DaySpan): readonly PassRateRow[] {
  const firsts = firstFinalChecks(db, span);
  return KINDS.map((checkKind) => ({ checkKind, ...countsOf(ofKind(firsts, checkKind)) })).filter(
    (row) => row.checkedCount > 0 || row.checkKind === "all",
  );
}

/** The recent window against the one before it, by kind and for all. */
export function trendRows(db: ReadableDb, serviceDate: string): readonly TrendRow[] {
  const read = settingReader(db, serviceDate);
  const recentFrom = addDays(serviceDate, 1 - read(trendRecentDayCount).value);
  const beforeTo = addDays(recentFrom, -1);
  const recentSpan = { fromServiceDate: recentFrom, toServiceDate: serviceDate };
  const beforeSpan = {
    fromServiceDate: addDays(recentFrom, -read(trendBeforeDayCount).value),
    toServiceDate: beforeTo,
  };
  const minCheckCount = read(trendCheckMinCount).value;
  const recentChecks = finalChecks(db, recentSpan);
  const recentFirsts = firstOfEachTarget(recentChecks);
  const beforeFirsts = firstFinalChecks(db, beforeSpan);
  return KINDS.flatMap((checkKind) => {
    const recent = countsOf(ofKind(recentFirsts, checkKind));
    const before = countsOf(ofKind(beforeFirsts, checkKind));
    if (checkKind !== "all" && recent.checkedCount + before.checkedCount === 0) return [];
    const checks = ofKind(recentChecks, checkKind);
    return [
      {
        checkKind,
        recent: { ...recentSpan, ...recent },
        before: { ...beforeSpan, ...before },
        trend: trendOf(recent, before, minCheckCount),
        medianMarginC: medianC(checks.flatMap(marginOf)),
        failures: mostFrequent(checks.flatMap(failedParameters)),
        minCheckCount,
      },
    ];
  });
}

/** Of the batches of each day that became ready, those released with no hold and no override ever. */
export function cleanReleaseRows(db: ReadableDb, span: DaySpan): readonly CleanReleaseRow[] {
  const rows: CleanReleaseRow[] = [];
  let serviceDate = span.fromServiceDate;
  while (serviceDate <= span.toServiceDate && rows.length < CLEAN_RELEASE_DAYS_MAX_COUNT) {
    const ready = batchesOfDay(db, serviceDate).filter((batch) => batch.progress.portioningFinishedAtMs !== null);
    const clean = ready.filter(({ plan }) => {
      const row = batchQualityRow(db, plan.batchId);
      return row !== undefined && row.status === "released" && row.hold_count === 0 && row.override_count === 0;
    });
    const { passRateBp } = passCounts(ready.length, clean.length);
    rows.push({ serviceDate, readyCount: ready.length, cleanCount: clean.length, cleanRateBp: passRateBp });
    serviceDate = addDays(serviceDate, 1);
  }
  return rows;
}

function finalChecks(db: ReadableDb, span: DaySpan): readonly FinalCheck[] {
  return db.all(selectFinalChecks({ ...span }));
}

const selectFinalChecks = createPreparedQuery<{ fromServiceDate: string; toServiceDate: string }, FinalCheck>((value) =>
  qualitySql
    .selectFrom("quality_check")
    .select(["check_kind", "target_kind", "target_id", "outcome", "temperature_c", "limit_c", "limit_kind", "detail"])
    .where("service_date", ">=", value("fromServiceDate"))
    .where("service_date", "<=", value("toServiceDate"))
    .where("is_final", "=", 1)
    .where("replaced_by_check_id", "is", null)
    .orderBy("observed_at_ms")
    .orderBy("seq"),
);

function firstFinalChecks(db: ReadableDb, span: DaySpan): readonly FinalCheck[] {
  return firstOfEachTarget(finalChecks(db, span));
}

/** Given oldest first: the first check of each target and kind. */
function firstOfEachTarget(checks: readonly FinalCheck[]): readonly FinalCheck[] {
  const firstByTarget = new Map<string, FinalCheck>();
  for (const check of checks) {
    const key = `${check.check_kind}/${check.target_kind}/${check.target_id}`;
    if (!firstByTarget.has(key)) firstByTarget.set(key, check);
  }
  return [...firstByTarget.values()];
}

function ofKind(checks: readonly FinalCheck[], checkKind: (typeof KINDS)[number]): readonly FinalCheck[] {
  return checkKind === "all" ? checks : checks.filter((check) => check.check_kind === checkKind);
}

function countsOf(checks: readonly FinalCheck[]): PassCounts {
  return passCounts(checks.length, checks.filter((check) => check.outcome === "pass").length);
}

function marginOf(check: FinalCheck): readonly number[] {
  const { temperature_c: temperatureC, limit_c: limitC, limit_kind: limitKind } = check;
  if (temperatureC === null || limitC === null || limitKind === null) return [];
  return [marginC({ temperatureC, limitC, limitKind })];
}

/** What a failed check failed on: a score, a substance, an item of a list, else the kind itself. */
function failedParameters(check: FinalCheck): readonly string[] {
  if (check.outcome === "pass") return [];
  const detail = JSON.parse(check.detail) as FailureDetail; // written by the projection
  const { scoresMinPoints = 0 } = detail;
  const scores = (detail.dishes ?? []).flatMap((dish) =>
    TASTING_ATTRIBUTES.filter((attribute) => dish[attribute] < scoresMinPoints),
  );
  const substances = (detail.substances ?? []).filter((one) => one.outcome === "positive");
  const items = (detail.items ?? []).filter((item) => !item.isMet);
  const named = [...scores, ...substances.map((one) => one.substanceCode), ...items.map((item) => item.itemCode)];
  return named.length > 0 ? named : [check.check_kind];
}

interface FailureDetail {
  readonly dishes?: readonly DishScores[];
  readonly scoresMinPoints?: number;
  readonly substances?: readonly SubstanceResult[];
  readonly items?: readonly HygieneItem[];
}

function mostFrequent(parameters: readonly string[]): TrendRow["failures"] {
  const countByParameter = new Map<string, number>();
  for (const parameter of parameters) countByParameter.set(parameter, (countByParameter.get(parameter) ?? 0) + 1);
  return [...countByParameter]
    .map(([parameter, failedCount]) => ({ parameter, failedCount }))
    .toSorted((left, right) => right.failedCount - left.failedCount || (left.parameter < right.parameter ? -1 : 1))
    .slice(0, FAILURES_SHOWN_MAX_COUNT);
}
