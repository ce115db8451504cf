import type { Actor } from "#kernel/definition.ts";
import type { CommandId, DeviceId } from "#kernel/ids.ts";
import type { Rejection } from "#kernel/rejections.ts";

/** A command as it reaches the bus: its type and body are still unchecked. */
export interface SubmittedCommand {
  readonly commandId: CommandId;
  readonly type: string;
  readonly body: unknown;
  readonly expectedVersion?: number;
  /** The sender's clock. */
  readonly occurredAtMs: number;
  readonly actor: Actor;
}

/** The answer to a command: durable before it is given, and the same bytes for every repeat within 30 days. */
export type CommandAnswer =
  | {
      readonly kind: "accepted";
      readonly commandId: CommandId;
      /** `seq` of the last event written. */
      readonly seq: number;
      readonly streamId: string;
      readonly streamVersion: number;
      readonly result: Readonly<Record<string, unknown>>;
    }
  | { readonly kind: "rejected"; readonly commandId: CommandId; readonly rejection: Rejection };

/** The one door for writes. Resolves after COMMIT; `text` is the frame's exact stored bytes. */
export interface CommandBus {
  submit(
    command: SubmittedCommand,
  ): Promise<{ readonly answer: CommandAnswer; readonly text: string; readonly isRepeat: boolean }>;

  /**
   * The stored answer of a command answered before to the same device, type and body, else undefined; writes nothing. For
   * repeats whose sender can no longer be authorised: the session ended, the number was forgotten.
   */
  recall(command: {
    readonly commandId: CommandId;
    readonly deviceId: DeviceId | null;
    readonly type: string;
    readonly body: unknown;
  }): { readonly answer: CommandAnswer; readonly text: string } | undefined;
}
