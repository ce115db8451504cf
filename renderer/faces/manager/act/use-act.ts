import { useCallback, useMemo, useRef, useState } from "react";
import type { Rejection } from "#kernel/rejections.ts";
import type { FactRef, GrantRef } from "#renderer/client/refs.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { rejectionWords } from "#renderer/copy/rejection-words.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { useToast } from "./toasts.tsx";

/** What became of an act: the kitchen's answer, or that it gave none. */
export type ActOutcome =
  | { readonly kind: "accepted"; readonly result: Readonly<Record<string, unknown>> }
  | { readonly kind: "rejected"; readonly rejection: Rejection }
  /** `isKept`: a fact waits on this device and is sent later; a grant has lapsed. */
  | { readonly kind: "unanswered"; readonly isKept: boolean };

export interface ActOptions {
  readonly expectedVersion?: number;
  readonly signatures?: readonly { readonly pin: string }[];
}

export interface Act {
  /** A permission or a signed act: answered now or lapsed. */
  readonly grant: <Body extends object>(ref: GrantRef<Body>, body: Body, options?: ActOptions) => Promise<ActOutcome>;
  /** A fact: kept on this device when the kitchen is away; `unanswered` then means “will be sent”. */
  readonly fact: <Body extends object>(ref: FactRef<Body>, body: Body, options?: ActOptions) => Promise<ActOutcome>;
}

/** How long a fact's answer is awaited before the screen goes on; the record itself waits in the queue. */
const FACT_ANSWER_WAIT_MAX_MS = 5_000;

/** Sends acts as the signed-in person. */
export function useAct(): Act {
  const { recordFact, askGrant } = useCommand();
  const { runtime } = useKitchen();
  const person = usePersonOrNobody();
  const staffId = person?.staffId;
  return useMemo(
    () => ({
      grant: async (ref, body, options = {}) => {
        const outcome = await askGrant(ref, body, { ...options, ...(staffId === undefined ? {} : { staffId }) });
        return outcome.kind === "lapsed" ? { kind: "unanswered", isKept: false } : outcome;
      },
      fact: async (ref, body, options = {}) => {
        const { expectedVersion } = options;
        const sent = recordFact(ref, body, {
          ...(expectedVersion === undefined ? {} : { expectedVersion }),
          ...(staffId === undefined ? {} : { staffId }),
        });
        const stored = await sent.stored;
        if (!stored.ok) return { kind: "rejected", rejection: stored.error };
        const waited = new Promise<ActOutcome>((resolve) => {
          runtime.after(FACT_ANSWER_WAIT_MAX_MS, () => resolve({ kind: "unanswered", isKept: true }));
        });
        return Promise.race([sent.answered, waited]);
      },
    }),
    [askGrant, recordFact, runtime, staffId],
  );
}

/** What came of an act in words; null when it was accepted. */
export function useOutcomeWords(): (outcome: ActOutcome) => string | null {
  const { t } = useManagerCopy();
  const words = useRejectionWords();
  return useCallback(
    (outcome) => {
      if (outcome.kind === "accepted") return null;
      if (outcome.kind === "rejected") return words(outcome.rejection);
      return t(outcome.isKept ? "manager.act.kept" : "manager.act.lapsed");
    },
    [t, words],
  );
}

/** A rejection in the words of the face. */
export function useRejectionWords(): (rejection: Rejection) => string {
  const copy = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useKitchen();
  return useCallback(
    (rejection) => rejectionWords(rejection, { copy, units, timeZone: timeZone() }),
    [copy, units, timeZone],
  );
}

/**
 * Runs a lone act (no form): marks it busy, then says what came of it in a toast. Two presses in a row are one act.
 */
export function useLoneAct(): {
  readonly isBusy: boolean;
  readonly run: (send: () => Promise<ActOutcome>, doneWords: string, onUndo?: () => void) => void;
} {
  const toast = useToast();
  const words = useOutcomeWords();
  const [isBusy, setBusy] = useState(false);
  const isRunning = useRef(false);
  const run = useCallback(
    (send: () => Promise<ActOutcome>, doneWords: string, onUndo?: () => void) => {
      if (isRunning.current) return;
      isRunning.current = true;
      setBusy(true);
      const settle = (outcome: ActOutcome) => {
        isRunning.current = false;
        setBusy(false);
        const trouble = words(outcome);
        if (trouble === null) toast({ text: doneWords, ...(onUndo === undefined ? {} : { onUndo }) });
        else toast({ text: trouble, tone: "refused" });
      };
      void send().then(settle);
    },
    [toast, words],
  );
  return { isBusy, run };
}
