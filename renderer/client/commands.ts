import { createIdFactory, type CommandId, type IdFactory } from "#kernel/ids.ts";
import type { PipelineRejection } from "#kernel/rejections.ts";
import type { Result } from "#kernel/result.ts";
import {
  LAN_COMMAND_BODY_MAX_BYTES,
  LAN_FRAME_MAX_BYTES,
  type ClientFrame,
  type ServerFrame,
} from "#contract/lan-protocol.ts";
import type { KitchenClock } from "./clock.ts";
import type { Connection } from "./connection.ts";
import type { PostAnswer } from "./device-pairing.ts";
import type { FactAnswer, Outbox, OutboxRefusal } from "./outbox.ts";
import type { CommandRef, FactRef, GrantRef } from "./refs.ts";
import type { ClientRuntime } from "./runtime.ts";

/** A permission nobody answered within this time has lapsed. */
export const GRANT_WAIT_MAX_MS = 10_000;

/** What became of a grant. `lapsed`: the kitchen gave no answer; it was not kept, and the person is told. */
export type GrantOutcome = FactAnswer | { readonly kind: "lapsed"; readonly reason: "kitchen-away" | "no-answer" };

export interface SentFact {
  readonly commandId: CommandId;
  /** Resolves when this device has the record: the moment the screen may react. */
  readonly stored: Promise<Result<void, OutboxRefusal>>;
  /** Resolves when the kitchen answered, maybe much later; lost with a reload, unlike the record itself. */
  readonly answered: Promise<FactAnswer>;
}

export interface ActorOptions {
  /** Who acts: somebody with an open session on this device. Absent: the device alone. */
  readonly staffId?: string;
  /** Sent by screens that edit; another version is rejected as `stale-version`. */
  readonly expectedVersion?: number;
}

export interface GrantOptions extends ActorOptions {
  /** Six-digit numbers signing this act, the actor's first. They leave this device in this one frame and are kept nowhere. */
  readonly signatures?: readonly { readonly pin: string }[];
}

export interface Commands {
  readonly outbox: Outbox;
  /** For ids of things that begin where the finger touched (`batch_…`, `check_…`). */
  readonly makeId: IdFactory;
  readonly recordFact: <Body extends object>(ref: FactRef<Body>, body: Body, options?: ActorOptions) => SentFact;
  readonly askGrant: <Body extends object>(
    ref: GrantRef<Body>,
    body: Body,
    options?: GrantOptions,
  ) => Promise<GrantOutcome>;
  /**
   * Asks once and keeps nothing, for a fact whose person only the number in its frame names (LAN32): a number is never
   * written to this device, so such a fact cannot wait.
   */
  readonly askFact: <Body extends object>(
    ref: FactRef<Body>,
    body: Body,
    options?: GrantOptions,
  ) => Promise<GrantOutcome>;
}

/** The one door for writes of a face. */
export function createCommands(deps: {
  readonly connection: Connection;
  readonly clock: KitchenClock;
  readonly runtime: ClientRuntime;
  readonly outbox: Outbox;
  /** Posts a command no frame holds (LAN45). */
  readonly post: (frame: CommandFrame) => Promise<PostAnswer>;
}): Commands {
  const { connection, clock, runtime, outbox, post } = deps;
  const makeId = createIdFactory({
    nowMs: clock.nowMs,
    fillRandom: (bytes) => runtime.fillRandom(bytes as Uint8Array<ArrayBuffer>), // made by the factory with `new Uint8Array(16)`
  });

  const ask = (ref: CommandRef, body: object, options: GrantOptions = {}): Promise<GrantOutcome> => {
    const frame: CommandFrame = {
      kind: "command",
      commandId: makeId("command"),
      type: ref.type,
      body: bodyRecord(body),
      occurredAtMs: clock.nowMs(),
      ...(options.staffId === undefined ? {} : { staffId: options.staffId }),
      ...(options.expectedVersion === undefined ? {} : { expectedVersion: options.expectedVersion }),
      ...(options.signatures === undefined ? {} : { signatures: options.signatures.map(({ pin }) => ({ pin })) }),
    };
    const sizeBytes = new TextEncoder().encode(JSON.stringify(frame)).length;
    if (sizeBytes > LAN_COMMAND_BODY_MAX_BYTES) return Promise.resolve(tooLarge(sizeBytes));
    const isPosted = sizeBytes > LAN_FRAME_MAX_BYTES;
    return askOnce({ connection, runtime, frame, post: isPosted ? () => post(frame) : null });
  };

  return {
    outbox,
    makeId,
    recordFact: (ref, body, options = {}) => {
      const commandId = makeId("command");
      let settle: (answer: FactAnswer) => void = () => {};
      const answered = new Promise<FactAnswer>((resolve) => {
        settle = resolve;
      });
      const stored = outbox.add(
        {
          commandId,
          type: ref.type,
          body: bodyRecord(body),
          staffId: options.staffId ?? null,
          expectedVersion: options.expectedVersion ?? null,
          occurredAtMs: clock.nowMs(),
        },
        settle,
      );
      return { commandId, stored, answered };
    },
    askGrant: ask,
    askFact: ask,
  };
}

