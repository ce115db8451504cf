import { sql } from "kysely";
import type { PeopleCommand, PersonalData } from "#domains/people/commands.ts";
import { isReviewCommand } from "#domains/people/decide-review.ts";
import type { SealedReference } from "#domains/people/events.ts";
import type { StoredPeopleEvent } from "#domains/people/state.ts";
import type { RevealAnswer } from "#contract/pairing.ts";
import { assert, present } from "#kernel/assert.ts";
import type { DecisionContext } from "#kernel/definition.ts";
import type { LocalDate } from "#kernel/time.ts";
import type { WritableDb } from "#main/store/readable-db.ts";
import type { Badges } from "./badges.ts";
import { completeImport } from "./import.ts";
import { cardTextOf } from "./facts.ts";
import type { OfferedCards } from "./offered-cards.ts";
import type { Numbers } from "./numbers.ts";
import { completeReview, eraseReviews } from "./reviews.ts";
import type { Sealer } from "./seal.ts";
import { peopleSql } from "./tables.ts";

/** Keeps a value in memory to be shown once to whoever asked for it; gives the id to ask with. */
export type KeepForReveal = (secret: RevealAnswer, forDeviceId: string | null) => string;

export interface CompletionDeps {
  readonly sealer: Sealer;
  readonly numbers: Numbers;
  readonly keepForReveal: KeepForReveal;
  /** What other domains keep sealed about a person goes with them. */
  readonly eraseElsewhere: (db: WritableDb, staffId: string) => void;
  readonly badges: Badges;
  readonly offeredCards: OfferedCards;
  readonly todayOf: (db: WritableDb, nowMs: number) => LocalDate;
}

/** Writes what stays outside the log, with the events that speak of it; gives the members of the answer. */
export function completePeople(
  db: WritableDb,
  command: PeopleCommand,
  events: readonly StoredPeopleEvent[],
  context: DecisionContext,
  deps: CompletionDeps,
): Readonly<Record<string, unknown>> {
  if (isReviewCommand(command)) {
    const today = deps.todayOf(db, context.nowMs);
    return completeReview(db, command, events, { sealer: deps.sealer, today, nowMs: context.nowMs });
  }
  if (command.type === "import-staff") {
    return completeImport(db, command, events, { sealer: deps.sealer, nowMs: context.nowMs });
  }
  switch (command.type) {
    case "add-staff": {
      const { staffId, personal } = command.body;
      const added = present(
        events.find((event) => event.type === "staff-added"),
        "the event of the newcomer",
      );
      writeSealed(db, { staffId, personal, reference: added.body.sealed, nowMs: context.nowMs }, deps.sealer);
      return { staffId, staffCode: added.body.staffCode, revealId: issueNumber(db, staffId, context, deps) };
    }
    case "change-staff": {
      const { staffId, personal } = command.body;
      const changed = events.find((event) => event.type === "staff-changed");
      if (personal === undefined || changed?.body.sealed === undefined) return { staffId };
      eraseSealed(db, staffId);
      writeSealed(db, { staffId, personal, reference: changed.body.sealed, nowMs: context.nowMs }, deps.sealer);
      return { staffId };
    }
    case "end-staff":
      deps.numbers.retire(db, command.body.staffId, context.nowMs);
      return { staffId: command.body.staffId };
    case "erase-staff":
      eraseSealed(db, command.body.staffId);
      erasePay(db, command.body.staffId);
      eraseReviews(db, command.body.staffId);
      deps.eraseElsewhere(db, command.body.staffId);
      db.run(peopleSql.deleteFrom("badge_text").where("staff_id", "=", command.body.staffId));
      return { staffId: command.body.staffId };
    case "reset-pin": {
      const { staffId } = command.body;
      return { staffId, revealId: issueNumber(db, staffId, context, deps) };
    }
    case "issue-badge":
    case "revoke-badge":
    case "open-card-enrolment":
    case "cancel-card-enrolment":
    case "offer-card":
      return completeBadge(db, command, events, deps);
    case "open-staff-session":
    case "close-staff-session":
      return { sessionId: command.body.sessionId };
    case "assign-role":
    case "withdraw-role":
    case "record-staff-certificate":
      return { staffId: command.body.staffId };
    case "set-staff-pay":
      writePay(db, command.body, events, { sealer: deps.sealer, nowMs: context.nowMs });
      return { staffId: command.body.staffId };
    case "define-division":
      return { divisionCode: command.body.divisionCode };
  }
}

