import { createHash } from "node:crypto";
import { assert, present } from "#kernel/assert.ts";
import type { Actor, CommandDefinition, DecisionContext, EventMarks, StoredEvent } from "#kernel/definition.ts";
import { idFromBytes, type IdFactory } from "#kernel/ids.ts";
import type { CommonRejection, PipelineRejection, Rejection } from "#kernel/rejections.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import type { ClockWatch, CommandTimes } from "./clock-watch.ts";
import type { CommandAnswer, CommandBus, SubmittedCommand } from "./command-answer.ts";
import {
  COMMAND_BODY_DEPTH_MAX_COUNT,
  commandBodyHash,
  isDepthWithin,
  type CommandRecord,
  type CommandRecords,
} from "./command-records.ts";
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

/** Follow-ons of follow-ons stop here: deeper is a cycle, a bug. */
const FOLLOW_ON_DEPTH_MAX_COUNT = 8;
/** Follow-ons one command may cause in all. */
const FOLLOW_ONS_MAX_COUNT = 256;
const ISSUES_MAX_COUNT = 20;

export const SYSTEM_ACTOR: Actor = {
  kind: "system",
  staffId: null,
  roles: [],
  divisionCode: null,
  deviceId: null,
  face: null,
  signatures: [],
};

/** What executing one command inside the open transaction came to. */
export interface ExecutedCommand {
  readonly answer: CommandAnswer;
  readonly text: string;
  readonly isRepeat: boolean;
  readonly events: readonly StoredEvent[];
}

export interface CommandPipeline {
  /** Runs one command to its stored answer. Throws on a bug or a fault, with its own writes still in place. */
  execute(submitted: SubmittedCommand): ExecutedCommand;
  /** The answer already stored for a command, without writing anything. */
  storedAnswer(submitted: SubmittedCommand): ExecutedCommand | undefined;
  recall: CommandBus["recall"];
}

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

/** One command inside an execution: what was asked, and the clock it is decided by. */
interface Run {
  readonly submitted: SubmittedCommand;
  readonly times: CommandTimes;
  readonly events: StoredEvent[];
}

interface Decided {
  readonly module: DomainModule;
  readonly command: AnyCommand;
  readonly context: DecisionContext;
  readonly target: CommandTarget;
  readonly events: readonly DecidedEvent[];
}

