import { MINUTE_MS, type Clock } from "#kernel/time.ts";

/** How long a card that was read waits for its signature; the person stands there. */
const HELD_MS = 5 * MINUTE_MS;

/**
 * The text of cards terminals offered, until they are signed for: in memory only, so that neither the log nor the console
 * holds it. A restart forgets it, and the card is tapped again.
 */
export interface OfferedCards {
  keep(enrolmentId: string, text: string): void;
  textOf(enrolmentId: string): string | null;
  forget(enrolmentId: string): void;
}

export function createOfferedCards(clock: Pick<Clock, "monotonicMs">): OfferedCards {
  const heldById = new Map<string, { readonly text: string; readonly untilMs: number }>();
  const dropOld = () => {
    for (const [id, { untilMs }] of heldById) if (untilMs <= clock.monotonicMs()) heldById.delete(id);
  };
  return {
    keep: (enrolmentId, text) => {
      dropOld();
      heldById.set(enrolmentId, { text, untilMs: clock.monotonicMs() + HELD_MS });
    },
    textOf: (enrolmentId) => {
      dropOld();
      return heldById.get(enrolmentId)?.text ?? null;
    },
    forget: (enrolmentId) => void heldById.delete(enrolmentId),
  };
}
