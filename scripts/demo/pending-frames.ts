import type { ServerFrame } from "#contract/lan-protocol.ts";

/** Frames waiting for their answer; they survive a cut and are sent again under the same id. */
export interface PendingFrames {
  /** Sends a frame and waits for the answer that names its id. */
  ask(id: string, frame: object): Promise<ServerFrame>;
  /** Takes an answer; one that says "too fast" sends the same frame again when the kitchen says so. */
  take(frame: ServerFrame): void;
  frames(): readonly string[];
}

export function createPendingFrames(send: (frame: string) => void): PendingFrames {
  const pending = new Map<string, { readonly frame: string; readonly settle: (frame: ServerFrame) => void }>();
  return {
    ask: (id, frame) =>
      new Promise((settle) => {
        const text = JSON.stringify(frame);
        pending.set(id, { frame: text, settle });
        send(text);
      }),
    take: (frame) => {
      const id = "commandId" in frame ? frame.commandId : "requestId" in frame ? frame.requestId : undefined;
      const asked = id === undefined ? undefined : pending.get(id);
      if (id === undefined || asked === undefined) return;
      if (frame.kind === "rejected" && frame.rejection.code === "rate-limited") {
        setTimeout(() => send(asked.frame), Number(frame.rejection["retryAfterMs"] ?? 1_000));
        return;
      }
      pending.delete(id);
      asked.settle(frame);
    },
    frames: () => [...pending.values()].map(({ frame }) => frame),
  };
}