export function createCommandPipeline(deps: PipelineDeps): CommandPipeline {
  const { log, registry, records } = deps;
  const { db } = deps.database;

  function storedAnswer(submitted: SubmittedCommand): ExecutedCommand | undefined {
    const record = records.find(submitted.commandId);
    if (record === undefined) return undefined;
    if (record.deviceId !== submitted.actor.deviceId || !record.bodyHash.equals(commandBodyHash(submitted))) {
      const answer = rejectedAnswer(submitted, { code: "command-id-reused" });
      return { answer, text: JSON.stringify(answer), isRepeat: false, events: [] };
    }
    return { answer: answerOf(record), text: record.text, isRepeat: true, events: [] };
  }

  function recall(command: Parameters<CommandBus["recall"]>[0]): ReturnType<CommandBus["recall"]> {
    if (!isDepthWithin(command.body, COMMAND_BODY_DEPTH_MAX_COUNT)) return undefined;
    const record = records.find(command.commandId);
    if (record === undefined || !record.bodyHash.equals(commandBodyHash(command))) return undefined;
    return { answer: answerOf(record), text: record.text };
  }

  function execute(submitted: SubmittedCommand): ExecutedCommand {
    if (!isDepthWithin(submitted.body, COMMAND_BODY_DEPTH_MAX_COUNT)) return refusedUnread(submitted);
    const known = storedAnswer(submitted);
    if (known !== undefined) return known;
    const times = deps.clockWatch.timesFor(submitted.occurredAtMs);
    const events: StoredEvent[] = [];
    const answer = perform({ submitted, times, events }, deps.authorize);
    const text = record(submitted, answer, times.nowMs);
    if (events.length > 0) runFollowOns(events, times.nowMs);
    return { answer, text, isRepeat: false, events };
  }

  function record(submitted: SubmittedCommand, answer: CommandAnswer, answeredAtMs: number): string {
    const text = JSON.stringify(answer);
    records.insert({
      submitted,
      deviceId: submitted.actor.deviceId,
      bodyHash: commandBodyHash(submitted),
      outcome: answer.kind,
      text,
      answeredAtMs,
    });
    return text;
  }

  /** Decides a command and writes what was decided. Appended events are added to the run. */
  function perform(run: Run, authorize: AuthorizeCommand): CommandAnswer {
    const decided = decide(run, authorize);
    if (!decided.ok) return rejectedAnswer(run.submitted, decided.error);
    const { module, command, context, target } = decided.value;
    const appended = decided.value.events.map((event) => append(run, decided.value, event));
    const result = module.complete(db, command, appended, context);
    run.events.push(...appended);
    return {
      kind: "accepted",
      commandId: run.submitted.commandId,
      seq: appended.at(-1)?.seq ?? log.head().seq,
      streamId: target.streamId,
      streamVersion: deps.states.load(module, target.streamId).version,
      result,
    };
  }

  function decide(run: Run, authorize: AuthorizeCommand): Result<Decided, Rejection> {
    const { submitted, times } = run;
    const found = registry.commandOf(submitted.type);
    if (found === undefined) return refuse({ code: "unknown-command", type: submitted.type });
    const { module, definition } = found;
    const body = parseBody(definition, submitted.body);
    if (!body.ok) return body;
    const actor = authorize(db, definition, submitted);
    if (!actor.ok) return actor;
    const command: AnyCommand = { type: submitted.type, body: body.value };
    const context: DecisionContext = { actor: actor.value, ...times };
    const target = module.target(db, command, context);
    if (!target.ok) return target;
    const { version, state } = deps.states.load(module, target.value.streamId);
    if (submitted.expectedVersion !== undefined && submitted.expectedVersion !== version) {
      return refuse({ code: "stale-version", current: version });
    }
    const facts = module.gatherFacts(db, command, context);
    const events = module.decide(state, command, facts, context);
    if (!events.ok) return events;
    return ok({ module, command, context, target: target.value, events: events.value });
  }

  function append(run: Run, decided: Decided, event: DecidedEvent): StoredEvent {
    const { module, context, target } = decided;
    const streamId = event.streamId ?? target.streamId;
    const definition = present(registry.eventOf(module.domain, event.type), `the event ${event.type}`);
    const stored = log.append({
      eventId: deps.makeId("event"),
      streamId,
      streamVersion: deps.states.load(module, streamId).version + 1,
      domain: module.domain,
      type: event.type,
      v: definition.v,
      occurredAtMs: context.occurredAtMs,
      recordedAtMs: context.nowMs,
      serviceDate: target.serviceDate,
      staffId: context.actor.staffId,
      deviceId: context.actor.deviceId,
      commandId: run.submitted.commandId,
      class: definition.class,
      // A body its own schema refuses is a bug of `decide`; it must not enter a log that is for ever.
      body: definition.body.parse(event.body),
      marks: marksOf(context),
    });
    deps.states.apply(module, stored);
    deps.projector.apply(stored);
    return stored;
  }

  /** Breadth first; `events` grows as follow-ons write. */
  function runFollowOns(events: StoredEvent[], nowMs: number): void {
    let ranCount = 0;
    let round: readonly StoredEvent[] = [...events];
    for (let depth = 0; round.length > 0; depth += 1) {
      assert(depth <= FOLLOW_ON_DEPTH_MAX_COUNT, `follow-ons of ${round[0]?.type ?? ""} end`);
      const written: StoredEvent[] = [];
      for (const event of round) {
        const module = present(registry.moduleOfDomain(event.domain), `the domain ${event.domain}`);
        for (const followOn of module.followOns(db, event)) {
          ranCount += 1;
          assert(ranCount <= FOLLOW_ONS_MAX_COUNT, `follow-ons of ${event.type} are few`);
          written.push(...runFollowOn(event, followOn, nowMs));
        }
      }
      events.push(...written);
      round = written;
    }
  }

  function runFollowOn(cause: StoredEvent, followOn: FollowOn, nowMs: number): readonly StoredEvent[] {
    const digest = createHash("sha256").update(`${cause.eventId}${followOn.type}${followOn.key}`).digest();
    const submitted: SubmittedCommand = {
      commandId: idFromBytes("command", digest),
      type: followOn.type,
      body: followOn.body,
      occurredAtMs: nowMs,
      actor: SYSTEM_ACTOR,
    };
    if (records.find(submitted.commandId) !== undefined) return [];
    assert(registry.commandOf(followOn.type), `the follow-on ${followOn.type} is a command`);
    const events: StoredEvent[] = [];
    const times = { ...deps.clockWatch.timesFor(nowMs), occurredAtMs: nowMs, isLateEntry: false };
    const answer = perform({ submitted, times, events }, (_db, _definition, { actor }) => ok(actor));
    record(submitted, answer, nowMs);
    if (answer.kind === "rejected") deps.onFollowOnRejected(followOn, answer.rejection);
    return events;
  }

  return { execute, storedAnswer, recall };
}

function answerOf(record: CommandRecord): CommandAnswer {
  return JSON.parse(record.text) as CommandAnswer; // the text written when it was first answered
}

/** A rejection of the pipeline's own, checked against the known codes. */
function refuse(rejection: PipelineRejection | CommonRejection): Result<never, Rejection> {
  return err(rejection);
}

export function rejectedAnswer(
  submitted: Pick<SubmittedCommand, "commandId">,
  rejection: Rejection,
): Extract<CommandAnswer, { readonly kind: "rejected" }> {
  return { kind: "rejected", commandId: submitted.commandId, rejection };
}

/** A body too deep to walk is refused before it is hashed, so it is not stored either. */
function refusedUnread(submitted: SubmittedCommand): ExecutedCommand {
  const issues = [{ path: "", message: "too-deep" }];
  const answer = rejectedAnswer(submitted, { code: "invalid-body", issues } as PipelineRejection);
  return { answer, text: JSON.stringify(answer), isRepeat: false, events: [] };
}

function parseBody(definition: CommandDefinition, body: unknown): Result<unknown, Rejection> {
  const parsed = definition.body.safeParse(body);
  if (parsed.success) return ok(parsed.data);
  const issues = parsed.error.issues
    .slice(0, ISSUES_MAX_COUNT)
    .map((issue) => ({ path: issue.path.join("."), message: issue.code }));
  return refuse({ code: "invalid-body", issues });
}

function marksOf(context: DecisionContext): EventMarks {
  return {
    ...(context.actor.signatures.length > 0 && { signatures: context.actor.signatures }),
    ...(context.isLateEntry && { isLateEntry: true as const }),
    ...(context.isClockUntrusted && { isClockUntrusted: true as const }),
  };
}
