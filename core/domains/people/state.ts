import type { SiteRole } from "#kernel/access.ts";
import type { StoredEventOf } from "#kernel/definition.ts";
import type { DeviceId, StaffId } from "#kernel/ids.ts";
import type { peopleEvents, StaffStatus } from "./events.ts";
import type { BadgeId, EnrolmentId, StaffSessionId } from "./ids.ts";
import type { ReviewStatus } from "./review-values.ts";
import type { HeldRole } from "./rules.ts";

/** One person, folded from the stream `staff_…`, or one review, from `review_…`. A division's or a list's stream needs no state. */
export interface PeopleState {
  readonly person: PersonState | null;
  readonly review: ReviewState | null;
}

export interface ReviewState {
  readonly staffId: StaffId;
  readonly status: ReviewStatus;
}

export interface PersonState {
  readonly status: StaffStatus;
  readonly joinDate: string;
  readonly endDate: string | null;
  readonly isErased: boolean;
  readonly roles: readonly HeldRole[];
  readonly openSessions: readonly OpenSession[];
  readonly badgeIds: readonly BadgeId[];
  /** A card is waited for, or was read and not yet signed for. */
  readonly enrolment: EnrolmentState | null;
}

export interface EnrolmentState {
  readonly enrolmentId: EnrolmentId;
  readonly expiresAtMs: number;
  readonly isOffered: boolean;
}

export interface OpenSession {
  readonly sessionId: StaffSessionId;
  readonly deviceId: DeviceId;
}

export const initialPeopleState: PeopleState = { person: null, review: null };

/** An event of this domain as the log gives it back. */
export type StoredPeopleEvent = StoredEventOf<(typeof peopleEvents)[number]>;

type ReviewEvent = Extract<StoredPeopleEvent, { readonly type: `review-${string}` }>;
type PersonEvent = Exclude<StoredPeopleEvent, ReviewEvent | { readonly type: "division-defined" | "staff-imported" }>;

/** Folds one event into the state of its stream. */
export function evolvePeople(state: PeopleState, event: StoredPeopleEvent): PeopleState {
  if (event.type === "division-defined" || event.type === "staff-imported") return state;
  return isReviewEvent(event) ? evolveReview(state, event) : evolvePersonOf(state, event);
}

function isReviewEvent(event: StoredPeopleEvent): event is ReviewEvent {
  return event.type.startsWith("review-");
}

function evolveReview(state: PeopleState, event: ReviewEvent): PeopleState {
  const reviewIs = (status: ReviewStatus): PeopleState =>
    state.review === null ? state : { ...state, review: { ...state.review, status } };
  switch (event.type) {
    case "review-started":
      return { ...state, review: { staffId: event.body.staffId, status: "draft" } };
    case "review-submitted":
      return reviewIs("submitted");
    case "review-acknowledged":
      return reviewIs("acknowledged");
    case "review-disputed":
      return reviewIs("disputed");
    case "review-closed":
      return reviewIs("closed");
  }
}

function evolvePersonOf(state: PeopleState, event: PersonEvent): PeopleState {
  if (event.type === "staff-added") {
    return {
      ...state,
      person: {
        status: "active",
        joinDate: event.body.joinDate,
        endDate: null,
        isErased: false,
        roles: event.body.roles.map((role) => ({ role, untilDate: null })),
        openSessions: [],
        badgeIds: [],
        enrolment: null,
      },
    };
  }
  return state.person === null ? state : { ...state, person: evolvePerson(state.person, event) };
}

function evolvePerson(person: PersonState, event: Exclude<PersonEvent, { readonly type: "staff-added" }>): PersonState {
  switch (event.type) {
    case "staff-changed":
      return { ...person, status: event.body.status ?? person.status };
    case "staff-ended":
      return { ...person, status: "ended", endDate: event.body.endDate };
    case "staff-erased":
      return { ...person, isErased: true };
    case "role-assigned":
      return {
        ...person,
        roles: [
          ...withoutRole(person.roles, event.body.role),
          { role: event.body.role, untilDate: event.body.untilDate ?? null },
        ],
      };
    case "role-withdrawn":
      return { ...person, roles: withoutRole(person.roles, event.body.role) };
    case "pin-reset":
    case "staff-pay-set":
    case "staff-certificate-recorded":
      return person;
    case "badge-issued":
      return { ...person, badgeIds: [...person.badgeIds, event.body.badgeId] };
    case "badge-revoked":
      return { ...person, badgeIds: person.badgeIds.filter((badgeId) => badgeId !== event.body.badgeId) };
    case "card-enrolment-opened": {
      const { enrolmentId, expiresAtMs } = event.body;
      return { ...person, enrolment: { enrolmentId, expiresAtMs, isOffered: false } };
    }
    case "card-offered":
      return person.enrolment === null ? person : { ...person, enrolment: { ...person.enrolment, isOffered: true } };
    case "card-enrolment-closed":
      return { ...person, enrolment: null };
    case "staff-session-opened":
      return {
        ...person,
        openSessions: [...person.openSessions, { sessionId: event.body.sessionId, deviceId: event.body.deviceId }],
      };
    case "staff-session-closed":
      return {
        ...person,
        openSessions: person.openSessions.filter((session) => session.sessionId !== event.body.sessionId),
      };
  }
}

function withoutRole(roles: readonly HeldRole[], role: SiteRole): readonly HeldRole[] {
  return roles.filter((held) => held.role !== role);
}
