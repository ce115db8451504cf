import type { SubmittedCommand } from "#main/store/command-answer.ts";
import { createIdFactory } from "#kernel/ids.ts";
import { systemClock } from "#main/clock.ts";
import { TEST_ACTOR } from "#tests/kit/test-kitchen.ts";
import type { SentCommand } from "./log-checker.ts";

/** Clients that behave as tablets do: keep what is unanswered, send it again, go on from the answer. */
export interface TallyClients {
  /** What to send to a server that has just started: everything unanswered, and some long answered. */
  resend(): readonly SubmittedCommand[];
  /** The next new command of a client that has room for one. */
  next(): SubmittedCommand | undefined;
  /** Takes an answer; faults (a second answer other than the first) are kept. */
  take(text: string): void;
  unansweredCount(): number;
  readonly sentById: ReadonlyMap<string, SentCommand>;
  readonly answerTextById: ReadonlyMap<string, string>;
  readonly faults: readonly string[];
}

/** Commands under way per client; a tablet drains its queue one after another, a wall key may overlap. */
const WINDOW_COUNT = 3;
/** Of the answered commands, this share is sent again to a new server, to compare the answers. */
const REPEAT_SHARE = 0.02;

interface Client {
  readonly index: number;
  tallyCount: number;
  isOpened: boolean;
  pendingCount: number;
}

export function createTallyClients(options: {
  readonly clientCount: number;
  readonly random: () => number;
}): TallyClients {
  const { random } = options;
  const makeId = createIdFactory({
    nowMs: systemClock.nowMs,
    fillRandom: (bytes) => {
      for (let index = 0; index < bytes.length; index += 1) bytes[index] = Math.floor(random() * 256);
    },
  });
  const sentById = new Map<string, SubmittedCommand & SentCommand>();
  const unanswered = new Map<string, SubmittedCommand>();
  const answerTextById = new Map<string, string>();
  const clientById = new Map<string, Client>();
  const faults: string[] = [];
  const clients = Array.from({ length: options.clientCount }, (_, index): Client => ({
    index,
    tallyCount: 0,
    isOpened: false,
    pendingCount: 0,
  }));

  function commandOf(client: Client): SubmittedCommand & SentCommand {
    const base = { commandId: makeId("command"), occurredAtMs: systemClock.nowMs(), actor: TEST_ACTOR };
    const name = nameOf(client);
    if (client.isOpened) {
      return { ...base, type: "count-tally", body: { name, addedCount: 1 + Math.floor(random() * 5) } };
    }
    client.isOpened = true;
    return { ...base, type: "open-tally", body: { name, goalCount: 60 } };
  }

  return {
    sentById,
    answerTextById,
    faults,
    unansweredCount: () => unanswered.size,
    resend: () => [
      ...unanswered.values(),
      ...[...answerTextById.keys()].flatMap((commandId) => {
        const sent = sentById.get(commandId);
        return sent !== undefined && random() < REPEAT_SHARE ? [sent] : [];
      }),
    ],
    next: () => {
      const client = clients.find((candidate) => candidate.pendingCount < WINDOW_COUNT);
      if (client === undefined) return undefined;
      const command = commandOf(client);
      client.pendingCount += 1;
      clientById.set(command.commandId, client);
      sentById.set(command.commandId, command);
      unanswered.set(command.commandId, command);
      return command;
    },
    take: (text) => {
      const { commandId, kind } = JSON.parse(text) as { commandId: string; kind: string }; // an answer frame
      const before = answerTextById.get(commandId);
      if (before !== undefined && before !== text) faults.push(`${commandId} was answered ${before}, then ${text}`);
      if (!unanswered.delete(commandId)) return;
      answerTextById.set(commandId, text);
      const client = clientById.get(commandId);
      if (client === undefined) return;
      client.pendingCount -= 1;
      const isFull = kind === "rejected" && sentById.get(commandId)?.body["name"] === nameOf(client);
      if (!isFull) return;
      client.tallyCount += 1;
      client.isOpened = false;
    },
  };
}

function nameOf(client: Client): string {
  return `c${client.index}-${client.tallyCount}`;
}
