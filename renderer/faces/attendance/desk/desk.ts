import type { PunchExplanation } from "#domains/attendance/values.ts";
import { normalBadgeText } from "#domains/people/badge-text.ts";
import type { Rejection } from "#kernel/rejections.ts";
import type { Kitchen } from "#renderer/client/kitchen.ts";
import type { Signal } from "#renderer/client/signal.ts";
import type { PhotoBooth } from "#renderer/faces/attendance/camera/photo-booth.ts";
import { createBadgePunch } from "./badge-punch.ts";
import type { CardEnrolment } from "./card-enrolment.ts";
import { createActs } from "./desk-acts.ts";
import { createDeskScreen, type Tone } from "./desk-screen.ts";
import {
  CARD_TOUCHED_MS,
  DIGITS_IDLE_MS,
  NUMBER_DIGITS_COUNT,
  SAME_READ_MS,
  SCANNED_MAX_COUNT,
  type DeskState,
} from "./desk-state.ts";
import type { KnownBadges } from "./known-badges.ts";
import { createNumberPunch } from "./number-punch.ts";
import { createPaperWatch } from "./paper-watch.ts";
import { createPunchChanges } from "./punch-changes.ts";

/** Where typed digits go instead of a punch, while somebody is in the middle of something else. */
export interface DigitTaker {
  /** Takes one digit; absent: six of them are collected as dots and given to `number`. */
  readonly digit?: (digit: string) => void;
  readonly backspace?: () => void;
  readonly clear?: () => void;
  readonly number: (number: string) => void;
}

/** The front desk: everything a scan, a number or a touch sets off. The screen shows its state and nothing else. */
export interface Desk {
  readonly state: Signal<DeskState>;
  /** A reader's text. */
  readonly scan: (text: string) => void;
  /** A burst without an end. */
  readonly brokenScan: () => void;
  readonly digit: (digit: string) => void;
  readonly backspace: () => void;
  readonly clear: () => void;
  /** Somebody touched the card: it stays. */
  readonly touchCard: () => void;
  readonly closeCard: () => void;
  /** *Bukan saya*, on the card or in the header. */
  readonly withdraw: () => void;
  /** *Ubah ke …*, *Tetap MASUK*. */
  readonly flip: () => void;
  readonly explain: (reasonCode: PunchExplanation) => void;
  readonly setTaker: (taker: DigitTaker | null) => void;
  /** A number was refused elsewhere on this screen. */
  readonly showNumberRefusal: (rejection: Rejection) => void;
}

export function createDesk(deps: {
  readonly kitchen: Pick<Kitchen, "commands" | "connection" | "clock" | "runtime">;
  readonly badges: KnownBadges;
  readonly booth: PhotoBooth;
  readonly enrolment: CardEnrolment;
  readonly play: (tone: Tone) => void;
  readonly isStoreWritable: () => Promise<boolean>;
}): Desk {
  const { kitchen, badges, booth } = deps;
  const { runtime, clock, commands } = kitchen;
  const screen = createDeskScreen({ runtime, clock, play: deps.play });
  const paper = createPaperWatch({
    runtime,
    outbox: commands.outbox,
    isStoreWritable: deps.isStoreWritable,
    changed: (isPaperNeeded) => screen.change({ isPaperNeeded }),
  });
  const { enrolment } = deps;
  const acts = createActs({ kitchen, screen, booth, paper });
  const parts = { kitchen, screen, badges, booth, paper, acts, enrolment };
  const badgePunch = createBadgePunch(parts);
  const punchByNumber = createNumberPunch(parts);
  const changes = createPunchChanges(parts);
  const reads = createReads(runtime);
  const digits = createDigits(screen, (number) => void punchByNumber(number));
  return {
    state: screen.state,
    scan: (raw) => {
      const text = normalBadgeText(raw).slice(0, SCANNED_MAX_COUNT);
      if (text !== "" && reads.isFirst(text)) void badgePunch.punch(text);
    },
    brokenScan: () => screen.showRefusal({ code: "scan-broken" }),
    ...digits,
    touchCard: () => {
      if (screen.state.get().card !== null) screen.showCard(screen.state.get().card, CARD_TOUCHED_MS);
    },
    closeCard: () => screen.showCard(null),
    withdraw: () => {
      const staffId = changes.withdraw();
      if (staffId !== null) badgePunch.forget(staffId);
    },
    flip: changes.flip,
    explain: changes.explain,
    showNumberRefusal: screen.showNumberRefusal,
  };
}

/** The same text within two seconds is one read: expect one badge through two readers. */
function createReads({ monotonicMs }: Pick<Kitchen["runtime"], "monotonicMs">) {
  const readAtByText = new Map<string, number>();
  return {
    isFirst: (text: string) => {
      const nowMs = monotonicMs();
      for (const [other, atMs] of readAtByText) if (nowMs - atMs >= SAME_READ_MS) readAtByText.delete(other);
      const isFirst = !readAtByText.has(text);
      if (isFirst) readAtByText.set(text, nowMs);
      return isFirst;
    },
  };
}

function createDigits(
  screen: ReturnType<typeof createDeskScreen>,
  punch: (number: string) => void,
): Pick<Desk, "digit" | "backspace" | "clear" | "setTaker"> {
  let digits = "";
  let taker: DigitTaker | null = null;
  const set = (next: string) => {
    digits = next;
    if (next === "") screen.timers.stop("digits");
    else screen.timers.start("digits", DIGITS_IDLE_MS, () => set(""));
    screen.timers.stop("red");
    screen.change({ digitCount: next.length, isRedEdged: false, isNumberStranded: false });
  };
  return {
    digit: (digit) => {
      if (taker?.digit !== undefined) return taker.digit(digit);
      if (screen.state.get().lockedUntilMs !== null) return;
      set(digits + digit);
      if (digits.length < NUMBER_DIGITS_COUNT) return;
      const number = digits;
      set("");
      if (taker === null) punch(number);
      else taker.number(number);
    },
    backspace: () => (taker?.backspace === undefined ? set(digits.slice(0, -1)) : taker.backspace()),
    clear: () => (taker?.clear === undefined ? set("") : taker.clear()),
    setTaker: (next) => {
      taker = next;
      set("");
    },
  };
}
