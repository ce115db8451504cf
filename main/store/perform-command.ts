import { present } from "#kernel/assert.ts";
import type { Actor, CommandDefinition, DecisionContext, EventMarks, StoredEvent } from "#kernel/definition.ts";
import type { IdFactory } from "#kernel/ids.ts";
import type { CommonRejection, PipelineRejection, Rejection } from "#kernel/rejections.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { ClockWatch, CommandTimes } from "./clock-watch.ts";
import type { CommandAnswer, SubmittedCommand } from "./command-answer.ts";
import type { CommandRecords } from "./command-records.ts";
import type { StoreDatabase } from "./database.ts";
import type { AnyCommand, CommandTarget, DecidedEvent, DomainModule, FollowOn } from "./domain-module.ts";
import type { EventLog } from "./event-log.ts";
import type { ModuleRegistry } from "./module-registry.ts";
import type { Projector } from "./projector.ts";
import type { ReadableDb } from "./readable-db.ts";
import type { StreamStates } from "./stream-states.ts";

/**
 * Whether the actor may send the command, asked inside the transaction so that a withdrawn role acts at once. Gives back
 * the actor as the store knows it now.
 */
export type AuthorizeCommand = (
  db: ReadableDb,
  definition: CommandDefinition,
  submitted: SubmittedCommand,
) => Result<Actor, Rejection>;

/** Faults of a body told to the sender; the rest are the same mistake again. */
const ISSUES_MAX_COUNT = 20;

export interface PipelineDeps {
  readonly database: StoreDatabase;
  readonly log: EventLog;
  readonly registry: ModuleRegistry;
  readonly projector: Projector;
  readonly states: StreamStates;
  readonly records: CommandRecords;
  readonly clockWatch: ClockWatch;
  readonly makeId: IdFactory;
  readonly authorize: AuthorizeCommand;
  readonly onFollowOnRejected: (followOn: FollowOn, rejection: Rejection) => void;
}

/** One command on its way: what was asked, the clock it is decided by, who says whether it may be. */
export interface CommandRun {
  readonly submitted: SubmittedCommand;
  readonly times: CommandTimes;
  readonly authorize: AuthorizeCommand;
}

/** A command's answer and the events it wrote. */
export interface PerformedCommand {
  readonly answer: CommandAnswer;
  readonly events: readonly StoredEvent[];
}

interface Decided {
  readonly module: DomainModule;
  readonly command: AnyCommand;
  readonly context: DecisionContext;
  readonly target: CommandTarget;
  readonly facts: unknown;
  readonly events: readonly DecidedEvent[];
}

/** Decides a command and writes what was decided, projections and side tables included. */
export function performCommand(deps: PipelineDeps, run: CommandRun): PerformedCommand {
  const decided = decideCommand(deps, run);
  if (!decided.ok) return { answer: rejectedAnswer(run.submitted, decided.error), events: [] };
  const { module, command, context, target, facts } = decided.value;
  const events = decided.value.events.map((event) => appendEvent(deps, run, decided.value, event));
  const result = module.complete(deps.database.db, command, events, context, facts);
  const answer: CommandAnswer = {
    kind: "accepted",
    commandId: run.submitted.commandId,
    seq: events.at(-1)?.seq ?? deps.log.head().seq,
    streamId: target.streamId,
    streamVersion: deps.states.load(module, target.streamId).version,
    result,
  };
  return { answer, events };
}

/** Stores a command's answer and gives its exact text. */
export function recordAnswer(
  records: CommandRecords,
  submitted: SubmittedCommand,
  answer: CommandAnswer,
  answeredAtMs: number,
): string {
  const text = JSON.stringify(answer);
  records.insert({
    submitted,
    deviceId: submitted.actor.deviceId,
    outcome: answer.kind,
    text,
    answeredAtMs,
  });
  return text;
}

function decideCommand(deps: PipelineDeps, run: CommandRun): Result<Decided, Rejection> {
  const { submitted, times } = run;
  const { db } = deps.database;
  const found = deps.registry.commandOf(submitted.type);
  if (found === undefined) return refuse({ code: "unknown-command", type: submitted.type });
  const { module, definition } = found;
  const body = parseBody(definition, submitted.body);
  if (!body.ok) return body;
  const actor = run.authorize(db, definition, submitted);
  if (!actor.ok) return actor;
  const command: AnyCommand = { type: submitted.type, body: body.value };
  const { nowMs, occurredAtMs, isLateEntry, isClockUntrusted } = times;
  const context: DecisionContext = { actor: actor.value, nowMs, occurredAtMs, isLateEntry, isClockUntrusted };
  const target = module.target(db, command, context);
  if (!target.ok) return target;
  const { version, state } = deps.states.load(module, target.value.streamId);
  if (submitted.expectedVersion !== undefined && submitted.expectedVersion !== version) {
    return refuse({ code: "stale-version", current: version });
  }
  const facts = module.gatherFacts(db, command, context);
  const events = module.decide(state, command, facts, context);
  if (!events.ok) return events;
  return ok({ module, command, context, target: target.value, facts, events: events.value });
}

function appendEvent(deps: PipelineDeps, run: CommandRun, decided: Decided, event: DecidedEvent): StoredEvent {
  const { module, context, target } = decided;
  const streamId = event.streamId ?? target.streamId;
  const definition = present(deps.registry.eventOf(module.domain, event.type), `the event ${event.type}`);
  const stored = deps.log.append({
    eventId: deps.makeId("event"),
    streamId,
    streamVersion: deps.states.load(module, streamId).version + 1,
    domain: module.domain,
    type: event.type,
    v: definition.v,
    occurredAtMs: context.occurredAtMs,
    recordedAtMs: context.nowMs,
    serviceDate: event.serviceDate ?? target.serviceDate,
    staffId: context.actor.staffId,
    deviceId: context.actor.deviceId,
    commandId: run.submitted.commandId,
    class: definition.class,
    // A body its own schema refuses is a bug of `decide`; it must not enter a log that is for ever.
    body: definition.body.parse(event.body),
    marks: marksOf(context, run.times),
  });
  deps.states.apply(module, stored);
  deps.projector.apply(stored);
  return stored;
}

/** A rejection of the pipeline's own, checked against the known codes. */
function refuse(rejection: PipelineRejection | CommonRejection): Result<never, Rejection> {
  return err(rejection);
}

export function rejectedAnswer(submitted: Pick<SubmittedCommand, "commandId">, rejection: Rejection): CommandAnswer {
  return { kind: "rejected", commandId: submitted.commandId, rejection };
}

function parseBody(definition: CommandDefinition, body: unknown): Result<unknown, Rejection> {
  const parsed = definition.body.safeParse(body);
  if (parsed.success) return ok(parsed.data);
  const issues = parsed.error.issues
    .slice(0, ISSUES_MAX_COUNT)
    .map((issue) => ({ path: issue.path.join("."), message: issue.code }));
  return refuse({ code: "invalid-body", issues });
}

function marksOf({ actor }: DecisionContext, times: CommandTimes): EventMarks {
  return {
    ...(actor.signatures.length > 0 && { signatures: actor.signatures }),
    ...(times.isLateEntry && { isLateEntry: true as const }),
    ...(times.isClockUntrusted && { isClockUntrusted: true as const }),
    ...(times.isOccurredAtReplaced && { isOccurredAtReplaced: true as const }),
  };
}
