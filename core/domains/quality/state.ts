import type { QualityEvent, StoredQualityEvent } from "./events.ts";
import type { DeviationId } from "./ids.ts";
import type { BatchQualityStatus, CheckKind, CheckOutcome, DeviationStatus, SampleStatus } from "./values.ts";

/** The observations among the events; a correction stands in for one of them. */
export type ObservationEvent = Extract<
  QualityEvent,
  {
    readonly type:
      | "core-temperature-recorded"
      | "holding-temperature-recorded"
      | "cooling-recorded"
      | "tasting-recorded"
      | "rapid-test-recorded"
      | "hygiene-check-recorded"
      | "check-recorded"
      | "incoming-check-recorded";
  }
>;

export interface RecordedCheck {
  readonly checkKind: CheckKind;
  /** The observation it is judged by: limits, target, lists. Of a correction: the first of the chain. */
  readonly original: ObservationEvent;
  readonly outcome: CheckOutcome;
  readonly staffId: string | null;
  readonly observedAtMs: number;
  readonly replacedByCheckId: string | null;
}

export interface Hold {
  readonly staffId: string | null;
  readonly recordedByStaffId: string | null;
}

export interface SampleState {
  readonly status: SampleStatus;
  readonly takenAtMs: number;
  readonly disposeAfterAtMs: number | null;
}

export interface DeviationState {
  readonly deviationId: DeviationId;
  readonly status: DeviationStatus;
  readonly actionByStaffId: string | null;
  /** Who recorded the failures it stands for. */
  readonly recordedByStaffIds: readonly (string | null)[];
}

/** One stream of quality: a batch's, a deviation's, or a single check's. */
export interface QualityState {
  readonly status: BatchQualityStatus;
  readonly hold: Hold | null;
  readonly checkById: ReadonlyMap<string, RecordedCheck>;
  readonly sampleById: ReadonlyMap<string, SampleState>;
  readonly deviation: DeviationState | null;
}

export const initialQualityState: QualityState = {
  status: "open",
  hold: null,
  checkById: new Map(),
  sampleById: new Map(),
  deviation: null,
};

/** Folds one event into the state of its stream. */
export function evolveQuality(state: QualityState, event: StoredQualityEvent): QualityState {
  switch (event.type) {
    case "core-temperature-recorded":
    case "holding-temperature-recorded":
    case "cooling-recorded":
    case "tasting-recorded":
    case "rapid-test-recorded":
    case "hygiene-check-recorded":
    case "check-recorded":
    case "incoming-check-recorded":
      return withCheck(state, event.body.checkId, {
        checkKind: observationKind(event),
        original: { type: event.type, body: event.body } as ObservationEvent, // the pair just matched by the case
        outcome: observationOutcome(event),
        staffId: event.staffId,
        observedAtMs: event.occurredAtMs,
        replacedByCheckId: null,
      });
    case "check-corrected":
      return corrected(state, event);
    case "batch-held":
      return {
        ...state,
        status: "held",
        hold: { staffId: event.staffId, recordedByStaffId: event.body.recordedByStaffId ?? null },
      };
    case "hold-lifted":
      return { ...state, status: "open", hold: null };
    case "batch-rejected":
      return { ...state, status: "rejected", hold: null };
    case "batch-released":
    case "release-overridden":
      return { ...state, status: "released" };
    case "sample-taken":
    case "sample-stored":
    case "sample-disposed":
      return evolveSample(state, event);
    case "deviation-opened":
    case "deviation-repeated":
    case "deviation-acknowledged":
    case "corrective-action-recorded":
    case "deviation-verified":
      return { ...state, deviation: evolveDeviation(state.deviation, event) };
  }
}

/** The kind of check an observation is. */
export function observationKind(event: ObservationEvent): CheckKind {
  switch (event.type) {
    case "core-temperature-recorded":
      return "core-temperature";
    case "holding-temperature-recorded":
      return "holding-temperature";
    case "cooling-recorded":
      return "cooling";
    case "tasting-recorded":
      return "tasting";
    case "rapid-test-recorded":
      return "rapid-test";
    case "hygiene-check-recorded":
      return "hygiene";
    case "check-recorded":
      return event.body.checkKind;
    case "incoming-check-recorded":
      return "incoming";
  }
}

export function observationOutcome(event: ObservationEvent): CheckOutcome {
  if (event.type === "tasting-recorded") return event.body.verdict === "safe" ? "pass" : "fail";
  return event.body.outcome;
}

function withCheck(state: QualityState, checkId: string, check: RecordedCheck): QualityState {
  return { ...state, checkById: new Map(state.checkById).set(checkId, check) };
}

function corrected(
  state: QualityState,
  event: Extract<StoredQualityEvent, { readonly type: "check-corrected" }>,
): QualityState {
  const { checkId, replacesCheckId, outcome, observedAtMs } = event.body;
  const replaced = state.checkById.get(replacesCheckId);
  if (replaced === undefined) return state;
  const marked = withCheck(state, replacesCheckId, { ...replaced, replacedByCheckId: checkId });
  return withCheck(marked, checkId, {
    ...replaced,
    outcome,
    staffId: event.staffId,
    observedAtMs,
    replacedByCheckId: null,
  });
}

function evolveSample(
  state: QualityState,
  event: Extract<StoredQualityEvent, { readonly type: "sample-taken" | "sample-stored" | "sample-disposed" }>,
): QualityState {
  const known = state.sampleById.get(event.body.sampleId);
  const next = nextSample(known, event);
  return next === undefined
    ? state
    : { ...state, sampleById: new Map(state.sampleById).set(event.body.sampleId, next) };
}

function nextSample(
  known: SampleState | undefined,
  event: Extract<StoredQualityEvent, { readonly type: "sample-taken" | "sample-stored" | "sample-disposed" }>,
): SampleState | undefined {
  if (event.type === "sample-taken") {
    return { status: "taken", takenAtMs: event.body.takenAtMs, disposeAfterAtMs: null };
  }
  if (known === undefined) return undefined;
  if (event.type === "sample-disposed") return { ...known, status: "disposed" };
  return { ...known, status: "stored", disposeAfterAtMs: event.body.disposeAfterAtMs };
}

type DeviationEvent = Extract<
  StoredQualityEvent,
  {
    readonly type:
      | "deviation-opened"
      | "deviation-repeated"
      | "deviation-acknowledged"
      | "corrective-action-recorded"
      | "deviation-verified";
  }
>;

function evolveDeviation(state: DeviationState | null, event: DeviationEvent): DeviationState | null {
  if (event.type === "deviation-opened") {
    const { deviationId, recordedByStaffId = null } = event.body;
    return { deviationId, status: "open", actionByStaffId: null, recordedByStaffIds: [recordedByStaffId] };
  }
  if (state === null) return null;
  switch (event.type) {
    case "deviation-repeated":
      // A new failure undoes what was thought to be done about it; an acknowledgement still stands.
      return {
        ...state,
        status: state.status === "acknowledged" ? "acknowledged" : "open",
        actionByStaffId: null,
        recordedByStaffIds: [...state.recordedByStaffIds, event.body.recordedByStaffId ?? null],
      };
    case "deviation-acknowledged":
      return { ...state, status: "acknowledged" };
    case "corrective-action-recorded":
      return { ...state, status: "action-recorded", actionByStaffId: event.staffId };
    case "deviation-verified":
      return { ...state, status: "verified" };
  }
}
