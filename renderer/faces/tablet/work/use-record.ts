import { useCallback } from "react";
import type { UndoableEventType } from "#domains/production/vocabulary.ts";
import type { Rejection } from "#kernel/rejections.ts";
import type { FactRef } from "#renderer/client/refs.ts";
import type { FactAnswer } from "#renderer/client/outbox.ts";
import { MARK_SENDING_AFTER_MS } from "#renderer/client/record-mark.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { playTick } from "#renderer/faces/tablet/device/sounds.ts";
import { useTablet } from "#renderer/faces/tablet/tablet-context.tsx";

/** What became of a record within the time a finger takes to leave the glass. */
export type RecordOutcome =
  /** On this device, and maybe already in the kitchen's log: the screen may go on. */
  | { readonly kind: "kept"; readonly commandId: string }
  /** The kitchen refused it at once; nothing is waiting, what was typed stays with the form. */
  | { readonly kind: "refused"; readonly rejection: Rejection };

export interface RecordOptions {
  /** “Suhu inti Ayam Balado 75,3 °C”: said in the corner with the record's mark. */
  readonly summary: string;
  readonly expectedVersion?: number;
  /** The stage event this record becomes: it can be taken back for ten seconds from the corner. */
  readonly undo?: { readonly batchId: string; readonly type: UndoableEventType };
  /** Counters show their own figure: no words in the corner. */
  readonly isQuiet?: boolean;
}

/** Records a fact as the person acting now. */
export function useRecord(): <Body extends object>(
  ref: FactRef<Body>,
  body: Body,
  options: RecordOptions,
) => Promise<RecordOutcome> {
  const { recordFact, outbox } = useCommand();
  const { runtime, connection } = useKitchen();
  const { people, showToast } = useTablet();
  return useCallback(
    async (ref, body, options) => {
      const acting = people.acting();
      const sent = recordFact(ref, body, {
        ...(acting === null ? {} : { staffId: acting.staffId }),
        ...(options.expectedVersion === undefined ? {} : { expectedVersion: options.expectedVersion }),
      });
      const stored = await sent.stored;
      if (!stored.ok) return { kind: "refused", rejection: stored.error };
      const isReached = connection.state.get().phase === "open";
      const early = isReached
        ? await answerWithin(sent.answered, (run) => runtime.after(MARK_SENDING_AFTER_MS, run))
        : null;
      if (early?.kind === "rejected") {
        await outbox.discard(sent.commandId);
        return { kind: "refused", rejection: early.rejection };
      }
      playTick();
      if (options.isQuiet !== true) {
        showToast({
          text: options.summary,
          commandId: sent.commandId,
          ...(options.undo === undefined ? {} : { undo: options.undo }),
        });
      }
      return { kind: "kept", commandId: sent.commandId };
    },
    [recordFact, outbox, people, runtime, connection, showToast],
  );
}

function answerWithin(
  answered: Promise<FactAnswer>,
  after: (run: () => void) => () => void,
): Promise<FactAnswer | null> {
  return new Promise((resolve) => {
    const cancel = after(() => resolve(null));
    void answered.then((answer) => {
      cancel();
      resolve(answer);
    });
  });
}
