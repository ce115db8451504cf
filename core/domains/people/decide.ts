import type { SiteRole } from "#kernel/access.ts";
import { present } from "#kernel/assert.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { addDays, type LocalDate } from "#kernel/time.ts";
import type { PeopleCommand } from "./commands.ts";
import { decideImport, type ImportFacts } from "./decide-import.ts";
import { decideReview, isReviewCommand, type ReviewCommand, type ReviewFacts } from "./decide-review.ts";
import {
  cancelCardEnrolment,
  isCardHeld,
  offerCard,
  openCardEnrolment,
  type EnrolmentFacts,
} from "./decide-enrolment.ts";
import type { PeopleEvent, SealedReference } from "./events.ts";
import { ageRefusal, newcomerRoleRefusal } from "./newcomer.ts";
import type { PeopleRejection } from "./rejections.ts";
import { canGrantRole, canManagePerson, monthsLater, rankOf, rolesOn } from "./rules.ts";
import type { PeopleState, PersonState } from "./state.ts";

/** A role with an end date ends within ten years; a later date is a slip of the keyboard. */
const ROLE_LIMITED_MAX_DAYS = 3_652;
/** No certificate of a kitchen is good for more than ten years; a date further off is a slip of the keyboard. */
const CERTIFICATE_SPAN_MAX_DAYS = 3_652;
/** A card, a QR and one to spare (house rule). */
const BADGES_MAX_COUNT = 3;

/** What the tables know beside the person's own stream. */
export interface PeopleFacts {
  /** The service date of now. */
  readonly today: LocalDate;
  /** People who are not ended and hold the kitchen head's role today. */
  readonly kitchenHeadIds: readonly string[];
  /** The next free code: `STAFF-007`. */
  readonly nextStaffCode: string;
  readonly isDivisionKnown: boolean;
  readonly isLeadKnown: boolean;
  /** Where the command's personal data will lie, sealed. */
  readonly sealed: SealedReference | null;
  /** Tasks of the person on batches neither completed nor cancelled, when somebody leaves. */
  readonly openTaskCount: number;
  /** When somebody who leaves came to work, and has not gone since; null for who is not here. */
  readonly checkedInAtMs: number | null;
  readonly ageMinYears: number;
  readonly ageMaxYears: number;
  readonly eraseAfterMonths: number;
  /** For a list of people; null for the rest. */
  readonly importing: ImportFacts | null;
  /** For the commands of reviews; null for the rest. */
  readonly review: ReviewFacts | null;
  /** The last day of a wage list the person is on that is not paid yet. */
  readonly unpaidToDate: LocalDate | null;
  /** Whose card the text already is, in force or revoked. */
  readonly badgeOwnerId: string | null;
  readonly enrolment: EnrolmentFacts;
  /** Whether the `badgeId` of an `issue-badge` is taken. */
  readonly isBadgeIdTaken: boolean;
}

type Command<Type extends PeopleCommand["type"]> = Extract<PeopleCommand, { readonly type: Type }>;
type Decision = Result<readonly PeopleEvent[], PeopleRejection>;

/** What a command about people makes happen, or why not (DOMAIN.md §4.3). */
export function decidePeople(
  state: PeopleState,
  command: PeopleCommand,
  facts: PeopleFacts,
  context: DecisionContext,
): Decision {
  if (isReviewCommand(command)) {
    return decideReview(state.review, command, present(facts.review, "the facts of a review"), context);
  }
  if (command.type === "import-staff") {
    return decideImport(command, present(facts.importing, "the facts of a list of people"), context);
  }
  switch (command.type) {
    case "add-staff":
      return addStaff(state, command, facts, context);
    case "define-division":
      return defineDivision(command, facts);
    case "change-staff":
    case "end-staff":
    case "erase-staff":
    case "assign-role":
    case "withdraw-role":
    case "reset-pin":
    case "issue-badge":
    case "revoke-badge":
    case "open-card-enrolment":
    case "cancel-card-enrolment":
    case "offer-card":
    case "open-staff-session":
    case "close-staff-session":
    case "set-staff-pay":
    case "record-staff-certificate":
      return state.person === null
        ? err({ code: "not-found", kind: "staff", id: command.body.staffId })
        : decidePerson(state.person, command, facts, context);
  }
}

