import type { ClientFrame, StaffSession } from "#contract/lan-protocol.ts";
import type { Actor, CommandDefinition, Signature } from "#kernel/definition.ts";
import type { CommandId, StaffId } from "#kernel/ids.ts";
import type { PipelineRejection, Rejection } from "#kernel/rejections.ts";
import type { Pending } from "./frame-loop.ts";
import { answerText, type CommandSource } from "./command-source.ts";
import type { LanContext } from "./peer.ts";
import type { PairedDevice } from "./ports.ts";

export type CommandFrame = Extract<ClientFrame, { kind: "command" }>;

interface Asked {
  readonly frame: CommandFrame;
  readonly device: PairedDevice;
  readonly definition: CommandDefinition | undefined;
}

/**
 * Names the actor, checks personal numbers and hands the command to the store; the answer goes out when it is durable.
 * A promise holds the connection's next frame back: only while numbers are checked, so commands reach the store in the
 * order they were sent, or while too many wait for their answer.
 */
export function takeCommand(
  context: LanContext,
  source: CommandSource,
  { frame, device }: { readonly frame: CommandFrame; readonly device: PairedDevice },
): Pending {
  const taking = context.commandLimiter.take(device.deviceId);
  if (!taking.isTaken) {
    reject(context, source, frame, { code: "rate-limited", retryAfterMs: taking.retryAfterMs });
    return;
  }
  const asked: Asked = { frame, device, definition: context.commandByType.get(frame.type) };
  if (frame.staffId === undefined) {
    const pin = numberScanned(asked);
    if (pin !== undefined) return submitScanned(context, source, asked, pin);
    return submitted(context, source, asked, deviceActor(device));
  }
  const session = context.ports.sessions.sessionFor({
    deviceId: device.deviceId,
    staffId: frame.staffId,
    nature: asked.definition?.nature ?? "grant",
    occurredAtMs: frame.occurredAtMs,
  });
  if (session === undefined) {
    if (!recalled(context, source, asked)) reject(context, source, frame, { code: "sign-in-required" });
    return;
  }
  // Numbers are tried wherever the command may carry one: some acts need a signature only at times (an untrusted clock).
  const isSigned = (asked.definition?.signatureMaxCount ?? 0) > 0 && (frame.signatures?.length ?? 0) > 0;
  if (isSigned) return submitSigned(context, source, asked, session);
  return submitted(context, source, asked, personActor(device, session, []));
}

async function submitSigned(
  context: LanContext,
  source: CommandSource,
  asked: Asked,
  session: StaffSession,
): Promise<void> {
  // A repeat gets its first answer without the number being tried again: a retry must not use up tries.
  if (recalled(context, source, asked)) return;
  const { frame, device, definition } = asked;
  const verified = await context.ports.signatures.verify({
    device,
    staffId: staffIdOf(session),
    signatureCount: definition?.signatureCount ?? 0,
    signatureMaxCount: definition?.signatureMaxCount ?? 0,
    signatures: frame.signatures ?? [],
  });
  if (!verified.ok) return reject(context, source, frame, verified.error);
  await submitted(context, source, asked, personActor(device, session, verified.value));
}

/**
 * The lone number that says whose act it is (LAN32): at a terminal, for a command identified by scan whose body names no
 * badge. Anywhere else a number without a person is not tried.
 */
function numberScanned({ frame, device, definition }: Asked): string | undefined {
  const isScan = definition?.isIdentifiedByScan === true && device.face === "attendance" && !("badge" in frame.body);
  return isScan && frame.signatures?.length === 1 ? frame.signatures[0]?.pin : undefined;
}

async function submitScanned(context: LanContext, source: CommandSource, asked: Asked, pin: string): Promise<void> {
  // As with signatures: a repeat is answered without a try.
  if (recalled(context, source, asked)) return;
  const { frame, device } = asked;
  const found = await context.ports.signatures.identify({ device, pin });
  if (!found.ok) return reject(context, source, frame, found.error);
  const { staffId } = found.value;
  await submitted(context, source, asked, {
    ...deviceActor(device),
    kind: "person",
    staffId,
    signatures: [found.value],
  });
}

/** Submits; the returned promise is only there when the sender must wait before its next frame is taken. */
function submitted(context: LanContext, source: CommandSource, { frame }: Asked, actor: Actor): Pending {
  const { clock, metrics, store, limits } = context;
  const startedMs = clock.monotonicMs();
  const inFlightCount = source.began();
  const answered = store.bus
    .submit({
      commandId: commandIdOf(frame),
      type: frame.type,
      body: frame.body,
      ...(frame.expectedVersion === undefined ? {} : { expectedVersion: frame.expectedVersion }),
      occurredAtMs: frame.occurredAtMs,
      actor,
    })
    .then(({ answer, text, isRepeat }) => {
      source.answer(text);
      metrics.commandAnswered(isRepeat ? "repeat" : answer.kind, clock.monotonicMs() - startedMs);
      if (answer.kind === "rejected" && !isRepeat) metrics.commandRejected(answer.rejection.code);
    })
    .catch((cause: unknown) => source.failed(frame.commandId, cause))
    .finally(() => source.settled());
  return inFlightCount >= limits.commandsInFlightMaxCount ? answered : undefined;
}

/** Gives the stored answer of a repeat whose sender can no longer be authorised; whether there was one. */
function recalled(context: LanContext, source: CommandSource, { frame, device }: Asked): boolean {
  const { type, body } = frame;
  const known = context.store.bus.recall({ commandId: commandIdOf(frame), deviceId: device.deviceId, type, body });
  if (known === undefined) return false;
  source.answer(known.text);
  context.metrics.commandAnswered("repeat", 0);
  return true;
}

/** Refusals given before the store is asked are not stored: the same command may be sent again and then be taken. */
function reject(
  context: LanContext,
  source: CommandSource,
  frame: CommandFrame,
  rejection: PipelineRejection | Rejection,
): void {
  context.metrics.commandRejected(rejection.code);
  source.answer(answerText({ kind: "rejected", commandId: frame.commandId, rejection: { ...rejection } }));
}

function deviceActor(device: PairedDevice): Actor {
  return {
    kind: "device",
    staffId: null,
    roles: [],
    divisionCode: null,
    deviceId: device.deviceId,
    face: device.face,
    signatures: [],
  };
}

function personActor(device: PairedDevice, session: StaffSession, signatures: readonly Signature[]): Actor {
  return {
    kind: "person",
    staffId: staffIdOf(session),
    roles: session.roles,
    divisionCode: session.divisionCode,
    deviceId: device.deviceId,
    face: device.face,
    signatures,
  };
}

function commandIdOf(frame: CommandFrame): CommandId {
  return frame.commandId as CommandId; // matched by the frame's schema
}

function staffIdOf(session: StaffSession): StaffId {
  return session.staffId as StaffId; // sessions are opened for ids of the people domain only
}
