import type { KitchenClock } from "#renderer/client/clock.ts";
import type { ClientRuntime } from "#renderer/client/runtime.ts";
import type { Rejection } from "#kernel/rejections.ts";
import { createSignal, type Signal } from "#renderer/client/signal.ts";
import {
  CARD_SHOWN_MS,
  CARD_TOUCHED_MS,
  FIRST_DESK,
  LAST_PUNCH_SHOWN_MS,
  RED_EDGE_MS,
  type DeskCard,
  type DeskState,
  type LastPunch,
} from "./desk-state.ts";
import { questionOf, type PunchAnswer } from "./punch-answer.ts";
import { createTimers, type Timers } from "./timers.ts";

export type Tone = "punch-ok" | "punch-known" | "punch-refused";

/** What the desk shows and for how long; the acts of the desk write on it. */
export interface DeskScreen {
  readonly state: Signal<DeskState>;
  readonly timers: Timers;
  readonly change: (part: Partial<DeskState>) => void;
  readonly showCard: (card: DeskCard | null, shownMs?: number) => void;
  readonly showLast: (last: LastPunch | null) => void;
  /** The kitchen's answer, with its tone, its card and its line in the header. */
  readonly showPunch: (answer: PunchAnswer, picture: HTMLCanvasElement | null) => void;
  readonly showRefusal: (rejection: Rejection) => void;
  /** A number nobody has, or too many of them. */
  readonly showNumberRefusal: (rejection: Rejection) => void;
  readonly play: (tone: Tone) => void;
}

export function createDeskScreen(deps: {
  readonly runtime: Pick<ClientRuntime, "after">;
  readonly clock: Pick<KitchenClock, "nowMs" | "clockRate">;
  readonly play: (tone: Tone) => void;
}): DeskScreen {
  const { clock, play } = deps;
  const state = createSignal<DeskState>(FIRST_DESK);
  const timers = createTimers(deps.runtime);
  const change = (part: Partial<DeskState>) => state.set({ ...state.get(), ...part });

  function showCard(card: DeskCard | null, shownMs = CARD_SHOWN_MS): void {
    change({ card });
    if (card === null) timers.stop("card");
    else timers.start("card", shownMs, () => change({ card: null }));
  }
  function showLast(last: LastPunch | null): void {
    change({ last });
    if (last === null) timers.stop("last");
    else timers.start("last", LAST_PUNCH_SHOWN_MS, () => change({ last: null }));
  }
  function showRefusal(rejection: Rejection): void {
    play("punch-refused");
    showCard({ kind: "refused", rejection });
  }
  function lock(untilMs: number): void {
    play("punch-refused");
    change({ lockedUntilMs: untilMs });
    timers.start("lock", (untilMs - clock.nowMs()) / clock.clockRate(), () => change({ lockedUntilMs: null }));
  }

  return {
    state,
    timers,
    change,
    showCard,
    showLast,
    play,
    showPunch: (answer, picture) => {
      play(answer.outcome === "recorded" ? "punch-ok" : "punch-known");
      const { punchId, staffId, name, direction, atMs } = answer;
      if (answer.outcome === "recorded") showLast({ punchId, staffId, name, direction, atMs });
      const shownMs = questionOf(answer) === null ? CARD_SHOWN_MS : CARD_TOUCHED_MS;
      showCard({ kind: "punch", answer, picture, isExplained: false }, shownMs);
    },
    showRefusal,
    showNumberRefusal: (rejection) => {
      change({ isRedEdged: true });
      timers.start("red", RED_EDGE_MS, () => change({ isRedEdged: false }));
      const isLock = rejection.code === "number-locked" || rejection.code === "sign-in-locked";
      if (isLock && "untilAtMs" in rejection) lock(Number(rejection.untilAtMs));
      else showRefusal(rejection);
    },
  };
}