function decidePerson(
  person: PersonState,
  command: Exclude<PeopleCommand, ReviewCommand | { readonly type: "add-staff" | "import-staff" | "define-division" }>,
  facts: PeopleFacts,
  context: DecisionContext,
): Decision {
  if (command.type === "erase-staff") return eraseStaff(person, command, facts, context);
  if (command.type === "close-staff-session") return closeSession(person, command);
  if (command.type === "set-staff-pay") return setStaffPay(person, command, facts);
  if (person.status === "ended") return err({ code: "staff-ended", staffId: command.body.staffId });
  switch (command.type) {
    case "change-staff":
      return changeStaff(person, command, facts, context);
    case "end-staff":
      return endStaff(person, command, facts, context);
    case "assign-role":
      return assignRole(person, command, facts, context);
    case "withdraw-role":
      return withdrawRole(person, command, facts, context);
    case "reset-pin":
      return resetPin(person, command, facts, context);
    case "issue-badge":
      return issueBadge(person, command, facts, context);
    case "revoke-badge":
      return revokeBadge(person, command, facts, context);
    case "open-card-enrolment":
      return openCardEnrolment(person, command, facts.enrolment, {
        refusal: manageRefusal(person, command.body.staffId, facts, context) ?? tooManyBadges(person),
        nowMs: context.nowMs,
      });
    case "cancel-card-enrolment":
      return cancelCardEnrolment(person, command);
    case "offer-card":
      return offerCard(person, command, { badgeOwnerId: facts.badgeOwnerId, nowMs: context.nowMs });
    case "record-staff-certificate":
      return recordCertificate(command, facts);
    case "open-staff-session":
      return openSession(person, command);
  }
}

function addStaff(
  state: PeopleState,
  command: Command<"add-staff">,
  facts: PeopleFacts,
  context: DecisionContext,
): Decision {
  const { personal: _personal, ...body } = command.body;
  if (state.person !== null) return err({ code: "staff-exists", staffId: body.staffId });
  if (!facts.isDivisionKnown) return err({ code: "not-found", kind: "division", id: body.divisionCode });
  const refusal = newcomerRoleRefusal(body.roles, context) ?? ageRefusal(command.body, facts);
  if (refusal !== null) return err(refusal);
  return ok([
    {
      type: "staff-added",
      body: { ...body, roles: [...new Set(body.roles)], staffCode: facts.nextStaffCode, sealed: sealedOf(facts) },
    },
  ]);
}

function changeStaff(
  person: PersonState,
  command: Command<"change-staff">,
  facts: PeopleFacts,
  context: DecisionContext,
): Decision {
  const { personal, ...body } = command.body;
  const isDivisionChanged = body.divisionCode !== undefined;
  if (isDivisionChanged && !facts.isDivisionKnown) {
    return err({ code: "not-found", kind: "division", id: body.divisionCode ?? "" });
  }
  const refusal = manageRefusal(person, command.body.staffId, facts, context);
  if (refusal !== null) return err(refusal);
  const sealed = personal === undefined ? {} : { sealed: sealedOf(facts) };
  return ok([{ type: "staff-changed", body: { ...body, ...sealed } }]);
}

function endStaff(
  person: PersonState,
  command: Command<"end-staff">,
  facts: PeopleFacts,
  context: DecisionContext,
): Decision {
  const { staffId, endDate } = command.body;
  const refusal = manageRefusal(person, staffId, facts, context);
  if (refusal !== null) return err(refusal);
  if (isLastKitchenHead(staffId, facts)) return err({ code: "last-kitchen-head" });
  if (facts.openTaskCount > 0) return err({ code: "task-open", openTaskCount: facts.openTaskCount });
  if (facts.checkedInAtMs !== null) return err({ code: "session-open", inAtMs: facts.checkedInAtMs });
  const maxDate = addDays(facts.today, 1);
  if (endDate < person.joinDate || endDate > maxDate) {
    return err({ code: "date-out-of-range", field: "endDate", minDate: person.joinDate, maxDate });
  }
  const badges = person.badgeIds.map((badgeId): PeopleEvent => ({ type: "badge-revoked", body: { staffId, badgeId } }));
  return ok([
    { type: "staff-ended", body: command.body },
    ...badges,
    ...sessionsClosed(person, staffId, "staff-ended"),
  ]);
}

