import { isOwnDivisionOnly } from "#kernel/access.ts";
import { present } from "#kernel/assert.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { addDays, type LocalDate } from "#kernel/time.ts";
import type { PeopleCommand } from "./commands.ts";
import type { PeopleEvent, SealedReference, StaffStatus } from "./events.ts";
import type { PeopleRejection } from "./rejections.ts";
import { missingCriteria } from "./review-values.ts";
import type { ReviewState } from "./state.ts";

/** The longest span one review looks at: half a year, so that its facts are counted in one go (house rule). */
export const REVIEW_SPAN_MAX_DAYS = 184;

export type ReviewCommand = Extract<
  PeopleCommand,
  { readonly type: "start-review" | "submit-review" | "acknowledge-review" | "dispute-review" | "close-review" }
>;

export function isReviewCommand(command: PeopleCommand): command is ReviewCommand {
  return command.type.endsWith("-review");
}

/** What the tables know of a review and of the person it is about. */
export interface ReviewFacts {
  readonly today: LocalDate;
  /** The person as they are now; null for an id nobody has. */
  readonly subject: { readonly status: StaffStatus; readonly divisionCode: string; readonly isErased: boolean } | null;
  /** A review of the same person, kind and span. */
  readonly sameReviewId: string | null;
  readonly criteria: readonly string[];
  readonly criteriaVersion: number;
  /** Where what is said will lie, sealed; null where nothing is. */
  readonly sealed: SealedReference | null;
}

type Decision = Result<readonly PeopleEvent[], PeopleRejection>;
type Command<Type extends ReviewCommand["type"]> = Extract<ReviewCommand, { readonly type: Type }>;

/** What a command about a review makes happen: draft → submitted → acknowledged or disputed → closed (DOMAIN.md §4.3). */
export function decideReview(
  review: ReviewState | null,
  command: ReviewCommand,
  facts: ReviewFacts,
  context: DecisionContext,
): Decision {
  if (command.type === "start-review") return startReview(review, command, facts, context);
  if (review === null) return err({ code: "not-found", kind: "review", id: command.body.reviewId });
  if (command.type === "acknowledge-review" || command.type === "dispute-review") {
    return answerReview(review, command, facts, context);
  }
  const refusal = reviewerRefusal(review.staffId, facts, context);
  if (refusal !== null) return err(refusal);
  return command.type === "submit-review" ? submitReview(review, command, facts) : closeReview(review, command, facts);
}

function startReview(
  review: ReviewState | null,
  { body }: Command<"start-review">,
  facts: ReviewFacts,
  context: DecisionContext,
): Decision {
  if (review !== null) return err({ code: "review-exists", reviewId: body.reviewId });
  if (facts.subject === null) return err({ code: "not-found", kind: "staff", id: body.staffId });
  if (facts.subject.status === "ended") return err({ code: "staff-ended", staffId: body.staffId });
  const refusal = reviewerRefusal(body.staffId, facts, context);
  if (refusal !== null) return err(refusal);
  const minDate = body.fromDate;
  const maxDate = [addDays(minDate, REVIEW_SPAN_MAX_DAYS), facts.today].toSorted()[0] ?? facts.today;
  if (body.toDate < minDate || body.toDate > maxDate) {
    return err({ code: "date-out-of-range", field: "toDate", minDate, maxDate });
  }
  if (facts.sameReviewId !== null) return err({ code: "review-exists", reviewId: facts.sameReviewId });
  return ok([{ type: "review-started", body }]);
}

function submitReview(review: ReviewState, { body }: Command<"submit-review">, facts: ReviewFacts): Decision {
  if (review.status !== "draft") return err({ code: "wrong-state", state: review.status });
  if (facts.subject === null || facts.subject.isErased) return err({ code: "wrong-state", state: "erased" });
  const { scores } = body.content;
  const odd = scores.find(
    ({ criterion }, index) =>
      !facts.criteria.includes(criterion) || scores.findIndex((other) => other.criterion === criterion) !== index,
  );
  if (odd !== undefined) return err({ code: "criterion-unknown", criterion: odd.criterion });
  const missing = missingCriteria(facts.criteria, scores);
  if (missing.length > 0) return err({ code: "score-missing", criteria: missing });
  // A review in which nothing applies says nothing.
  if (scores.every(({ scorePoints }) => scorePoints === null)) {
    return err({ code: "score-missing", criteria: facts.criteria });
  }
  const { reviewId } = body;
  const { criteriaVersion } = facts;
  return ok([
    { type: "review-submitted", body: { reviewId, staffId: review.staffId, criteriaVersion, sealed: sealedOf(facts) } },
  ]);
}

function answerReview(
  review: ReviewState,
  command: Command<"acknowledge-review"> | Command<"dispute-review">,
  facts: ReviewFacts,
  context: DecisionContext,
): Decision {
  const { reviewId } = command.body;
  // Another person's review is not there for whoever asks.
  if (context.actor.staffId !== review.staffId) return err({ code: "not-found", kind: "review", id: reviewId });
  if (review.status !== "submitted") return err({ code: "wrong-state", state: review.status });
  return ok([
    command.type === "acknowledge-review"
      ? { type: "review-acknowledged", body: { reviewId } }
      : { type: "review-disputed", body: { reviewId, sealed: sealedOf(facts) } },
  ]);
}

function closeReview(review: ReviewState, { body }: Command<"close-review">, facts: ReviewFacts): Decision {
  const isAnswered = review.status === "acknowledged" || review.status === "disputed";
  // Whoever left cannot answer any more.
  const isLeft = review.status !== "closed" && (facts.subject === null || facts.subject.status === "ended");
  return isAnswered || isLeft
    ? ok([{ type: "review-closed", body }])
    : err({ code: "wrong-state", state: review.status });
}

/** Nobody reviews themselves; a division lead reviews the own division. */
function reviewerRefusal(staffId: string, facts: ReviewFacts, { actor }: DecisionContext): PeopleRejection | null {
  if (actor.kind === "system") return null;
  if (actor.staffId === staffId) return { code: "own-work", staffId };
  const permission = "people.review";
  const isElsewhere = isOwnDivisionOnly(actor.roles, permission) && facts.subject?.divisionCode !== actor.divisionCode;
  return isElsewhere ? { code: "not-permitted", permission } : null;
}

function sealedOf(facts: ReviewFacts): SealedReference {
  return present(facts.sealed, "the seal of what was said");
}
