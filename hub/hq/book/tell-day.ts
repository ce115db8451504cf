import type { HqRow } from "#contract/hq-queries.ts";
import { DAY_PHASES, type DayPhase } from "#contract/hq-vocabulary.ts";
import { batchStatus, cookedAtMs, startedAtMs } from "#domains/production/status.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import { presenceOf } from "./presence.ts";
import type { BookBatch, SiteBook } from "./site-book.ts";

/** What lists of kitchens show of a book; kept beside it, so that they read no books. */
export interface BookSummary {
  readonly serviceDate: string | null;
  readonly phase: DayPhase | null;
  readonly plannedPortionCount: number | null;
  readonly donePortionCount: number | null;
  /** When the next batch that is not ready must leave; in the past it is late. */
  readonly nextDepartureAtMs: number | null;
  readonly openCriticalCount: number;
  readonly unacknowledgedAlertCount: number;
  readonly outOfLimitCount: number | null;
  readonly presentCount: number | null;
  /** Critical alerts that ended, by id: when. */
  readonly endedCriticals: Readonly<Record<string, number>>;
}

type SiteDay = Omit<
  HqRow<"site-today">,
  "siteId" | "siteName" | "regionId" | "timeZone" | "lastContactAtMs" | "silentSinceMs" | "asOfMs" | "waitingCount"
>;

export function summaryOf(book: SiteBook): BookSummary {
  const alerts = Object.values(book.alertById).map(({ state }) => state);
  const unresolved = alerts.filter(({ status }) => status !== "resolved");
  const ofAlerts = {
    openCriticalCount: unresolved.filter(({ severity }) => severity === "critical").length,
    unacknowledgedAlertCount: unresolved.filter(({ status }) => status === "open").length,
    endedCriticals: book.endedCriticals,
  };
  if (book.day === null) {
    const nothing = { serviceDate: null, phase: null, plannedPortionCount: null, donePortionCount: null };
    return { ...nothing, nextDepartureAtMs: null, ...ofAlerts, outOfLimitCount: null, presentCount: null };
  }
  const { serviceDate } = book.day;
  const rows = batchesOf(book).map(batchRow);
  const cooked = rows.filter(({ status }) => status !== "cancelled");
  const departures = cooked
    .filter(({ status }) => status !== "ready" && status !== "completed")
    .map(({ departureAtMs }) => departureAtMs);
  return {
    ...{ serviceDate, phase: phaseOf(book), ...ofAlerts },
    plannedPortionCount: sum(cooked.map((row) => row.plannedPortionCount)),
    donePortionCount: sum(cooked.map((row) => row.donePortionCount)),
    nextDepartureAtMs: departures.length === 0 ? null : Math.min(...departures),
    outOfLimitCount: checksOf(book, serviceDate).filter(({ outcome }) => outcome === "fail").length,
    presentCount: presenceOf(book.punchById, serviceDate).presentCount,
  };
}

/** The newest day in full, as `site-today` answers; null before a kitchen's first. */
export function dayOf(book: SiteBook): SiteDay | null {
  if (book.day === null) return null;
  const { serviceDate, openedAtMs, state } = book.day;
  const checks = checksOf(book, serviceDate);
  const samples = Object.values(book.sampleById).filter((sample) => sample.serviceDate === serviceDate);
  const storedCount = samples.filter(({ status }) => status !== "taken").length;
  return {
    ...{ serviceDate: serviceDate as SiteDay["serviceDate"], phase: phaseOf(book), openedAtMs }, // checked with its event
    closedAtMs: state.status === "closed" ? state.closedAtMs : null,
    batches: batchesOf(book)
      .map(batchRow)
      .toSorted((left, right) => left.batchCode.localeCompare(right.batchCode)),
    alerts: Object.values(book.alertById)
      .filter((alert) => alert.state.status !== "resolved" || alert.serviceDate === serviceDate)
      .map(({ state: { alertId, alertKind, severity, status, entityId }, raisedAtMs, acknowledgedAtMs }) => ({
        ...{ alertId, alertKind, severity, status, entityId, raisedAtMs, acknowledgedAtMs },
      }))
      .toSorted((left, right) => right.raisedAtMs - left.raisedAtMs),
    checks: {
      passedCount: checks.filter(({ outcome }) => outcome === "pass").length,
      failedCount: checks.filter(({ outcome }) => outcome === "fail").length,
    },
    samples: {
      takenCount: samples.length,
      storedCount,
      disposedCount: samples.filter(({ status }) => status === "disposed").length,
    },
    ...presenceOf(book.punchById, serviceDate),
  };
}

function batchesOf(book: SiteBook): readonly BookBatch[] {
  return Object.values(book.batchById).filter(({ state }) => state.plan.serviceDate === book.day?.serviceDate);
}

function batchRow({ state: { plan, progress }, qualityStatus }: BookBatch): SiteDay["batches"][number] {
  return {
    ...{ batchId: plan.batchId, batchCode: plan.batchCode, status: batchStatus(progress) },
    ...{ isHeld: qualityStatus === "held", isReleased: qualityStatus === "released" },
    isRejected: qualityStatus === "rejected",
    dishNames: plan.dishRuns.map(({ dishName }) => dishName),
    cookedDishCount: progress.dishRuns.filter(({ status }) => status === "cooked").length,
    plannedPortionCount: totalPortionCount(plan.portionCounts) + plan.specialPackCount,
    donePortionCount: totalPortionCount(progress.portionedCounts) + progress.portionedSpecialPackCount,
    ...{ neededByAtMs: plan.neededByAtMs, departureAtMs: plan.neededByAtMs + plan.loadingTimeMs },
    startedAtMs: progress.preparationStartedAtMs ?? startedAtMs(progress),
    cookedAtMs: cookedAtMs(progress),
    ...{ readyAtMs: progress.portioningFinishedAtMs, completedAtMs: progress.completedAtMs },
  };
}

/** How far the day is: its least advanced batch that is not cancelled. */
function phaseOf(book: SiteBook): DayPhase {
  if (book.day?.state.status === "closed") return "closed";
  const statuses: readonly string[] = batchesOf(book).map(({ state }) => batchStatus(state.progress));
  return DAY_PHASES.find((phase) => statuses.includes(phase)) ?? "not-planned";
}

function checksOf(book: SiteBook, serviceDate: string) {
  return Object.values(book.checkById).filter((check) => check.serviceDate === serviceDate && !check.isReplaced);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