function eraseStaff(
  person: PersonState,
  command: Command<"erase-staff">,
  facts: PeopleFacts,
  context: DecisionContext,
): Decision {
  const { staffId, isRequested } = command.body;
  if (person.isErased) return err({ code: "wrong-state", state: "erased" });
  if (person.status !== "ended") return err({ code: "wrong-state", state: person.status });
  const refusal = manageRefusal(person, staffId, facts, context);
  if (refusal !== null) return err(refusal);
  const fromDate = monthsLater(person.endDate ?? facts.today, facts.eraseAfterMonths);
  if (!isRequested && facts.today < fromDate) return err({ code: "erase-too-early", fromDate });
  if (facts.unpaidToDate !== null) return err({ code: "pay-period-open", toDate: facts.unpaidToDate });
  return ok([{ type: "staff-erased", body: { staffId } }]);
}

function assignRole(
  person: PersonState,
  command: Command<"assign-role">,
  facts: PeopleFacts,
  context: DecisionContext,
): Decision {
  const { staffId, role, untilDate } = command.body;
  const refusal = roleRefusal(staffId, role, context);
  if (refusal !== null) return err(refusal);
  const maxDate = addDays(facts.today, ROLE_LIMITED_MAX_DAYS);
  if (untilDate !== undefined && (untilDate < facts.today || untilDate > maxDate)) {
    return err({ code: "date-out-of-range", field: "untilDate", minDate: facts.today, maxDate });
  }
  const isSame = person.roles.some((held) => held.role === role && held.untilDate === (untilDate ?? null));
  if (isSame) return err({ code: "role-held", role });
  // An end date on the only kitchen head would leave the kitchen without one.
  const isLimited = untilDate !== undefined && role === "kitchen-head";
  if (isLimited && isLastKitchenHead(staffId, facts)) return err({ code: "last-kitchen-head" });
  return ok([{ type: "role-assigned", body: command.body }]);
}

function withdrawRole(
  person: PersonState,
  command: Command<"withdraw-role">,
  facts: PeopleFacts,
  context: DecisionContext,
): Decision {
  const { staffId, role } = command.body;
  const refusal = roleRefusal(staffId, role, context);
  if (refusal !== null) return err(refusal);
  if (!person.roles.some((held) => held.role === role)) return err({ code: "role-not-held", role });
  if (role === "kitchen-head" && isLastKitchenHead(staffId, facts)) return err({ code: "last-kitchen-head" });
  return ok([{ type: "role-withdrawn", body: command.body }]);
}

function roleRefusal(staffId: string, role: SiteRole, context: DecisionContext): PeopleRejection | null {
  const { actor } = context;
  if (actor.kind === "system") return null;
  if (actor.staffId === staffId) return { code: "own-role" };
  return canGrantRole(actor.roles, role) ? null : { code: "role-above-own", role };
}

function resetPin(
  person: PersonState,
  command: Command<"reset-pin">,
  facts: PeopleFacts,
  context: DecisionContext,
): Decision {
  const { staffId } = command.body;
  const refusal = manageRefusal(person, staffId, facts, context);
  if (refusal !== null) return err(refusal);
  // Whoever renews the own number stays signed in where they did it; every other session ends with the old number.
  const ownDeviceId = context.actor.staffId === staffId ? context.actor.deviceId : null;
  const others = person.openSessions.filter((session) => session.deviceId !== ownDeviceId);
  return ok([
    { type: "pin-reset", body: { staffId } },
    ...sessionsClosed({ ...person, openSessions: others }, staffId, "number-reset"),
  ]);
}

/** Whoever left may still have to be paid; whoever was erased has nothing that could be sealed for them. */
function setStaffPay(person: PersonState, command: Command<"set-staff-pay">, facts: PeopleFacts): Decision {
  if (person.isErased) return err({ code: "wrong-state", state: "erased" });
  return ok([{ type: "staff-pay-set", body: { staffId: command.body.staffId, sealed: sealedOf(facts) } }]);
}