export type CommandFrame = Extract<ClientFrame, { kind: "command" }>;

function tooLarge(sizeBytes: number): GrantOutcome {
  const rejection: PipelineRejection = { code: "command-too-large", sizeBytes, maxBytes: LAN_COMMAND_BODY_MAX_BYTES };
  return { kind: "rejected", rejection };
}

/** Sends a command once and waits for its answer, the end of the session or the end of patience. */
function askOnce(deps: {
  readonly connection: Connection;
  readonly runtime: ClientRuntime;
  readonly frame: CommandFrame;
  /** How it is sent when it is too long for the socket; null when it is not. */
  readonly post: (() => Promise<PostAnswer>) | null;
}): Promise<GrantOutcome> {
  const { connection, runtime, frame, post } = deps;
  return new Promise((resolve) => {
    const cancels: (() => void)[] = [];
    const settle = (outcome: GrantOutcome) => {
      for (const cancel of cancels) cancel();
      resolve(outcome);
    };
    cancels.push(
      connection.onFrame((answer) => {
        if (!("commandId" in answer) || answer.commandId !== frame.commandId) return;
        const outcome = outcomeOf(answer);
        if (outcome !== null) settle(outcome);
      }),
      connection.state.subscribe(() => {
        if (connection.state.get().phase !== "open") settle({ kind: "lapsed", reason: "no-answer" });
      }),
      runtime.after(GRANT_WAIT_MAX_MS, () => settle({ kind: "lapsed", reason: "no-answer" })),
    );
    if (post !== null && connection.state.get().phase === "open")
      void post().then((posted) => settle(fromPost(posted)));
    else if (post !== null || !connection.send(frame)) settle({ kind: "lapsed", reason: "kitchen-away" });
  });
}

function outcomeOf(answer: ServerFrame): GrantOutcome | null {
  if (answer.kind === "accepted") return { kind: "accepted", result: answer.result, seq: answer.seq };
  if (answer.kind === "rejected") return { kind: "rejected", rejection: answer.rejection };
  // A code with data is what a rejection is.
  return answer.kind === "error" ? { kind: "rejected", rejection: { ...answer.data, code: answer.code } } : null;
}

/** What came of a posted command: the frame a connection would have got, or why the request was refused. */
function fromPost(posted: PostAnswer): GrantOutcome {
  if (!posted.ok) return { kind: "lapsed", reason: "no-answer" };
  const { body } = posted;
  const outcome = typeof body["kind"] === "string" ? outcomeOf(body as ServerFrame) : null; // the kitchen's own answer
  if (outcome !== null) return outcome;
  const { code } = body;
  return typeof code === "string"
    ? { kind: "rejected", rejection: { ...body, code } }
    : { kind: "lapsed", reason: "no-answer" };
}

function bodyRecord(body: object): Record<string, unknown> {
  return { ...body };
}
