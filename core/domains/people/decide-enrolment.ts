import { err, ok, type Result } from "#kernel/result.ts";
import type { PeopleCommand } from "./commands.ts";
import type { PeopleEvent } from "./events.ts";
import type { EnrolmentId } from "./ids.ts";
import type { PeopleRejection } from "./rejections.ts";
import type { PersonState } from "./state.ts";

/** What is known beside the person's stream. */
export interface EnrolmentFacts {
  /** `card.enrol-window` in force. */
  readonly windowMs: number;
  /** Until when a card is waited for, for somebody else; null where none is. */
  readonly elsewhereExpiresAtMs: number | null;
  /** Whether the kitchen PC holds the text of the card the command is about. */
  readonly isTextHeld: boolean;
}

type Command<Type extends PeopleCommand["type"]> = Extract<PeopleCommand, { readonly type: Type }>;
type Decision = Result<readonly PeopleEvent[], PeopleRejection>;

/** One card is waited for at a time: with two, nobody could say whose the next one is. */
export function openCardEnrolment(
  person: PersonState,
  { body: { staffId, enrolmentId } }: Command<"open-card-enrolment">,
  facts: EnrolmentFacts,
  { refusal, nowMs }: { readonly refusal: PeopleRejection | null; readonly nowMs: number },
): Decision {
  if (refusal !== null) return err(refusal);
  if (facts.elsewhereExpiresAtMs !== null) {
    return err({ code: "enrolment-open", expiresAtMs: facts.elsewhereExpiresAtMs });
  }
  const before = person.enrolment;
  const replaced: readonly PeopleEvent[] =
    before === null
      ? []
      : [
          {
            type: "card-enrolment-closed",
            body: { staffId, enrolmentId: before.enrolmentId, outcome: "replaced" },
          },
        ];
  const expiresAtMs = nowMs + facts.windowMs;
  return ok([...replaced, { type: "card-enrolment-opened", body: { staffId, enrolmentId, expiresAtMs } }]);
}

/** The first card wins; one somebody has, or had, is nobody else's. */
export function offerCard(
  { enrolment }: PersonState,
  { body: { staffId, enrolmentId } }: Command<"offer-card">,
  facts: { readonly badgeOwnerId: string | null; readonly nowMs: number },
): Decision {
  const isWaited = enrolment?.enrolmentId === enrolmentId && !enrolment.isOffered;
  if (!isWaited || facts.nowMs >= enrolment.expiresAtMs) return err({ code: "enrolment-closed" });
  if (facts.badgeOwnerId !== null) return err({ code: "badge-in-use", staffId: facts.badgeOwnerId });
  return ok([{ type: "card-offered", body: { staffId, enrolmentId } }]);
}

export function cancelCardEnrolment(
  { enrolment }: PersonState,
  { body: { staffId, enrolmentId } }: Command<"cancel-card-enrolment">,
): Decision {
  if (enrolment?.enrolmentId !== enrolmentId) return err({ code: "enrolment-closed" });
  return ok([{ type: "card-enrolment-closed", body: { staffId, enrolmentId, outcome: "cancelled" } }]);
}

/** Whether the card a terminal offered may be signed for; its window only limits the wait for the card. */
export function isCardHeld({ enrolment }: PersonState, enrolmentId: EnrolmentId, facts: EnrolmentFacts): boolean {
  return enrolment?.enrolmentId === enrolmentId && enrolment.isOffered && facts.isTextHeld;
}
