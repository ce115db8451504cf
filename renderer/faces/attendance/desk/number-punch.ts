import { recordPunchRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { lineOpensWithin, type DeskParts } from "./desk-acts.ts";
import { NUMBER_WAIT_MS } from "./desk-state.ts";
import { punchAnswerOf } from "./punch-answer.ts";

/**
 * A number is kept nowhere: it is asked while its person stands here, twice if a cut came between, by the same punch. The
 * kitchen takes that punch once.
 */
export function createNumberPunch({ kitchen, screen, booth, acts }: DeskParts): (number: string) => Promise<void> {
  function strand(): void {
    screen.play("punch-refused");
    screen.change({ isNumberStranded: true });
  }

  return async (number) => {
    if (!(await lineOpensWithin(kitchen, NUMBER_WAIT_MS))) return strand();
    const act = acts.begin();
    const body = { punchId: act.punchId, ...(act.photo !== null && { photoId: act.photo.photoId }) };
    const ask = () => kitchen.commands.askFact(recordPunchRef, body, { signatures: [{ pin: number }] });
    let outcome = await ask();
    if (outcome.kind === "lapsed" && (await lineOpensWithin(kitchen, NUMBER_WAIT_MS))) outcome = await ask();
    if (outcome.kind === "lapsed") return strand();
    if (outcome.kind === "rejected") {
      const { rejection } = outcome;
      const isNumber = rejection.code === "number-unknown" || rejection.code === "number-locked";
      return isNumber ? screen.showNumberRefusal(rejection) : acts.refused(act, rejection);
    }
    if (act.photo !== null) booth.keep(act.photo);
    const told = punchAnswerOf(outcome.result);
    if (told !== null) acts.answered(act, told);
  };
}
