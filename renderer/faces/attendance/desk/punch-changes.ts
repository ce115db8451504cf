import type { PunchExplanation } from "#domains/attendance/values.ts";
import type { SentFact } from "#renderer/client/commands.ts";
import { explainPunchRef, flipPunchRef, withdrawPunchRef } from "#renderer/domains/attendance/attendance-refs.ts";
import type { DeskParts } from "./desk-acts.ts";
import { CARD_SHOWN_MS, CARD_TOUCHED_MS } from "./desk-state.ts";
import { punchAnswerOf } from "./punch-answer.ts";

/** What a person says about their punch a moment later. Each is a fact of its own; nothing is taken back in silence. */
export interface PunchChanges {
  /** *Bukan saya*: struck through, and the right person is asked. Gives whose punch it was. */
  readonly withdraw: () => string | null;
  readonly flip: () => void;
  readonly explain: (reasonCode: PunchExplanation) => void;
}

export function createPunchChanges({ kitchen, screen }: DeskParts): PunchChanges {
  const { commands } = kitchen;
  const { state } = screen;

  async function settle(sent: SentFact): Promise<Readonly<Record<string, unknown>> | null> {
    const answer = await sent.answered;
    if (answer.kind === "accepted") return answer.result;
    void commands.outbox.discard(sent.commandId);
    screen.showRefusal(answer.rejection);
    return null;
  }

  return {
    withdraw: () => {
      const { last } = state.get();
      if (last === null) return null;
      const { staffId, punchId, name } = last;
      screen.showLast(null);
      screen.showCard({ kind: "withdrawn", name }, CARD_TOUCHED_MS);
      void settle(commands.recordFact(withdrawPunchRef, { staffId, punchId, reasonCode: "wrong-person" }));
      return staffId;
    },
    flip: () => {
      const { card } = state.get();
      if (card?.kind !== "punch") return;
      const { staffId, punchId, direction } = card.answer;
      const sent = commands.recordFact(flipPunchRef, {
        staffId,
        punchId,
        direction: direction === "in" ? "out" : "in",
      });
      void settle(sent).then((result) => {
        const told = result === null ? null : punchAnswerOf(result);
        if (told === null) return;
        if (state.get().last?.punchId === told.punchId) screen.change({ last: told });
        screen.play("punch-ok");
        screen.showCard({ ...card, answer: told, isExplained: true });
      });
    },
    explain: (reasonCode) => {
      const { card } = state.get();
      if (card?.kind !== "punch") return;
      const { staffId, punchId } = card.answer;
      void settle(commands.recordFact(explainPunchRef, { staffId, punchId, reasonCode }));
      screen.showCard({ ...card, isExplained: true }, CARD_SHOWN_MS);
    },
  };
}
