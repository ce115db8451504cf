import { sql } from "kysely";
import {
  certificatesDueQuery,
  myReviewsQuery,
  reviewFormQuery,
  reviewQuery,
  reviewsQuery,
  type ReviewInFullRow,
} from "#domains/people/review-queries.ts";
import { certificateUrgentDays, certificateWarnDays, reviewCriteria } from "#domains/people/settings.ts";
import { certificateLevel } from "#domains/people/review-values.ts";
import { isOwnDivisionOnly, type Permission } from "#kernel/access.ts";
import { addDays, DAY_MS, dayCountFromLocalDate, type LocalDate } from "#kernel/time.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import { answerQuery, type QueryHandler, type QueryViewer } from "#main/store/domain-module.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { OPEN_PERSONAL_FUNCTION, personOn, staffNames } from "./queries.ts";
import { bandFloors, reviewedFacts, type SealedReview } from "./reviews.ts";
import { peopleSql } from "./tables.ts";

const REVIEW_EVENTS = [
  "review-started",
  "review-submitted",
  "review-acknowledged",
  "review-disputed",
  "review-closed",
  "staff-changed",
  "staff-erased",
] as const;

/** What the facts of a draft are counted from. */
const FACT_EVENTS = [
  "checked-in",
  "checked-out",
  "punch-withdrawn",
  "roster-set",
  "absence-recorded",
  "correction-approved",
  "leave-approved",
] as const;

/** The live queries of reviews and certificates. */
export function reviewQueryHandlers(todayOf: (db: ReadableDb) => LocalDate): readonly QueryHandler[] {
  return [
    answerQuery(
      certificatesDueQuery,
      // A day passes: what was not due is.
      [
        "staff-certificate-recorded",
        "staff-changed",
        "staff-ended",
        "staff-erased",
        "service-day-opened",
        "setting-changed",
      ],
      (db, params, viewer) => certificateRows(db, params, { viewer, today: todayOf(db) }),
    ),
    answerQuery(reviewsQuery, REVIEW_EVENTS, (db, { staffId }, viewer) =>
      reviewRows(db, {
        staffId,
        divisionCode: ownDivision(db, viewer, todayOf(db)),
        limit: reviewsQuery.limit + 1,
      }).map(({ scores: _scores, goals: _goals, summary: _summary, facts: _facts, disputeNote: _note, ...row }) => row),
    ),
    answerQuery(reviewQuery, [...REVIEW_EVENTS, ...FACT_EVENTS], (db, { reviewId }, viewer) =>
      reviewRows(db, { reviewId, divisionCode: ownDivision(db, viewer, todayOf(db)), isDraftCounted: true, limit: 1 }),
    ),
    answerQuery(myReviewsQuery, REVIEW_EVENTS, (db, { staffId }, viewer) =>
      viewer.staffId === staffId
        ? reviewRows(db, { staffId, divisionCode: null, isSaid: true, limit: myReviewsQuery.limit + 1 })
        : [],
    ),
    answerQuery(reviewFormQuery, ["setting-changed"], (db) => {
      const setting = settingReader(db, todayOf(db));
      const floors = bandFloors(setting);
      const bands = (["outstanding", "above", "as-expected", "below"] as const).map((band) => ({
        band,
        fromHundredthCount: floors[band],
      }));
      return [{ key: "form" as const, criteria: [...setting(reviewCriteria).value], bands }];
    }),
  ];
}

/** A division lead reads of the own division only; null: of everybody. */
function ownDivision(
  db: ReadableDb,
  viewer: QueryViewer,
  today: LocalDate,
  permission: Permission = "people.review",
): string | null {
  if (viewer.staffId === null) return null;
  const person = personOn(db, viewer.staffId, today);
  return person !== undefined && isOwnDivisionOnly(person.roles, permission) ? person.divisionCode : null;
}

function certificateRows(
  db: ReadableDb,
  params: { readonly withinMs?: number | undefined; readonly staffId?: string | undefined },
  { viewer, today }: { readonly viewer: QueryViewer; readonly today: LocalDate },
) {
  const setting = settingReader(db, today);
  const levels = {
    warnDayCount: setting(certificateWarnDays).value,
    urgentDayCount: setting(certificateUrgentDays).value,
  };
  const withinDays = params.withinMs === undefined ? levels.warnDayCount : Math.floor(params.withinMs / DAY_MS);
  let query = peopleSql
    .selectFrom("staff_certificate")
    .innerJoin("staff", "staff.staff_id", "staff_certificate.staff_id")
    .selectAll("staff_certificate")
    .select(["staff.division_code", "staff.staff_code"])
    .orderBy("valid_until_date")
    .orderBy("staff.staff_code")
    .orderBy("kind")
    .limit(certificatesDueQuery.limit + 1);
  query =
    params.staffId === undefined
      ? query.where("valid_until_date", "<=", addDays(today, withinDays)).where("staff.status", "<>", "ended")
      : query.where("staff_certificate.staff_id", "=", params.staffId);
  const divisionCode = ownDivision(db, viewer, today, "people.view");
  if (divisionCode !== null) query = query.where("staff.division_code", "=", divisionCode);
  const rows = db.all(query);
  const names = viewer.isNamesAllowed
    ? staffNames(
        db,
        rows.map((row) => row.staff_id),
      )
    : new Map<string, string>();
  return rows.map((row) => ({
    ...standingOf(row.valid_until_date, today, levels),
    key: `${row.staff_id}/${row.kind}`,
    staffId: row.staff_id,
    name: names.get(row.staff_id) ?? row.staff_code,
    divisionCode: row.division_code,
    kind: row.kind,
    validUntilDate: row.valid_until_date,
    recordedAtMs: row.recorded_at_ms,
  }));
}

