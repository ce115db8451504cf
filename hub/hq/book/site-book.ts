import type { StoredAlertEvent } from "#domains/alerts/events.ts";
import { evolveAlert, type AlertState } from "#domains/alerts/state.ts";
import type { StoredProductionEvent } from "#domains/production/events.ts";
import { evolveProduction, type BatchState } from "#domains/production/state.ts";
import type { StoredQualityEvent } from "#domains/quality/events.ts";
import {
  evolveQuality,
  initialQualityState,
  observationOutcome,
  type ObservationEvent,
  type SampleState,
} from "#domains/quality/state.ts";
import type { BatchQualityStatus, CheckOutcome } from "#domains/quality/values.ts";
import type { StoredSiteEvent } from "#domains/site/events.ts";
import { evolveServiceDay, initialSiteState, type ServiceDayEvent, type ServiceDayState } from "#domains/site/state.ts";
import { DAY_MS } from "#kernel/time.ts";
import { notePunch, type BookPunch, type PunchEvent } from "./presence.ts";

/** Raised whenever a book is folded otherwise: every kitchen's is then computed anew. */
export const BOOK_VERSION = 1;

const ENDED_CRITICALS_MAX_COUNT = 100;

/** What headquarters shows of one kitchen's newest day, folded from its events by the kitchen's own rules. Plain JSON. */
export interface SiteBook {
  readonly day: BookDay | null;
  readonly batchById: Readonly<Record<string, BookBatch>>;
  /** Those unresolved, and those of the day. */
  readonly alertById: Readonly<Record<string, BookAlert>>;
  /** Critical alerts that ended, by id: when, as the kitchen wrote it. Headquarters has them longer than their day. */
  readonly endedCriticals: Readonly<Record<string, number>>;
  readonly checkById: Readonly<Record<string, BookCheck>>;
  readonly sampleById: Readonly<Record<string, SampleState & { readonly serviceDate: string }>>;
  readonly punchById: Readonly<Record<string, BookPunch>>;
}

export interface BookDay {
  readonly serviceDate: string;
  readonly openedAtMs: number;
  readonly state: ServiceDayState;
}

export interface BookBatch {
  readonly state: NonNullable<BatchState>;
  readonly qualityStatus: BatchQualityStatus;
}

export interface BookAlert {
  readonly state: AlertState;
  readonly serviceDate: string;
  readonly raisedAtMs: number;
  readonly acknowledgedAtMs: number | null;
}

export interface BookCheck {
  readonly serviceDate: string;
  readonly outcome: CheckOutcome;
  /** A correction stands in its place. */
  readonly isReplaced: boolean;
}

export const EMPTY_BOOK: SiteBook = {
  ...{ day: null, batchById: {}, alertById: {}, endedCriticals: {}, checkById: {}, sampleById: {}, punchById: {} },
};

/** Events whose bodies are of a shape this hub knows; what a book does not tell of leaves it as it is. */
export type BookEvent = StoredProductionEvent | StoredQualityEvent | StoredAlertEvent | StoredDayEvent | PunchEvent;
type StoredDayEvent = Extract<StoredSiteEvent, ServiceDayEvent>;

/** Folds one event into the book. */
export function foldIntoBook(book: SiteBook, event: BookEvent): SiteBook {
  switch (event.type) {
    case "service-day-opened":
    case "service-day-kind-set":
    case "service-day-closed":
    case "service-day-reopened":
      return withDay(book, event);
    case "batch-planned":
    case "batch-changed":
    case "task-assigned":
    case "task-unassigned":
    case "preparation-started":
    case "cooking-started":
    case "cooking-progressed":
    case "batch-noted":
    case "dish-cooked":
    case "dish-reworked":
    case "portioning-started":
    case "portions-counted":
    case "portion-weighed":
    case "portioning-finished":
    case "batch-completed":
    case "batch-cancelled":
    case "waste-recorded":
    case "stage-undone":
      return withBatch(book, event);
    case "alert-raised":
    case "alert-repeated":
    case "alert-acknowledged":
    case "alert-assigned":
    case "alert-action-recorded":
    case "alert-verified":
    case "alert-resolved":
    case "alert-escalated":
      return withAlert(book, event);
    case "checked-in":
    case "checked-out":
    case "punch-flipped":
    case "punch-withdrawn":
    case "check-out-missed":
      return { ...book, punchById: notePunch(book.punchById, event) };
    case "core-temperature-recorded":
    case "holding-temperature-recorded":
    case "cooling-recorded":
    case "tasting-recorded":
    case "rapid-test-recorded":
    case "hygiene-check-recorded":
    case "check-recorded":
    case "incoming-check-recorded":
      return withCheck(book, event);
    case "check-corrected":
      return withCorrection(book, event);
    case "batch-held":
    case "hold-lifted":
    case "batch-rejected":
    case "batch-released":
    case "release-overridden":
      return withQualityStatus(book, event);
    case "sample-taken":
    case "sample-stored":
    case "sample-disposed":
      return withSample(book, event);
    case "deviation-opened":
    case "deviation-repeated":
    case "deviation-acknowledged":
    case "corrective-action-recorded":
    case "deviation-verified":
      return book;
  }
}

