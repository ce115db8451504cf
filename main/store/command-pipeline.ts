import type { StoredEvent } from "#kernel/definition.ts";
import type { PipelineRejection } from "#kernel/rejections.ts";
import type { CommandAnswer, CommandBus, SubmittedCommand } from "./command-answer.ts";
import { COMMAND_BODY_DEPTH_MAX_COUNT, isDepthWithin, type CommandRecord } from "./command-records.ts";
import { runFollowOns } from "./follow-ons.ts";
import { performCommand, recordAnswer, rejectedAnswer, type PipelineDeps } from "./perform-command.ts";

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

/** The way of one command from unchecked input to its stored answer; the bus owns the transaction around it. */
export function createCommandPipeline(deps: PipelineDeps): CommandPipeline {
  const { records } = deps;

  function storedAnswer(submitted: SubmittedCommand): ExecutedCommand | undefined {
    const record = records.find(submitted.commandId);
    if (record === undefined) return undefined;
    const isSame = record.deviceId === submitted.actor.deviceId && records.isAnswerTo(record, submitted);
    if (!isSame) return unstoredRejection(submitted, { code: "command-id-reused" });
    return { answer: answerOf(record), text: record.text, isRepeat: true, events: [] };
  }

  return {
    storedAnswer,
    execute: (submitted) => {
      if (!isDepthWithin(submitted.body, COMMAND_BODY_DEPTH_MAX_COUNT)) {
        // Refused before it is hashed, so it cannot be stored either.
        const issues = [{ path: "", message: "too_deep" }];
        return unstoredRejection(submitted, { code: "invalid-body", issues });
      }
      const known = storedAnswer(submitted);
      if (known !== undefined) return known;
      const times = deps.clockWatch.timesFor(submitted.occurredAtMs);
      const { answer, events } = performCommand(deps, { submitted, times, authorize: deps.authorize });
      const text = recordAnswer(records, submitted, answer, times.nowMs);
      return { answer, text, isRepeat: false, events: runFollowOns(deps, events, times) };
    },
    recall: (command) => {
      if (!isDepthWithin(command.body, COMMAND_BODY_DEPTH_MAX_COUNT)) return undefined;
      const record = records.find(command.commandId);
      if (record === undefined || record.deviceId !== command.deviceId) return undefined;
      if (!records.isAnswerTo(record, command)) return undefined;
      return { answer: answerOf(record), text: record.text };
    },
  };
}

/** An answer that is given and not kept: the same command may be sent again. */
export function unstoredRejection(submitted: SubmittedCommand, rejection: PipelineRejection): ExecutedCommand {
  const answer = rejectedAnswer(submitted, rejection);
  return { answer, text: JSON.stringify(answer), isRepeat: false, events: [] };
}

function answerOf(record: CommandRecord): CommandAnswer {
  return JSON.parse(record.text) as CommandAnswer; // the text written when it was first answered
}
