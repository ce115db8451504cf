import type { RowOf } from "#kernel/definition.ts";
import type { cardEnrolmentQuery } from "#domains/people/queries.ts";
import type { EnrolmentId } from "#domains/people/ids.ts";
import type { StaffId } from "#kernel/ids.ts";
import type { Kitchen } from "#renderer/client/kitchen.ts";
import { createSignal, type Signal } from "#renderer/client/signal.ts";
import { offerCardRef } from "#renderer/domains/people/people-refs.ts";

type WaitedCard = RowOf<typeof cardEnrolmentQuery>;

/** A card a manager waits for: the next one nobody has is offered instead of refused. Known cards punch as always. */
export interface CardEnrolment {
  /** What the kitchen last said; null where nothing is waited for. */
  readonly waited: Signal<WaitedCard | null>;
  readonly take: (row: WaitedCard | null) => void;
  /** Offers a card the kitchen did not know; gives whose it is to be, or null where it is not waited for. */
  readonly offer: (text: string) => Promise<string | null>;
}

export function createCardEnrolment(kitchen: Pick<Kitchen, "commands" | "clock">): CardEnrolment {
  const waited = createSignal<WaitedCard | null>(null);
  return {
    waited,
    take: (row) => {
      if (waited.get() !== row) waited.set(row);
    },
    offer: async (text) => {
      const row = waited.get();
      if (row === null || row.offeredAtMs !== null || kitchen.clock.nowMs() >= row.expiresAtMs) return null;
      const { enrolmentId, staffId, name } = row;
      const outcome = await kitchen.commands.askGrant(offerCardRef, {
        enrolmentId: enrolmentId as EnrolmentId, // the kitchen's own row
        staffId: staffId as StaffId, // likewise
        text,
      });
      return outcome.kind === "accepted" ? name : null;
    },
  };
}
