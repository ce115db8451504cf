import type { ServerFrame } from "#contract/lan-protocol.ts";
import { refuseFrame, reportBug, type LanContext, type Peer } from "./peer.ts";
import { textFrame } from "./text-frame.ts";

/** Where a command came from and where its answer goes: a connection, or one HTTP request (LAN45). */
export interface CommandSource {
  /** One more command of it waits for its answer; tells how many do. */
  began(): number;
  settled(): void;
  /** Sends the answer, the text of one frame. */
  answer(text: string): void;
  /** A bug in serving it: its sender is told a reference. */
  failed(commandId: string, cause: unknown): void;
}

/** The commands of a connection are answered on it. */
export function commandSourceOf(context: LanContext, peer: Peer): CommandSource {
  return {
    began: () => (peer.commandsInFlightCount += 1),
    settled: () => {
      peer.commandsInFlightCount -= 1;
      context.commandSettled();
    },
    answer: (text) => peer.outbox.send(textFrame(text)),
    failed: (commandId, cause) => {
      const data = { reference: reportBug(context, peer, cause) };
      refuseFrame(context, peer, { code: "internal-error", reference: { commandId }, data });
    },
  };
}

/** A frame as the text that goes out. */
export function answerText(frame: Extract<ServerFrame, { kind: "rejected" | "error" }>): string {
  return JSON.stringify(frame);
}