function issueBadge(
  person: PersonState,
  command: Command<"issue-badge">,
  facts: PeopleFacts,
  context: DecisionContext,
): Decision {
  const { staffId, badgeId, badge } = command.body;
  const refusal = manageRefusal(person, staffId, facts, context) ?? tooManyBadges(person);
  if (refusal !== null) return err(refusal);
  if (facts.isBadgeIdTaken) return err({ code: "badge-exists", badgeId });
  if (badge.badgeKind === "offered-card" && !isCardHeld(person, badge.enrolmentId, facts.enrolment)) {
    return err({ code: "enrolment-closed" });
  }
  if (facts.badgeOwnerId !== null) return err({ code: "badge-in-use", staffId: facts.badgeOwnerId });
  const badgeKind = badge.badgeKind === "qr" ? "qr" : "card";
  const issued: PeopleEvent = { type: "badge-issued", body: { staffId, badgeId, badgeKind } };
  if (badge.badgeKind !== "offered-card") return ok([issued]);
  const { enrolmentId } = badge;
  return ok([issued, { type: "card-enrolment-closed", body: { staffId, enrolmentId, outcome: "issued" } }]);
}

function tooManyBadges(person: PersonState): PeopleRejection | null {
  if (person.badgeIds.length < BADGES_MAX_COUNT) return null;
  return { code: "out-of-range", field: "badgeCount", min: 0, max: BADGES_MAX_COUNT };
}

function revokeBadge(
  person: PersonState,
  command: Command<"revoke-badge">,
  facts: PeopleFacts,
  context: DecisionContext,
): Decision {
  const { staffId, badgeId } = command.body;
  if (!person.badgeIds.includes(badgeId)) return err({ code: "not-found", kind: "badge", id: badgeId });
  const refusal = manageRefusal(person, staffId, facts, context);
  return refusal === null ? ok([{ type: "badge-revoked", body: command.body }]) : err(refusal);
}

function recordCertificate(command: Command<"record-staff-certificate">, facts: PeopleFacts): Decision {
  const [minDate, maxDate] = [
    addDays(facts.today, -CERTIFICATE_SPAN_MAX_DAYS),
    addDays(facts.today, CERTIFICATE_SPAN_MAX_DAYS),
  ];
  const { validUntilDate } = command.body;
  if (validUntilDate < minDate || validUntilDate > maxDate) {
    return err({ code: "date-out-of-range", field: "validUntilDate", minDate, maxDate });
  }
  return ok([{ type: "staff-certificate-recorded", body: command.body }]);
}

function defineDivision(command: Command<"define-division">, facts: PeopleFacts): Decision {
  const { leadStaffId } = command.body;
  if (leadStaffId !== undefined && !facts.isLeadKnown)
    return err({ code: "not-found", kind: "staff", id: leadStaffId });
  return ok([{ type: "division-defined", body: command.body }]);
}

function openSession(person: PersonState, command: Command<"open-staff-session">): Decision {
  const { staffId, deviceId } = command.body;
  const replaced = person.openSessions.filter((session) => session.deviceId === deviceId);
  return ok([
    ...sessionsClosed({ ...person, openSessions: replaced }, staffId, "replaced"),
    { type: "staff-session-opened", body: command.body },
  ]);
}

function closeSession(person: PersonState, command: Command<"close-staff-session">): Decision {
  const { sessionId } = command.body;
  const isOpen = person.openSessions.some((session) => session.sessionId === sessionId);
  if (!isOpen) return err({ code: "not-found", kind: "session", id: sessionId });
  return ok([{ type: "staff-session-closed", body: command.body }]);
}

function sessionsClosed(
  person: PersonState,
  staffId: Command<"end-staff">["body"]["staffId"],
  reasonCode: "staff-ended" | "number-reset" | "replaced",
): readonly PeopleEvent[] {
  return person.openSessions.map((session) => ({
    type: "staff-session-closed",
    body: { sessionId: session.sessionId, staffId, deviceId: session.deviceId, reasonCode },
  }));
}

function manageRefusal(
  person: PersonState,
  staffId: string,
  facts: PeopleFacts,
  context: DecisionContext,
): PeopleRejection | null {
  const { actor } = context;
  if (actor.kind === "system") return null;
  const personRoles = rolesOn(person.roles, facts.today);
  if (canManagePerson({ actorRoles: actor.roles, personRoles, isSelf: actor.staffId === staffId })) return null;
  const highest = personRoles.toSorted((left, right) => rankOf([right]) - rankOf([left]))[0];
  return { code: "role-above-own", role: highest ?? "viewer" };
}

function isLastKitchenHead(staffId: string, facts: PeopleFacts): boolean {
  return facts.kitchenHeadIds.length === 1 && facts.kitchenHeadIds[0] === staffId;
}

function sealedOf(facts: PeopleFacts): SealedReference {
  return present(facts.sealed, "the seal of the personal data");
}