type BadgeCommand = Extract<
  PeopleCommand,
  { readonly type: "issue-badge" | "revoke-badge" | "open-card-enrolment" | "cancel-card-enrolment" | "offer-card" }
>;

/** What readers read of badges lies beside the log; a card offered and not yet signed for in memory alone. */
function completeBadge(
  db: WritableDb,
  command: BadgeCommand,
  events: readonly StoredPeopleEvent[],
  deps: CompletionDeps,
): Readonly<Record<string, unknown>> {
  switch (command.type) {
    case "issue-badge": {
      const { staffId, badgeId, badge } = command.body;
      const text = badge.badgeKind === "qr" ? deps.badges.qrText(badgeId) : cardTextOf(command, deps.offeredCards);
      deps.badges.keep(db, { staffId, badgeId, text: present(text, "the text of the card") });
      if (badge.badgeKind === "offered-card") deps.offeredCards.forget(badge.enrolmentId);
      return { badgeId };
    }
    case "open-card-enrolment": {
      const opened = events.find((event) => event.type === "card-enrolment-opened");
      return { enrolmentId: command.body.enrolmentId, expiresAtMs: opened?.body.expiresAtMs };
    }
    case "offer-card":
      deps.offeredCards.keep(command.body.enrolmentId, command.body.text);
      return {};
    case "cancel-card-enrolment":
      deps.offeredCards.forget(command.body.enrolmentId);
      return {};
    case "revoke-badge":
      return { badgeId: command.body.badgeId };
  }
}

function issueNumber(db: WritableDb, staffId: string, context: DecisionContext, deps: CompletionDeps): string {
  const number = deps.numbers.issue(db, staffId, context.nowMs);
  return deps.keepForReveal({ kind: "number", staffId, number }, context.actor.deviceId);
}

function writeSealed(
  db: WritableDb,
  row: {
    readonly staffId: string;
    readonly personal: PersonalData;
    readonly reference: SealedReference;
    readonly nowMs: number;
  },
  sealer: Sealer,
): void {
  const label = { sealedId: row.reference.sealedId, staffId: row.staffId };
  const { sealed, reference } = sealer.seal(label, row.personal);
  assert(reference.digest === row.reference.digest, "the row holds what the event names");
  db.run(
    peopleSql
      .insertInto("staff_private")
      .values({ sealed_id: label.sealedId, staff_id: row.staffId, sealed, written_at_ms: row.nowMs }),
  );
}

/** Overwritten before it is deleted: a page that becomes free is not always cleared by itself. */
function eraseSealed(db: WritableDb, staffId: string): void {
  const cleared = sql<Uint8Array>`zeroblob(length(sealed))`;
  db.run(peopleSql.updateTable("staff_private").set({ sealed: cleared }).where("staff_id", "=", staffId));
  db.run(peopleSql.deleteFrom("staff_private").where("staff_id", "=", staffId));
}

function writePay(
  db: WritableDb,
  { staffId, pay }: Extract<PeopleCommand, { readonly type: "set-staff-pay" }>["body"],
  events: readonly StoredPeopleEvent[],
  { sealer, nowMs }: { readonly sealer: Sealer; readonly nowMs: number },
): void {
  const set = present(
    events.find((event) => event.type === "staff-pay-set"),
    "the event of the rate",
  );
  erasePay(db, staffId);
  const { sealed, reference } = sealer.seal({ sealedId: set.body.sealed.sealedId, staffId }, pay);
  assert(reference.digest === set.body.sealed.digest, "the row holds what the event names");
  const row = { staff_id: staffId, sealed_id: reference.sealedId, sealed, written_at_ms: nowMs };
  db.run(peopleSql.insertInto("staff_pay").values(row));
}

function erasePay(db: WritableDb, staffId: string): void {
  const cleared = sql<Uint8Array>`zeroblob(length(sealed))`;
  db.run(peopleSql.updateTable("staff_pay").set({ sealed: cleared }).where("staff_id", "=", staffId));
  db.run(peopleSql.deleteFrom("staff_pay").where("staff_id", "=", staffId));
}
