import type { PeopleCommand } from "#domains/people/commands.ts";
import type { PeopleFacts } from "#domains/people/decide.ts";
import { isReviewCommand } from "#domains/people/decide-review.ts";
import { staffCodeOf, STANDARD_DIVISIONS } from "#domains/people/rules.ts";
import { ageMaxYears, ageMinYears, cardEnrolWindowMs, eraseAfterMonths } from "#domains/people/settings.ts";
import type { IdFactory } from "#kernel/ids.ts";
import { addDays, type LocalDate } from "#kernel/time.ts";
import { openStayOf, unpaidToDate } from "#main/domains/attendance/queries.ts";
import { batchesBetween } from "#main/domains/production/queries.ts";
import { settingReader } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import type { Badges } from "./badges.ts";
import { enrolmentElsewhere } from "./enrolments.ts";
import { gatherImportFacts } from "./import.ts";
import type { OfferedCards } from "./offered-cards.ts";
import { kitchenHeadIds } from "./queries.ts";
import { gatherReviewFacts } from "./reviews.ts";
import type { Sealer } from "./seal.ts";
import { peopleSql } from "./tables.ts";

/** How far ahead plans are made (DOMAIN.md §1: the menu stands from H-3, batches from H-1). */
const OPEN_TASK_DAYS_AHEAD_COUNT = 7;

/** Reads what the decision needs beside the person's own stream; seals personal data so the event can name the seal. */
export function gatherPeopleFacts(
  db: ReadableDb,
  command: PeopleCommand,
  deps: {
    readonly today: LocalDate;
    readonly sealer: Sealer;
    readonly makeId: IdFactory;
    readonly badges: Badges;
    readonly offeredCards: OfferedCards;
    readonly nowMs: number;
  },
): PeopleFacts {
  const settings = settingReader(db, deps.today);
  const cardText = cardTextOf(command, deps.offeredCards);
  return {
    today: deps.today,
    kitchenHeadIds: kitchenHeadIds(db, deps.today),
    nextStaffCode: nextStaffCode(db),
    isDivisionKnown: isDivisionKnown(db, command),
    isLeadKnown: isLeadKnown(db, command),
    sealed: sealReference(command, deps),
    openTaskCount: command.type === "end-staff" ? openTaskCount(db, command.body.staffId, deps.today) : 0,
    checkedInAtMs: command.type === "end-staff" ? (openStayOf(db, command.body.staffId)?.inAtMs ?? null) : null,
    ageMinYears: settings(ageMinYears).value,
    ageMaxYears: settings(ageMaxYears).value,
    eraseAfterMonths: settings(eraseAfterMonths).value,
    importing:
      command.type === "import-staff"
        ? gatherImportFacts(db, command, {
            ...deps,
            ageMinYears: settings(ageMinYears).value,
            ageMaxYears: settings(ageMaxYears).value,
          })
        : null,
    review: isReviewCommand(command) ? gatherReviewFacts(db, command, deps) : null,
    unpaidToDate: command.type === "erase-staff" ? unpaidToDate(db, command.body.staffId) : null,
    badgeOwnerId: cardText === null ? null : deps.badges.textOwner(db, cardText),
    isBadgeIdTaken: command.type === "issue-badge" && isBadgeIdTaken(db, command.body.badgeId),
    enrolment: {
      windowMs: settings(cardEnrolWindowMs).value,
      elsewhereExpiresAtMs:
        command.type === "open-card-enrolment" ? enrolmentElsewhere(db, command.body.staffId, deps.nowMs) : null,
      isTextHeld: cardText !== null,
    },
  };
}

function isBadgeIdTaken(db: ReadableDb, badgeId: string): boolean {
  return db.first(peopleSql.selectFrom("badge").select("badge_id").where("badge_id", "=", badgeId)) !== undefined;
}

/** The card a command is about: named in it, or read by a terminal and held here. Null for a command about none. */
export function cardTextOf(command: PeopleCommand, offeredCards: OfferedCards): string | null {
  if (command.type === "offer-card") return command.body.text;
  if (command.type !== "issue-badge") return null;
  const { badge } = command.body;
  if (badge.badgeKind === "offered-card") return offeredCards.textOf(badge.enrolmentId);
  return badge.badgeKind === "card" ? badge.text : null;
}

/** Codes are dense in the order people were added; nobody's row is ever removed. */
function nextStaffCode(db: ReadableDb): string {
  const row = db.first(peopleSql.selectFrom("staff").select((select) => select.fn.countAll<number>().as("count")));
  return staffCodeOf((row?.count ?? 0) + 1);
}

function isDivisionKnown(db: ReadableDb, command: PeopleCommand): boolean {
  if (command.type !== "add-staff" && command.type !== "change-staff") return true;
  const { divisionCode } = command.body;
  if (divisionCode === undefined || STANDARD_DIVISIONS.some((item) => item.divisionCode === divisionCode)) return true;
  const defined = peopleSql.selectFrom("division").select("name").where("division_code", "=", divisionCode);
  return db.first(defined) !== undefined;
}

function isLeadKnown(db: ReadableDb, command: PeopleCommand): boolean {
  if (command.type !== "define-division" || command.body.leadStaffId === undefined) return true;
  const lead = peopleSql
    .selectFrom("staff")
    .select("staff_id")
    .where("staff_id", "=", command.body.leadStaffId)
    .where("status", "<>", "ended");
  return db.first(lead) !== undefined;
}

/** Tasks on batches of yesterday to a week ahead that are neither completed nor cancelled. */
function openTaskCount(db: ReadableDb, staffId: string, today: LocalDate): number {
  const span = { fromDate: addDays(today, -1), toDate: addDays(today, OPEN_TASK_DAYS_AHEAD_COUNT) };
  return batchesBetween(db, span)
    .filter((batch) => batch.status !== "completed" && batch.status !== "cancelled")
    .flatMap((batch) => batch.progress.tasks)
    .filter((task) => task.staffId === staffId).length;
}

function sealReference(
  command: PeopleCommand,
  deps: { readonly sealer: Sealer; readonly makeId: IdFactory },
): PeopleFacts["sealed"] {
  if (command.type === "set-staff-pay") {
    const { staffId, pay } = command.body;
    return deps.sealer.seal({ sealedId: deps.makeId("sealed"), staffId }, pay).reference;
  }
  if (command.type !== "add-staff" && command.type !== "change-staff") return null;
  const { staffId, personal } = command.body;
  return personal === undefined
    ? null
    : deps.sealer.seal({ sealedId: deps.makeId("sealed"), staffId }, personal).reference;
}