/** A newer day leaves behind what was of the days before it; a stay that began the day before may still last. */
function withDay(book: SiteBook, event: StoredDayEvent): SiteBook {
  const { serviceDate } = event.body;
  const { day } = book;
  if (day !== null && serviceDate < day.serviceDate) return book;
  if (day?.serviceDate === serviceDate) return { ...book, day: { ...day, state: evolveServiceDay(day.state, event) } };
  if (event.type !== "service-day-opened") return book;
  const dayBefore = dateBefore(serviceDate);
  const isOfDay = (row: { readonly serviceDate: string }) => row.serviceDate >= serviceDate;
  return {
    day: {
      serviceDate,
      openedAtMs: event.recordedAtMs,
      state: evolveServiceDay(initialSiteState.day, event),
    },
    endedCriticals: book.endedCriticals,
    batchById: kept(book.batchById, (batch) => batch.state.plan.serviceDate >= serviceDate),
    alertById: kept(book.alertById, (alert) => alert.state.status !== "resolved" || isOfDay(alert)),
    checkById: kept(book.checkById, isOfDay),
    sampleById: kept(book.sampleById, isOfDay),
    punchById: kept(book.punchById, (punch) => punch.serviceDate >= dayBefore),
  };
}

function dateBefore(date: string): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) - DAY_MS).toISOString().slice(0, 10);
}

function kept<Row>(rows: Readonly<Record<string, Row>>, isKept: (row: Row) => boolean): Readonly<Record<string, Row>> {
  return Object.fromEntries(Object.entries(rows).filter(([, row]) => isKept(row)));
}

/** Recipes and points are left out: nothing here shows them, and a book is written anew with every push. */
function withBatch(book: SiteBook, event: StoredProductionEvent): SiteBook {
  const { batchId } = event.body;
  if (batchId === undefined) return book;
  const known = book.batchById[batchId];
  const state = evolveProduction(known?.state ?? null, event);
  if (state === null || state === known?.state) return book;
  const { plan } = state;
  const dishRuns = plan.dishRuns.map((run) => ({ ...run, ingredients: [], steps: [] }));
  const slim = { ...state, plan: { ...plan, points: [], dishRuns } };
  const batch = { qualityStatus: known?.qualityStatus ?? initialQualityState.status, state: slim };
  return { ...book, batchById: { ...book.batchById, [batchId]: batch } };
}

function withAlert(book: SiteBook, event: StoredAlertEvent): SiteBook {
  const { alertId } = event.body;
  const known = book.alertById[alertId];
  const state = evolveAlert(known?.state ?? null, event);
  if (state === null) return book;
  const alert: BookAlert = {
    state,
    serviceDate: known?.serviceDate ?? event.serviceDate,
    raisedAtMs: known?.raisedAtMs ?? event.recordedAtMs,
    acknowledgedAtMs:
      event.type === "alert-acknowledged"
        ? event.recordedAtMs
        : state.status === "open"
          ? null
          : (known?.acknowledgedAtMs ?? null),
  };
  const alertById = { ...book.alertById, [alertId]: alert };
  if (event.type !== "alert-resolved" || state.severity !== "critical") return { ...book, alertById };
  const ended = [...Object.entries(book.endedCriticals), [alertId, event.recordedAtMs] as const];
  return { ...book, alertById, endedCriticals: Object.fromEntries(ended.slice(-ENDED_CRITICALS_MAX_COUNT)) };
}

type QualityStatusEvent = Extract<
  StoredQualityEvent,
  { readonly type: "batch-held" | "hold-lifted" | "batch-rejected" | "batch-released" | "release-overridden" }
>;

function withQualityStatus(book: SiteBook, event: QualityStatusEvent): SiteBook {
  const { batchId } = event.body;
  const batch = book.batchById[batchId];
  if (batch === undefined) return book;
  const { status } = evolveQuality({ ...initialQualityState, status: batch.qualityStatus }, event);
  return { ...book, batchById: { ...book.batchById, [batchId]: { ...batch, qualityStatus: status } } };
}

function withCheck(book: SiteBook, event: Extract<StoredQualityEvent, ObservationEvent>): SiteBook {
  const check = { serviceDate: event.serviceDate, outcome: observationOutcome(event), isReplaced: false };
  return { ...book, checkById: { ...book.checkById, [event.body.checkId]: check } };
}

function withCorrection(
  book: SiteBook,
  event: Extract<StoredQualityEvent, { readonly type: "check-corrected" }>,
): SiteBook {
  const { checkId, replacesCheckId, outcome } = event.body;
  const replaced = book.checkById[replacesCheckId];
  if (replaced === undefined) return book;
  const checks = { [replacesCheckId]: { ...replaced, isReplaced: true }, [checkId]: { ...replaced, outcome } };
  return { ...book, checkById: { ...book.checkById, ...checks } };
}

function withSample(
  book: SiteBook,
  event: Extract<StoredQualityEvent, { readonly type: "sample-taken" | "sample-stored" | "sample-disposed" }>,
): SiteBook {
  const { sampleId } = event.body;
  const known = book.sampleById[sampleId];
  const before = known === undefined ? [] : [[sampleId, known] as const];
  const state = evolveQuality({ ...initialQualityState, sampleById: new Map(before) }, event).sampleById.get(sampleId);
  if (state === undefined) return book;
  const sample = { ...state, serviceDate: known?.serviceDate ?? event.serviceDate };
  return { ...book, sampleById: { ...book.sampleById, [sampleId]: sample } };
}
