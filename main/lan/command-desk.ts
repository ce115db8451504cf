import { err, ok, type Result } from "#kernel/result.ts";
import { refusalCode } from "./bearer.ts";
import { answerText } from "./command-source.ts";
import { parseClientFrame } from "./parse-frame.ts";
import type { LanContext } from "./peer.ts";
import type { HttpAnswer, PairedDevice } from "./ports.ts";
import { createRateLimiter } from "./rate-limit.ts";
import { takeCommand, type CommandFrame } from "./take-command.ts";

/** Takes commands too long for a frame over HTTP, by the same rules as those of a connection (LAN45). */
export interface CommandDesk {
  /** The device behind a token, or what it is refused with; asked before the body is read. */
  admit(deviceToken: string | undefined): Result<PairedDevice, HttpAnswer>;
  /** Answers with the text of the frame a connection would have got. */
  take(text: string, device: PairedDevice): Promise<{ readonly statusCode: number; readonly text: string }>;
  inFlightCount(): number;
  /** Resolves when nothing given to the store waits for its answer. */
  settled(): Promise<void>;
}

/** Creates the desk of a server. */
export function createCommandDesk(context: LanContext): CommandDesk {
  const { limits, ports, clock } = context;
  const limiter = createRateLimiter({
    perSecondCount: limits.commandBodiesPerSecondCount,
    burstCount: limits.commandBodiesBurstCount,
    keysMaxCount: 4 * limits.socketsMaxCount,
    monotonicMs: clock.monotonicMs,
  });
  const inFlight = new Set<Promise<unknown>>();

  return {
    admit: (deviceToken) => {
      const verified = ports.devices.verifyToken(deviceToken ?? "");
      if (!verified.ok) return err({ statusCode: 401, body: { code: refusalCode(verified.error) } });
      const taking = limiter.take(verified.value.deviceId);
      if (taking.isTaken) return ok(verified.value);
      return err({ statusCode: 429, body: { code: "rate-limited", retryAfterMs: taking.retryAfterMs } });
    },
    take: async (text, device) => {
      context.metrics.received(Buffer.byteLength(text));
      const frame = parseClientFrame(text);
      if (!frame.ok) return refused({ ...frame.error.data, code: frame.error.code });
      if (frame.value.kind !== "command") return refused({ code: "bad-frame", reason: "not-a-command" });
      const answered = answerOf(context, frame.value, device);
      inFlight.add(answered);
      return answered.finally(() => inFlight.delete(answered));
    },
    inFlightCount: () => inFlight.size,
    settled: async () => void (await Promise.allSettled(inFlight)),
  };
}

/** The one answer a command gets, whichever way it is refused or taken. */
async function answerOf(context: LanContext, frame: CommandFrame, device: PairedDevice) {
  const answered = Promise.withResolvers<{ readonly statusCode: number; readonly text: string }>();
  const fail = (cause: unknown) => {
    const reference = context.makeId("fault");
    context.log.error({ event: "lan-bug", reference, err: cause, deviceId: device.deviceId, face: device.face });
    const { commandId } = frame;
    const text = answerText({ kind: "error", commandId, code: "internal-error", data: { reference } });
    answered.resolve({ statusCode: 500, text });
  };
  const source = {
    began: () => 1,
    settled: () => undefined,
    answer: (text: string) => answered.resolve({ statusCode: 200, text }),
    failed: (_commandId: string, cause: unknown) => fail(cause),
  };
  try {
    await takeCommand(context, source, { frame, device });
  } catch (cause) {
    // A bug of ours is answered to the one who met it; the others go on being served.
    fail(cause);
  }
  return answered.promise;
}

function refused(body: Readonly<Record<string, unknown>>) {
  return { statusCode: 400, text: JSON.stringify(body) };
}
