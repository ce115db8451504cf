import { sql } from "kysely";
import type { ReviewCommand, ReviewFacts } from "#domains/people/decide-review.ts";
import type { SealedReference } from "#domains/people/events.ts";
import { bandOf, overallHundredthCount, type BandFloors, type ReviewBand } from "#domains/people/review-values.ts";
import {
  reviewBandAbove,
  reviewBandAsExpected,
  reviewBandBelow,
  reviewBandOutstanding,
  reviewCriteria,
} from "#domains/people/settings.ts";
import type { StoredPeopleEvent } from "#domains/people/state.ts";
import { assert } from "#kernel/assert.ts";
import type { IdFactory } from "#kernel/ids.ts";
import type { SettingReader } from "#kernel/setting.ts";
import type { LocalDate } from "#kernel/time.ts";
import { attendanceFacts } from "#main/domains/attendance/queries.ts";
import { batchesBetween } from "#main/domains/production/queries.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import type { ReadableDb, WritableDb } from "#main/store/readable-db.ts";
import { personOn } from "./queries.ts";
import type { Sealer } from "./seal.ts";
import { peopleSql, type PeopleTables } from "./tables.ts";

type SubmitBody = Extract<ReviewCommand, { readonly type: "submit-review" }>["body"];

/** What lies sealed of a submitted review. */
export interface SealedReview {
  readonly content: SubmitBody["content"];
  readonly facts: {
    readonly attendanceBp: number | null;
    readonly lateCount: number | null;
    readonly absentCount: number | null;
    readonly taskCount: number;
  };
  readonly overallHundredthCount: number | null;
  readonly band: ReviewBand | null;
}

interface ReviewDeps {
  readonly today: LocalDate;
  readonly sealer: Sealer;
  readonly makeId: IdFactory;
}

/** Reads what a decision about a review needs, and seals what it says so that the event can name the seal. */
export function gatherReviewFacts(db: ReadableDb, command: ReviewCommand, deps: ReviewDeps): ReviewFacts {
  const review = reviewRow(db, command.body.reviewId);
  const staffId = command.type === "start-review" ? command.body.staffId : review?.staff_id;
  const person = staffId === undefined ? undefined : personOn(db, staffId, deps.today);
  const criteria = settingReader(db, deps.today)(reviewCriteria);
  return {
    today: deps.today,
    subject:
      person === undefined
        ? null
        : { status: person.status, divisionCode: person.divisionCode, isErased: isErased(db, person.staffId) },
    sameReviewId: command.type === "start-review" ? sameReviewId(db, command.body) : null,
    criteria: criteria.value,
    criteriaVersion: criteria.version,
    sealed: review === undefined ? null : sealedReference(db, command, review, deps),
  };
}

function sealedReference(
  db: ReadableDb,
  command: ReviewCommand,
  review: PeopleTables["review"],
  deps: ReviewDeps,
): SealedReference | null {
  const said = whatIsSaid(db, command, { review, today: deps.today });
  if (said === null) return null;
  return deps.sealer.seal({ sealedId: deps.makeId("sealed"), staffId: review.staff_id }, said).reference;
}

/** The same question asked before and after the decision gives the same words, so the row holds what the event names. */
function whatIsSaid(
  db: ReadableDb,
  command: ReviewCommand,
  at: { readonly review: PeopleTables["review"]; readonly today: LocalDate },
): SealedReview | { readonly note: string } | null {
  if (command.type === "dispute-review") return { note: command.body.note };
  if (command.type !== "submit-review") return null;
  const { content } = command.body;
  const overall = overallHundredthCount(content.scores);
  const floors = bandFloors(settingReader(db, at.today));
  return {
    content,
    facts: reviewedFacts(db, at.review),
    overallHundredthCount: overall,
    band: overall === null ? null : bandOf(overall, floors),
  };
}

