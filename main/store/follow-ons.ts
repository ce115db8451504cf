import { createHash } from "node:crypto";
import { assert, present } from "#kernel/assert.ts";
import type { Actor, StoredEvent } from "#kernel/definition.ts";
import { idFromBytes } from "#kernel/ids.ts";
import { ok } from "#kernel/result.ts";
import type { CommandTimes } from "./clock-watch.ts";
import type { SubmittedCommand } from "./command-answer.ts";
import { performCommand, recordAnswer, type AuthorizeCommand, type PipelineDeps } from "./perform-command.ts";
import type { FollowOn } from "./domain-module.ts";

/** Follow-ons of follow-ons stop here: deeper is a cycle, a bug. */
const FOLLOW_ON_DEPTH_MAX_COUNT = 8;
/** Follow-ons one command may cause in all. */
const FOLLOW_ONS_MAX_COUNT = 256;

/** The kitchen PC itself. */
export const SYSTEM_ACTOR: Actor = {
  kind: "system",
  staffId: null,
  roles: [],
  divisionCode: null,
  deviceId: null,
  face: null,
  signatures: [],
};

/** Follow-ons are the kitchen's own consequences; nobody's permission is asked. */
const authorizeSystem: AuthorizeCommand = (_db, _definition, submitted) => ok(submitted.actor);

/**
 * Runs the follow-ons of events, and theirs, breadth first, inside the transaction of their cause. Gives back all events,
 * those given first. A follow-on already answered (its id derives from its cause) is not run again.
 */
export function runFollowOns(
  deps: PipelineDeps,
  causes: readonly StoredEvent[],
  times: CommandTimes,
): readonly StoredEvent[] {
  const all: StoredEvent[] = [...causes];
  let ranCount = 0;
  let round = causes;
  for (let depth = 0; round.length > 0; depth += 1) {
    assert(depth <= FOLLOW_ON_DEPTH_MAX_COUNT, `the follow-ons of ${causes[0]?.type ?? ""} end`);
    const written: StoredEvent[] = [];
    for (const cause of round) {
      const module = present(deps.registry.moduleOfDomain(cause.domain), `the domain ${cause.domain}`);
      for (const followOn of module.followOns(deps.database.db, cause)) {
        ranCount += 1;
        assert(ranCount <= FOLLOW_ONS_MAX_COUNT, `the follow-ons of ${causes[0]?.type ?? ""} are few`);
        written.push(...runFollowOn(deps, cause, followOn, times));
      }
    }
    all.push(...written);
    round = written;
  }
  return all;
}

function runFollowOn(
  deps: PipelineDeps,
  cause: StoredEvent,
  followOn: FollowOn,
  { nowMs, isClockUntrusted }: CommandTimes,
): readonly StoredEvent[] {
  assert(deps.registry.commandOf(followOn.type), `the follow-on ${followOn.type} is a command`);
  const digest = createHash("sha256").update(`${cause.eventId}${followOn.type}${followOn.key}`).digest();
  const submitted: SubmittedCommand = {
    commandId: idFromBytes("command", digest),
    type: followOn.type,
    body: followOn.body,
    occurredAtMs: nowMs,
    actor: SYSTEM_ACTOR,
  };
  if (deps.records.find(submitted.commandId) !== undefined) return [];
  const times = { nowMs, occurredAtMs: nowMs, isLateEntry: false, isClockUntrusted, isOccurredAtReplaced: false };
  const { answer, events } = performCommand(deps, { submitted, times, authorize: authorizeSystem });
  recordAnswer(deps.records, submitted, answer, nowMs);
  if (answer.kind === "rejected") deps.onFollowOnRejected(followOn, answer.rejection);
  return events;
}
