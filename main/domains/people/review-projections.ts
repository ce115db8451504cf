import type { StoredPeopleEvent } from "#domains/people/state.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import { peopleSql, type PeopleTables } from "./tables.ts";

type EventNamed<Type extends StoredPeopleEvent["type"]> = Extract<StoredPeopleEvent, { readonly type: Type }>;
type ReviewEvent = Extract<StoredPeopleEvent, { readonly type: `review-${string}` }>;

export function projectCertificate(db: WritableDb, event: EventNamed<"staff-certificate-recorded">): void {
  const { staffId, kind, validUntilDate } = event.body;
  const values = { valid_until_date: validUntilDate, recorded_at_ms: event.recordedAtMs };
  db.run(
    peopleSql
      .insertInto("staff_certificate")
      .values({ staff_id: staffId, kind, ...values })
      .onConflict((conflict) => conflict.columns(["staff_id", "kind"]).doUpdateSet(values)),
  );
}

export function projectReview(db: WritableDb, event: ReviewEvent): void {
  const atMs = event.recordedAtMs;
  switch (event.type) {
    case "review-started":
      insertReview(db, event);
      return;
    case "review-submitted":
      updateReview(db, event.body.reviewId, {
        state: "submitted",
        submitted_at_ms: atMs,
        reviewer_staff_id: event.staffId,
        sealed_id: event.body.sealed.sealedId,
      });
      return;
    case "review-acknowledged":
      updateReview(db, event.body.reviewId, { state: "acknowledged", answered_at_ms: atMs });
      return;
    case "review-disputed": {
      const { reviewId, sealed } = event.body;
      updateReview(db, reviewId, { state: "disputed", answered_at_ms: atMs, dispute_sealed_id: sealed.sealedId });
      return;
    }
    case "review-closed":
      updateReview(db, event.body.reviewId, { state: "closed", closed_at_ms: atMs, outcome: event.body.outcome });
      return;
  }
}

function insertReview(db: WritableDb, event: EventNamed<"review-started">): void {
  const { reviewId, staffId, reviewKind, fromDate, toDate } = event.body;
  db.run(
    peopleSql.insertInto("review").values({
      review_id: reviewId,
      staff_id: staffId,
      review_kind: reviewKind,
      from_date: fromDate,
      to_date: toDate,
      state: "draft",
      reviewer_staff_id: event.staffId,
      started_at_ms: event.recordedAtMs,
      submitted_at_ms: null,
      answered_at_ms: null,
      closed_at_ms: null,
      outcome: null,
      sealed_id: null,
      dispute_sealed_id: null,
    }),
  );
}

function updateReview(db: WritableDb, reviewId: string, change: Partial<PeopleTables["review"]>): void {
  db.run(peopleSql.updateTable("review").set(change).where("review_id", "=", reviewId));
}
