import type { Actor } from "#kernel/definition.ts";
import type { SiteRole } from "#kernel/access.ts";
import { isOwnDivisionOnly } from "#kernel/access.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { LocalDate, TimeZone } from "#kernel/time.ts";
import type { PayFacts } from "./decide-pay.ts";
import type { Shift } from "./events.ts";
import type { BadgeId } from "#domains/people/ids.ts";
import type { StayRow } from "./queries.ts";
import type { RosteredShift } from "./shift-match.ts";
import type { PunchMethod } from "./values.ts";

/** The person an act is about, as the people domain knows them today. */
export interface PersonFacts {
  readonly staffId: StaffId;
  readonly status: "active" | "on-leave" | "ended";
  readonly roles: readonly SiteRole[];
  readonly divisionCode: string;
  readonly joinDate: LocalDate;
  readonly endDate: LocalDate | null;
}

/** The figures in force (`settings.ts`), milliseconds. */
export interface AttendanceFigures {
  readonly duplicateWindowMs: number;
  readonly shortStayMs: number;
  readonly sessionMaxMs: number;
  readonly correctionMaxMs: number;
  readonly queueMaxMs: number;
  readonly flipWindowMs: number;
  readonly withdrawWindowMs: number;
  readonly dayMaxMs: number;
  readonly restMinMs: number;
  readonly halfDayShareBp: number;
}

/** A span of service dates whose wages are approved: nothing in it changes any more. */
export interface ClosedSpan {
  readonly fromDate: LocalDate;
  readonly toDate: LocalDate;
  /** When they were approved. */
  readonly closedAtMs: number;
}

/** One person's line of a roster being set. */
export interface RosterPerson extends PersonFacts {
  /** Their shifts on the dates around, those of the date being set left out. */
  readonly around: readonly RosteredShift[];
}

/** What the tables know beside the stream at hand. */
export interface AttendanceFacts {
  readonly today: LocalDate;
  readonly timeZone: TimeZone;
  readonly figures: AttendanceFigures;
  readonly closedSpans: readonly ClosedSpan[];
  /** Null for commands that are about no one person. */
  readonly person: PersonFacts | null;
  /** How the person said who they are. */
  readonly identified: { readonly method: PunchMethod; readonly badgeId: BadgeId | null } | null;
  /** The instant the command is about, by the clock that is believed. */
  readonly atMs: number;
  /** `atMs` is the kitchen PC's: the terminal's queue was older than `attendance.queue-max`. */
  readonly isClockReplaced: boolean;
  /** The service date the clock alone gives `atMs`. */
  readonly clockDate: LocalDate;
  /** The person's rostered shifts of the dates around `atMs`. */
  readonly rostered: readonly RosteredShift[];
  /** The person's stays of the dates around, as judged. */
  readonly stays: readonly StayRow[];
  /** The id the command gives a punch, a leave or a correction is one the kitchen already knows, whosever it is. */
  readonly isIdTaken: boolean;
  readonly roster: {
    readonly people: readonly RosterPerson[];
    readonly shiftByCode: ReadonlyMap<string, { readonly shift: Shift; readonly isRetired: boolean }>;
    /** What `copy-roster` copies, by target date. */
    readonly copied: ReadonlyArray<{
      readonly serviceDate: LocalDate;
      readonly entries: ReadonlyArray<{ readonly staffId: StaffId; readonly shiftCodes: string[] }>;
    }>;
    /** What stands on the dates `copy-roster` writes, of the people it copies. */
    readonly standing: ReadonlyArray<{
      readonly serviceDate: LocalDate;
      readonly staffId: StaffId;
      readonly shiftCodes: readonly string[];
    }>;
    /** Granted leave that touches those dates. */
    readonly leaves: ReadonlyArray<{
      readonly staffId: StaffId;
      readonly fromDate: LocalDate;
      readonly toDate: LocalDate;
    }>;
    /** The first date from today on that still uses a shift, for retiring it. */
    readonly usedFromDate: LocalDate | null;
  };
  readonly pay: PayFacts | null;
}

/** Whether a service date's wages are approved. */
export function closedSpanOf(facts: Pick<AttendanceFacts, "closedSpans">, date: LocalDate): ClosedSpan | undefined {
  return facts.closedSpans.find((span) => date >= span.fromDate && date <= span.toDate);
}

/** A division lead manages the own division only (`d` in DOMAIN.md §3). */
export function mayManage(actor: Actor, person: Pick<PersonFacts, "divisionCode">): boolean {
  if (actor.kind === "system") return true;
  return !isOwnDivisionOnly(actor.roles, "attendance.manage") || actor.divisionCode === person.divisionCode;
}
