import { describe, expect, test } from "vitest";
import type { SiteRole } from "#kernel/access.ts";
import type { Actor } from "#kernel/definition.ts";
import type { StaffId } from "#kernel/ids.ts";
import { createDecideSpec, testContext } from "#tests/kit/decide-spec.ts";
import type { PeopleCommand } from "./commands.ts";
import { decidePeople, type PeopleFacts } from "./decide.ts";
import type { ReviewFacts } from "./decide-review.ts";
import type { PeopleEvent } from "./events.ts";
import type { ReviewId, SealedId } from "./ids.ts";
import type { PeopleRejection } from "./rejections.ts";
import { evolvePeople, initialPeopleState, type PeopleState } from "./state.ts";

const SARI = `staff_${"a".repeat(32)}` as StaffId; // well formed
const HEAD = `staff_${"b".repeat(32)}` as StaffId; // well formed
const REVIEW = `review_${"1".repeat(32)}` as ReviewId; // well formed
const SEALED = { sealedId: `sealed_${"e".repeat(32)}` as SealedId, digest: "f".repeat(64) }; // well formed
const FACTS: ReviewFacts = {
  today: "2026-11-21",
  subject: { status: "active", divisionCode: "pengolahan", isErased: false },
  sameReviewId: null,
  criteria: ["teamwork", "time-keeping"],
  criteriaVersion: 2,
  sealed: SEALED,
};

const given = createDecideSpec<PeopleState, PeopleCommand, PeopleFacts, PeopleEvent, PeopleRejection>({
  initialState: initialPeopleState,
  evolve: evolvePeople,
  decide: decidePeople,
});
function facts(more: Partial<ReviewFacts> = {}): PeopleFacts {
  return {
    today: "2026-11-21",
    kitchenHeadIds: [HEAD],
    nextStaffCode: "STAFF-007",
    isDivisionKnown: true,
    isLeadKnown: true,
    sealed: null,
    openTaskCount: 0,
    checkedInAtMs: null,
    enrolment: { windowMs: 60_000, elsewhereExpiresAtMs: null, isTextHeld: false },
    ageMinYears: 17,
    ageMaxYears: 65,
    eraseAfterMonths: 24,
    unpaidToDate: null,
    badgeOwnerId: null,
    isBadgeIdTaken: false,
    importing: null,
    review: { ...FACTS, ...more },
  };
}
function as(roles: readonly SiteRole[], more: Partial<Actor> = {}): { readonly actor: Actor } {
  return { actor: { ...testContext().actor, staffId: HEAD, roles, ...more } };
}
const AS_HEAD = as(["kitchen-head"]);
const AS_SARI = as(["kitchen-staff"], { staffId: SARI });

const span = { fromDate: "2026-08-01", toDate: "2026-10-31" };
const start = (more: Partial<typeof span> = {}): PeopleCommand => ({
  type: "start-review",
  body: { reviewId: REVIEW, staffId: SARI, reviewKind: "quarterly", ...span, ...more },
});
type Score = { readonly criterion: "teamwork" | "time-keeping" | "service"; readonly scorePoints: number | null };
const submit = (...scores: readonly Score[]): PeopleCommand => ({
  type: "submit-review",
  body: { reviewId: REVIEW, content: { scores: [...scores], goals: ["Datang tepat waktu"] } },
});
const FULL: readonly Score[] = [
  { criterion: "teamwork", scorePoints: 4 },
  { criterion: "time-keeping", scorePoints: null },
];
const acknowledge: PeopleCommand = { type: "acknowledge-review", body: { reviewId: REVIEW } };
const dispute: PeopleCommand = { type: "dispute-review", body: { reviewId: REVIEW, note: "Saya dijadwalkan libur" } };
const close: PeopleCommand = { type: "close-review", body: { reviewId: REVIEW, outcome: "training" } };

const started: PeopleEvent = {
  type: "review-started",
  body: { reviewId: REVIEW, staffId: SARI, reviewKind: "quarterly", ...span },
};
const submitted: PeopleEvent = {
  type: "review-submitted",
  body: { reviewId: REVIEW, staffId: SARI, criteriaVersion: 2, sealed: SEALED },
};
const acknowledged: PeopleEvent = { type: "review-acknowledged", body: { reviewId: REVIEW } };
const disputed: PeopleEvent = { type: "review-disputed", body: { reviewId: REVIEW, sealed: SEALED } };
const closed: PeopleEvent = { type: "review-closed", body: { reviewId: REVIEW, outcome: "training" } };

describe("starting a review", () => {
  test("names the person, the kind and the span", () => {
    given().when(start(), facts(), AS_HEAD).emits(started);
  });

  test("is not done to oneself, nor twice for one span", () => {
    given().when(start(), facts(), AS_SARI).rejects({ code: "own-work", staffId: SARI });
    given()
      .when(start(), facts({ sameReviewId: "review_x" }), AS_HEAD)
      .rejects({
        code: "review-exists",
        reviewId: "review_x",
      });
    given(started).when(start(), facts(), AS_HEAD).rejects({ code: "review-exists", reviewId: REVIEW });
  });

  test("needs a person who is still here", () => {
    given()
      .when(start(), facts({ subject: null }), AS_HEAD)
      .rejects({ code: "not-found", kind: "staff", id: SARI });
    const subject = { status: "ended" as const, divisionCode: "pengolahan", isErased: false };
    given().when(start(), facts({ subject }), AS_HEAD).rejects({ code: "staff-ended", staffId: SARI });
  });

  test("looks back half a year at most, and never ahead", () => {
    const rejection = { code: "date-out-of-range", field: "toDate" } as const;
    given()
      .when(start({ toDate: "2026-07-31" }), facts(), AS_HEAD)
      .rejects({ ...rejection, minDate: "2026-08-01", maxDate: "2026-11-21" });
    given()
      .when(start({ toDate: "2026-11-22" }), facts(), AS_HEAD)
      .rejects({ ...rejection, minDate: "2026-08-01", maxDate: "2026-11-21" });
    given()
      .when(start({ fromDate: "2026-01-01", toDate: "2026-07-05" }), facts(), AS_HEAD)
      .rejects({ ...rejection, minDate: "2026-01-01", maxDate: "2026-07-04" });
  });

  test("by a division lead is for the own division", () => {
    const lead = (divisionCode: string) => as(["division-lead"], { divisionCode });
    given().when(start(), facts(), lead("pengolahan")).emits(started);
    given().when(start(), facts(), lead("distribusi")).rejects({ code: "not-permitted", permission: "people.review" });
    given(started)
      .when(submit(...FULL), facts(), lead("distribusi"))
      .rejects({ code: "not-permitted", permission: "people.review" });
  });
});

