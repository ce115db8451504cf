import type { CorrectionReason, LeaveKind } from "#domains/attendance/values.ts";
import type { ReviewId } from "#domains/people/ids.ts";
import type { ReviewInFullRow } from "#domains/people/review-queries.ts";
import { addDays, type TimeZone } from "#kernel/time.ts";
import type { Rejection } from "#kernel/rejections.ts";
import type { GrantOutcome } from "#renderer/client/commands.ts";
import type { Kitchen } from "#renderer/client/kitchen.ts";
import type { SignInRefusal } from "#renderer/client/sessions.ts";
import { createSignal, type Signal } from "#renderer/client/signal.ts";
import { requestCorrectionRef, requestLeaveRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { acknowledgeReviewRef, disputeReviewRef } from "#renderer/domains/people/people-refs.ts";
import type { Desk } from "#renderer/faces/attendance/desk/desk.ts";
import { createTimers } from "#renderer/faces/attendance/desk/timers.ts";
import {
  fieldsOf,
  idleMsOf,
  LEAVE_DAYS_MAX_COUNT,
  type AskedTimes,
  type ChosenDay,
  type FlowPerson,
  type FlowPurpose,
  type FlowStep,
  type LeaveReason,
} from "./flow-state.ts";
import { clockTimeOf, instantTyped, isClockTimeStart } from "./typed-time.ts";

/** Correction, leave, own hours and own reviews: a number first, then a few large choices. A scan meanwhile is a punch all the same. */
export interface Flow {
  readonly state: Signal<FlowStep | null>;
  readonly start: (purpose: FlowPurpose) => void;
  /** Ends it and the person's session. */
  readonly leave: () => void;
  /** Of days, of reviews, of one review. */
  readonly turnPage: (page: number) => void;
  readonly chooseDay: (day: ChosenDay) => void;
  readonly chooseReason: (reasonCode: CorrectionReason) => void;
  /** Leaves the end being asked about as it is. */
  readonly skipTime: () => void;
  readonly sendCorrection: () => void;
  readonly chooseKind: (kind: LeaveKind, fromDate: string) => void;
  readonly moveLeave: (change: { readonly fromDate?: string; readonly dayCount?: number }) => void;
  readonly toLeaveReason: () => void;
  readonly sendLeave: (reasonCode: LeaveReason) => void;
  readonly turnWeek: (weekCount: number) => void;
  readonly openReview: (review: ReviewInFullRow) => void;
  /** “Saya sudah membaca”. */
  readonly acknowledgeReview: () => void;
  /** To the reasons. */
  readonly disagree: () => void;
  readonly disputeReview: (note: string) => void;
}

interface FlowDeps {
  readonly kitchen: Pick<Kitchen, "commands" | "sessions" | "runtime">;
  readonly desk: Pick<Desk, "setTaker" | "showNumberRefusal">;
  /** The boundary and zone typed times are read with. */
  readonly dayFrame: () => { readonly boundary: string; readonly timeZone: TimeZone };
}

export function createFlow(deps: FlowDeps): Flow {
  const { kitchen, desk } = deps;
  const state = createSignal<FlowStep | null>(null);
  const timers = createTimers(kitchen.runtime);
  /** Kept from the number to “Kirim”, in memory only. */
  let pin = "";

  function go(step: FlowStep): void {
    state.set(step);
    // From here on the keypad is the next person's.
    if (step.step === "sent" || step.step === "failed") desk.setTaker(null);
    timers.start("idle", idleMsOf(step), leave);
  }
  function leave(): void {
    const step = state.get();
    timers.stop("idle");
    pin = "";
    state.set(null);
    desk.setTaker(null);
    if (step !== null && "person" in step) kitchen.sessions.signOut(step.person.staffId);
  }
  const send = createSending({ kitchen, go, pin: () => pin, person: () => personOf(state.get()) });

  async function identify(purpose: FlowPurpose, number: string): Promise<void> {
    const signed = await kitchen.sessions.signIn({ pin: number });
    const isStillAsked = state.get()?.step === "number";
    if (!signed.ok) {
      if (isStillAsked) refuseNumber(signed.error);
      return;
    }
    if (!isStillAsked) return kitchen.sessions.signOut(signed.value.staffId);
    pin = number;
    go(firstStep(purpose, { staffId: signed.value.staffId, name: signed.value.name }));
  }
  function refuseNumber(refusal: SignInRefusal): void {
    const rejection = numberRejectionOf(refusal);
    if (rejection === null) go({ step: "failed", rejection: { code: "kitchen-away" } });
    else desk.showNumberRefusal(rejection);
  }

  return {
    state,
    leave,
    start: (purpose) => {
      leave();
      desk.setTaker({ number: (number) => void identify(purpose, number) });
      go({ step: "number", purpose });
    },
    ...createCorrectionSteps({ state, go, desk, dayFrame: deps.dayFrame, send: send.correction }),
    ...createLeaveSteps({ state, go, send: send.leave }),
    ...createReviewSteps({ state, go, send: send.review }),
    turnPage: (page) => {
      const step = state.get();
      if (step !== null && "page" in step) go({ ...step, page });
    },
    turnWeek: (weekCount) => {
      const step = state.get();
      if (step?.step === "hours") go({ ...step, weekCount });
    },
  };
}

interface StepParts {
  readonly state: Signal<FlowStep | null>;
  readonly go: (step: FlowStep) => void;
}

function createCorrectionSteps({
  state,
  go,
  desk,
  dayFrame,
  send,
}: StepParts &
  Pick<FlowDeps, "desk" | "dayFrame"> & {
    readonly send: (step: Extract<FlowStep, { step: "confirm" }>) => void;
  }): Pick<Flow, "chooseDay" | "chooseReason" | "skipTime" | "sendCorrection"> {
  type TimeStep = Extract<FlowStep, { step: "time" }>;

  function next(step: TimeStep, asked: AskedTimes): void {
    const { person, day, reasonCode, field } = step;
    const fields = fieldsOf(reasonCode, day);
    const following = fields[fields.indexOf(field) + 1];
    if (following === undefined) go({ step: "confirm", person, day, reasonCode, asked });
    else go({ ...step, field: following, typed: "", asked });
  }
  function typed(digits: string): void {
    const step = state.get();
    if (step?.step !== "time" || !isClockTimeStart(digits)) return;
    const clockTime = clockTimeOf(digits);
    if (clockTime === null) return go({ ...step, typed: digits });
    const { serviceDate } = step.day;
    const cameAtMs = step.asked.inAtMs ?? step.day.inAtMs;
    const afterMs = step.field === "out" ? cameAtMs : null;
    const atMs = instantTyped({ clockTime, serviceDate, ...dayFrame(), afterMs });
    next(step, step.field === "in" ? { ...step.asked, inAtMs: atMs } : { ...step.asked, outAtMs: atMs });
  }
  const typedSoFar = () => {
    const step = state.get();
    return step?.step === "time" ? step.typed : "";
  };
  const timeTaker = {
    digit: (digit: string) => typed(typedSoFar() + digit),
    backspace: () => typed(typedSoFar().slice(0, -1)),
    clear: () => typed(""),
    number: () => undefined,
  };
  return {
    chooseDay: (day) => {
      const step = state.get();
      if (step?.step === "day") go({ step: "reason", person: step.person, day });
    },
    chooseReason: (reasonCode) => {
      const step = state.get();
      if (step?.step !== "reason") return;
      desk.setTaker(timeTaker);
      const { person, day } = step;
      const [field = "in"] = fieldsOf(reasonCode, day);
      go({ step: "time", person, day, reasonCode, field, typed: "", asked: { inAtMs: null, outAtMs: null } });
    },
    skipTime: () => {
      const step = state.get();
      if (step?.step === "time") next(step, step.asked);
    },
    sendCorrection: () => {
      const step = state.get();
      if (step?.step === "confirm") send(step);
    },
  };
}

function createLeaveSteps({
  state,
  go,
  send,
}: StepParts & {
  readonly send: (step: Extract<FlowStep, { step: "leave-reason" }>, reasonCode: LeaveReason) => void;
}): Pick<Flow, "chooseKind" | "moveLeave" | "toLeaveReason" | "sendLeave"> {
  return {
    chooseKind: (kind, fromDate) => {
      const step = state.get();
      if (step?.step === "leave-kind") go({ step: "leave-days", person: step.person, kind, fromDate, dayCount: 1 });
    },
    moveLeave: ({ fromDate, dayCount }) => {
      const step = state.get();
      if (step?.step !== "leave-days") return;
      const count = Math.min(LEAVE_DAYS_MAX_COUNT, Math.max(1, dayCount ?? step.dayCount));
      go({ ...step, fromDate: fromDate ?? step.fromDate, dayCount: count });
    },
    toLeaveReason: () => {
      const step = state.get();
      if (step?.step === "leave-days") go({ ...step, step: "leave-reason" });
    },
    sendLeave: (reasonCode) => {
      const step = state.get();
      if (step?.step === "leave-reason") send(step, reasonCode);
    },
  };
}

function createReviewSteps({
  state,
  go,
  send,
}: StepParts & { readonly send: (reviewId: string, note: string | null) => void }): Pick<
  Flow,
  "openReview" | "acknowledgeReview" | "disagree" | "disputeReview"
> {
  return {
    openReview: (review) => {
      const step = state.get();
      if (step?.step === "reviews") go({ step: "review", person: step.person, review, page: 0 });
    },
    acknowledgeReview: () => {
      const step = state.get();
      if (step?.step === "review") send(step.review.reviewId, null);
    },
    disagree: () => {
      const step = state.get();
      if (step?.step === "review") go({ step: "disagree", person: step.person, review: step.review });
    },
    disputeReview: (note) => {
      const step = state.get();
      if (step?.step === "disagree") send(step.review.reviewId, note);
    },
  };
}

/** Requests are signed by the number, so they are asked once and kept nowhere. */
function createSending(deps: {
  readonly kitchen: FlowDeps["kitchen"];
  readonly go: (step: FlowStep) => void;
  readonly pin: () => string;
  readonly person: () => FlowPerson | null;
}) {
  const { commands, sessions } = deps.kitchen;
  async function finish(purpose: FlowPurpose, asking: Promise<GrantOutcome>): Promise<void> {
    const person = deps.person();
    deps.go({ step: "sending" });
    const outcome = await asking;
    if (person !== null) sessions.signOut(person.staffId);
    if (outcome.kind === "accepted") deps.go({ step: "sent", purpose });
    else if (outcome.kind === "rejected") deps.go({ step: "failed", rejection: outcome.rejection });
    else deps.go({ step: "failed", rejection: { code: "kitchen-away" } });
  }
  const signed = () => ({ signatures: [{ pin: deps.pin() }] });
  return {
    correction: ({ day, reasonCode, asked }: Extract<FlowStep, { step: "confirm" }>) => {
      const body = {
        correctionId: commands.makeId("correction"),
        ...(day.sessionId !== null && { sessionId: day.sessionId }),
        serviceDate: day.serviceDate,
        ...(asked.inAtMs !== null && { inAtMs: asked.inAtMs }),
        ...(asked.outAtMs !== null && { outAtMs: asked.outAtMs }),
        reasonCode,
      };
      void finish("correction", commands.askFact(requestCorrectionRef, body, signed()));
    },
    leave: ({ kind, fromDate, dayCount }: Extract<FlowStep, { step: "leave-reason" }>, reasonCode: LeaveReason) => {
      const toDate = addDays(fromDate, dayCount - 1);
      const body = { leaveId: commands.makeId("leave"), kind, fromDate, toDate, reasonCode };
      void finish("leave", commands.askFact(requestLeaveRef, body, signed()));
    },
    review: (id: string, note: string | null) => {
      const reviewId = id as ReviewId; // the kitchen's own row
      const asking =
        note === null
          ? commands.askGrant(acknowledgeReviewRef, { reviewId }, signed())
          : commands.askGrant(disputeReviewRef, { reviewId, note }, signed());
      void finish("reviews", asking);
    },
  };
}

function firstStep(purpose: FlowPurpose, person: FlowPerson): FlowStep {
  switch (purpose) {
    case "correction":
      return { step: "day", person, page: 0 };
    case "leave":
      return { step: "leave-kind", person };
    case "hours":
      return { step: "hours", person, weekCount: 0 };
    case "reviews":
      return { step: "reviews", person, page: 0 };
  }
}

function personOf(step: FlowStep | null): FlowPerson | null {
  return step !== null && "person" in step ? step.person : null;
}

/** A refused sign-in in the words of a number typed here; null when the kitchen did not answer. */
function numberRejectionOf({ code, data }: SignInRefusal): Rejection | null {
  if (code === "sign-in-wrong") return { code: "number-unknown", ...data };
  if (code === "sign-in-locked") return { code: "number-locked", ...data };
  return code === "kitchen-away" || code === "no-answer" ? null : { code: "sign-in-required", ...data };
}