/** What attendance and the batches say of the reviewed in the review's span; null members where nothing was rostered. */
export function reviewedFacts(
  db: ReadableDb,
  review: Pick<PeopleTables["review"], "staff_id" | "from_date" | "to_date">,
): SealedReview["facts"] {
  const span = { fromDate: review.from_date, toDate: review.to_date };
  const { rosteredDayCount, presentDayCount, lateDayCount, absentDayCount } = attendanceFacts(db, {
    staffId: review.staff_id,
    ...span,
  });
  const tasks = batchesBetween(db, span)
    .filter((batch) => batch.status !== "cancelled")
    .flatMap((batch) => batch.progress.tasks)
    .filter((task) => task.staffId === review.staff_id);
  const isRostered = rosteredDayCount > 0;
  return {
    attendanceBp: isRostered ? Math.floor((10_000 * presentDayCount) / rosteredDayCount) : null,
    lateCount: isRostered ? lateDayCount : null,
    absentCount: isRostered ? absentDayCount : null,
    taskCount: tasks.length,
  };
}

/** Writes what was said beside the log; gives the members of the answer. */
export function completeReview(
  db: WritableDb,
  command: ReviewCommand,
  events: readonly StoredPeopleEvent[],
  deps: { readonly sealer: Sealer; readonly today: LocalDate; readonly nowMs: number },
): Readonly<Record<string, unknown>> {
  const { reviewId } = command.body;
  const review = reviewRow(db, reviewId);
  const event = events.find(({ type }) => type === "review-submitted" || type === "review-disputed");
  if (review === undefined || event === undefined || !("sealed" in event.body) || event.body.sealed === undefined) {
    return { reviewId };
  }
  const said = whatIsSaid(db, command, { review, today: deps.today });
  if (said === null) return { reviewId };
  const label = { sealedId: event.body.sealed.sealedId, staffId: review.staff_id };
  const { sealed, reference } = deps.sealer.seal(label, said);
  assert(reference.digest === event.body.sealed.digest, "the row holds what the event names");
  const row = { sealed_id: label.sealedId, review_id: reviewId, staff_id: review.staff_id };
  db.run(peopleSql.insertInto("review_private").values({ ...row, sealed, written_at_ms: deps.nowMs }));
  if (!("overallHundredthCount" in said)) return { reviewId };
  return { reviewId, overallHundredthCount: said.overallHundredthCount, band: said.band };
}

/** What was said about a person goes with them. */
export function eraseReviews(db: WritableDb, staffId: string): void {
  const cleared = sql<Uint8Array>`zeroblob(length(sealed))`;
  db.run(peopleSql.updateTable("review_private").set({ sealed: cleared }).where("staff_id", "=", staffId));
  db.run(peopleSql.deleteFrom("review_private").where("staff_id", "=", staffId));
}

export function bandFloors(setting: SettingReader): BandFloors {
  return {
    outstanding: setting(reviewBandOutstanding).value,
    above: setting(reviewBandAbove).value,
    "as-expected": setting(reviewBandAsExpected).value,
    below: setting(reviewBandBelow).value,
  };
}

function reviewRow(db: ReadableDb, reviewId: string): PeopleTables["review"] | undefined {
  return db.first(peopleSql.selectFrom("review").selectAll().where("review_id", "=", reviewId));
}

function isErased(db: ReadableDb, staffId: string): boolean {
  const row = db.first(peopleSql.selectFrom("staff").select("is_erased").where("staff_id", "=", staffId));
  return row?.is_erased === 1;
}

function sameReviewId(
  db: ReadableDb,
  of: Extract<ReviewCommand, { readonly type: "start-review" }>["body"],
): string | null {
  const same = peopleSql
    .selectFrom("review")
    .select("review_id")
    .where("staff_id", "=", of.staffId)
    .where("review_kind", "=", of.reviewKind)
    .where("from_date", "=", of.fromDate)
    .where("to_date", "=", of.toDate);
  return db.first(same)?.review_id ?? null;
}