function standingOf(
  validUntilDate: LocalDate,
  today: LocalDate,
  levels: { readonly warnDayCount: number; readonly urgentDayCount: number },
) {
  const leftDayCount = dayCountFromLocalDate(validUntilDate) - dayCountFromLocalDate(today);
  return { leftDayCount, level: certificateLevel(leftDayCount, levels) };
}

interface ReviewFilter {
  readonly reviewId?: string | undefined;
  readonly staffId?: string | undefined;
  readonly divisionCode: string | null;
  /** Only what was submitted: a draft is nobody's reading yet. */
  readonly isSaid?: boolean;
  /** A draft shows its facts as they are now: who writes it reads them before scoring. */
  readonly isDraftCounted?: boolean;
  readonly limit: number;
}

function reviewRows(db: ReadableDb, filter: ReviewFilter): readonly ReviewInFullRow[] {
  let query = peopleSql
    .selectFrom("review")
    .innerJoin("staff", "staff.staff_id", "review.staff_id")
    .leftJoin("review_private as said", "said.sealed_id", "review.sealed_id")
    .leftJoin("review_private as answer", "answer.sealed_id", "review.dispute_sealed_id")
    .selectAll("review")
    .select([
      "staff.division_code",
      "staff.staff_code",
      opened("said").as("said_text"),
      opened("answer").as("answer_text"),
    ])
    .orderBy("review.started_at_ms", "desc")
    .orderBy("review.review_id")
    .limit(filter.limit);
  if (filter.reviewId !== undefined) query = query.where("review.review_id", "=", filter.reviewId);
  if (filter.staffId !== undefined) query = query.where("review.staff_id", "=", filter.staffId);
  if (filter.divisionCode !== null) query = query.where("staff.division_code", "=", filter.divisionCode);
  if (filter.isSaid === true) query = query.where("review.submitted_at_ms", "is not", null);
  const rows = db.all(query);
  const names = staffNames(
    db,
    rows.flatMap((row) => [row.staff_id, row.reviewer_staff_id ?? ""]),
  );
  return rows.map((row) => {
    // Both were sealed from parsed data, and the seal proves it.
    const said = row.said_text === null ? null : (JSON.parse(row.said_text) as SealedReview);
    const answer = row.answer_text === null ? null : (JSON.parse(row.answer_text) as { readonly note: string });
    return {
      reviewId: row.review_id,
      staffId: row.staff_id,
      staffCode: row.staff_code,
      name: names.get(row.staff_id) ?? "",
      divisionCode: row.division_code,
      reviewKind: row.review_kind,
      fromDate: row.from_date,
      toDate: row.to_date,
      state: row.state,
      reviewerStaffId: row.reviewer_staff_id,
      reviewerName: names.get(row.reviewer_staff_id ?? "") ?? "",
      startedAtMs: row.started_at_ms,
      submittedAtMs: row.submitted_at_ms,
      answeredAtMs: row.answered_at_ms,
      closedAtMs: row.closed_at_ms,
      outcome: row.outcome,
      overallHundredthCount: said?.overallHundredthCount ?? null,
      band: said?.band ?? null,
      scores: (said?.content.scores ?? []).map(({ criterion, scorePoints, note }) => ({
        criterion,
        scorePoints,
        note: note ?? null,
      })),
      goals: said?.content.goals ?? [],
      summary: said?.content.summary ?? null,
      facts: said?.facts ?? (filter.isDraftCounted === true && row.state === "draft" ? reviewedFacts(db, row) : null),
      disputeNote: answer?.note ?? null,
    };
  });
}

/** A sealed row of a review, opened; null when there is none or it does not open. */
function opened(table: "said" | "answer") {
  const column = (name: string) => sql.ref(`${table}.${name}`);
  return sql<
    string | null
  >`${sql.raw(OPEN_PERSONAL_FUNCTION)}(${column("sealed_id")}, ${column("staff_id")}, ${column("sealed")})`;
}
