import type { Rejection } from "#kernel/rejections.ts";
import type { Kitchen } from "#renderer/client/kitchen.ts";
import type { Photo, PhotoBooth } from "#renderer/faces/attendance/camera/photo-booth.ts";
import type { CardEnrolment } from "./card-enrolment.ts";
import type { DeskScreen } from "./desk-screen.ts";
import { CARD_TOUCHED_MS } from "./desk-state.ts";
import type { KnownBadges } from "./known-badges.ts";
import { isStoreTrouble, type PaperWatch } from "./paper-watch.ts";
import type { PunchAnswer } from "./punch-answer.ts";

/** What the acts of the desk share. */
export interface DeskParts {
  readonly kitchen: Pick<Kitchen, "commands" | "connection" | "clock" | "runtime">;
  readonly screen: DeskScreen;
  readonly badges: KnownBadges;
  readonly booth: PhotoBooth;
  readonly paper: PaperWatch;
  readonly acts: Acts;
  readonly enrolment: CardEnrolment;
}

/** One punch on its way. */
export interface Act {
  readonly order: number;
  readonly punchId: string;
  readonly atMs: number;
  readonly startedMonotonicMs: number;
  readonly photo: Photo | null;
}

/** Which punch the screen is about: the next person interrupts at once, also when the one before has no answer yet. */
export interface Acts {
  readonly begin: () => Act;
  /** Whether its person is still the one in front, so that the answer is for their eyes. */
  readonly isInSight: (act: Act) => boolean;
  /** Shows the answer to whoever is in front. */
  readonly answered: (act: Act, answer: PunchAnswer) => void;
  readonly refused: (act: Act, rejection: Rejection) => void;
}

export function createActs(deps: Omit<DeskParts, "acts" | "badges" | "enrolment">): Acts {
  const { kitchen, screen, booth, paper } = deps;
  let actCount = 0;
  const isInSight = ({ order, startedMonotonicMs }: Act) =>
    order === actCount && kitchen.runtime.monotonicMs() - startedMonotonicMs < CARD_TOUCHED_MS;
  return {
    begin: () => {
      actCount += 1;
      screen.timers.stop("reading");
      screen.showCard(null);
      return {
        order: actCount,
        punchId: kitchen.commands.makeId("punch"),
        atMs: kitchen.clock.nowMs(),
        startedMonotonicMs: kitchen.runtime.monotonicMs(),
        photo: booth.take(),
      };
    },
    isInSight,
    answered: (act, answer) => {
      paper.written();
      if (!isInSight(act)) return;
      screen.timers.stop("reading");
      // Asked again after a cut, the kitchen says “already” of this very punch.
      const isOwn = answer.punchId === act.punchId;
      screen.showPunch(isOwn ? { ...answer, outcome: "recorded" } : answer, act.photo?.picture ?? null);
    },
    refused: (act, rejection) => {
      if (isStoreTrouble(rejection)) return paper.needed();
      if (!isInSight(act)) return;
      screen.timers.stop("reading");
      screen.showRefusal(rejection);
    },
  };
}

/** Whether the kitchen is on the line now. */
export function isLineOpen({ connection }: DeskParts["kitchen"]): boolean {
  return connection.state.get().phase === "open";
}

/** Whether the line opens within a time. */
export function lineOpensWithin(kitchen: DeskParts["kitchen"], waitMs: number): Promise<boolean> {
  if (isLineOpen(kitchen)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (isIn: boolean) => {
      cancelTimer();
      cancelWatch();
      resolve(isIn);
    };
    const cancelTimer = kitchen.runtime.after(waitMs, () => settle(false));
    const cancelWatch = kitchen.connection.state.subscribe(() => {
      if (isLineOpen(kitchen)) settle(true);
    });
  });
}