describe("submitting a review", () => {
  test("seals what was said; the event says only that it was", () => {
    given(started)
      .when(submit(...FULL), facts(), AS_HEAD)
      .emits(submitted);
  });

  test("needs every criterion scored or marked as not applicable, and one scored", () => {
    given(started)
      .when(submit({ criterion: "teamwork", scorePoints: 4 }), facts(), AS_HEAD)
      .rejects({ code: "score-missing", criteria: ["time-keeping"] });
    given(started)
      .when(submit(...FULL.map((score) => ({ ...score, scorePoints: null }))), facts(), AS_HEAD)
      .rejects({ code: "score-missing", criteria: ["teamwork", "time-keeping"] });
    given(started)
      .when(submit(...FULL, { criterion: "service", scorePoints: 3 }), facts(), AS_HEAD)
      .rejects({ code: "criterion-unknown", criterion: "service" });
    given(started)
      .when(submit(...FULL, { criterion: "teamwork", scorePoints: 5 }), facts(), AS_HEAD)
      .rejects({ code: "criterion-unknown", criterion: "teamwork" });
  });

  test("is done once, by another, of somebody who was not erased", () => {
    given(started, submitted)
      .when(submit(...FULL), facts(), AS_HEAD)
      .rejects({ code: "wrong-state", state: "submitted" });
    given(started)
      .when(submit(...FULL), facts(), AS_SARI)
      .rejects({ code: "own-work", staffId: SARI });
    given()
      .when(submit(...FULL), facts(), AS_HEAD)
      .rejects({ code: "not-found", kind: "review", id: REVIEW });
    const subject = { status: "ended" as const, divisionCode: "pengolahan", isErased: true };
    given(started)
      .when(submit(...FULL), facts({ subject }), AS_HEAD)
      .rejects({ code: "wrong-state", state: "erased" });
  });
});

describe("answering a review", () => {
  test("is for the reviewed alone, who may dispute it", () => {
    given(started, submitted).when(acknowledge, facts(), AS_SARI).emits(acknowledged);
    given(started, submitted).when(dispute, facts(), AS_SARI).emits(disputed);
    for (const command of [acknowledge, dispute]) {
      given(started, submitted)
        .when(command, facts(), AS_HEAD)
        .rejects({ code: "not-found", kind: "review", id: REVIEW });
    }
  });

  test("comes once, after it was submitted", () => {
    given(started).when(acknowledge, facts(), AS_SARI).rejects({ code: "wrong-state", state: "draft" });
    given(started, submitted, disputed)
      .when(acknowledge, facts(), AS_SARI)
      .rejects({ code: "wrong-state", state: "disputed" });
  });
});

describe("closing a review", () => {
  test("follows the answer", () => {
    given(started, submitted, acknowledged).when(close, facts(), AS_HEAD).emits(closed);
    given(started, submitted, disputed).when(close, facts(), AS_HEAD).emits(closed);
    given(started, submitted).when(close, facts(), AS_HEAD).rejects({ code: "wrong-state", state: "submitted" });
    given(started, submitted, disputed, closed)
      .when(close, facts(), AS_HEAD)
      .rejects({ code: "wrong-state", state: "closed" });
  });

  test("does not wait for somebody who left", () => {
    const subject = { status: "ended" as const, divisionCode: "pengolahan", isErased: false };
    given(started, submitted).when(close, facts({ subject }), AS_HEAD).emits(closed);
  });
});

test("a certificate's end lies within ten years of today", () => {
  const record = (validUntilDate: string): PeopleCommand => ({
    type: "record-staff-certificate",
    body: { staffId: SARI, kind: "food-handler", validUntilDate },
  });
  const added: PeopleEvent = {
    type: "staff-added",
    body: {
      staffId: SARI,
      staffCode: "STAFF-001",
      roles: ["kitchen-staff"],
      divisionCode: "pengolahan",
      employmentKind: "volunteer",
      joinDate: "2026-11-01",
      position: "Juru masak",
      sealed: SEALED,
    },
  };
  const { decided } = given(added).when(record("2027-11-21"), facts(), AS_HEAD);
  expect(decided).toEqual({
    ok: true,
    value: [
      {
        type: "staff-certificate-recorded",
        body: { staffId: SARI, kind: "food-handler", validUntilDate: "2027-11-21" },
      },
    ],
  });
  given(added).when(record("2072-11-21"), facts(), AS_HEAD).rejects({
    code: "date-out-of-range",
    field: "validUntilDate",
    minDate: "2016-11-21",
    maxDate: "2036-11-20",
  });
});
