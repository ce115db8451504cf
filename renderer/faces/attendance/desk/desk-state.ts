import type { Rejection } from "#kernel/rejections.ts";
import type { PunchAnswer } from "./punch-answer.ts";

/** UX.md §3.2: a result stays this long, longer once somebody touched it or is asked something. */
export const CARD_SHOWN_MS = 2_500;
export const CARD_TOUCHED_MS = 10_000;
/** The last punch stays in the header with its way back (`attendance.withdraw-window`). */
export const LAST_PUNCH_SHOWN_MS = 30_000;
/** Nothing is shown of an answer that comes within this time (UX.md §4.2). */
export const READING_AFTER_MS = 400;
/** The longest text the kitchen reads as a badge (`scannedTextSchema`). */
export const SCANNED_MAX_COUNT = 64;
/** The dots' red edge after a number nobody has. */
export const RED_EDGE_MS = 1_500;
/** UX.md §5: the same badge from two readers within this time is one read. */
export const SAME_READ_MS = 2_000;
/** A badge the kitchen has not answered by then is said to lie on this device. */
export const SAVED_AFTER_MS = 1_500;
/** A second read of a person within this time is the same punch (`attendance.duplicate-window`), also on a terminal alone. */
export const DUPLICATE_MS = 60_000;
/** A number typed while the line is being made is held this long; it is kept nowhere else. */
export const NUMBER_WAIT_MS = 8_000;
export const NUMBER_DIGITS_COUNT = 6;
/** Digits somebody left behind are not the beginning of the next person's number. */
export const DIGITS_IDLE_MS = 10_000;

/** The result over the left part of the screen. */
export type DeskCard =
  | { readonly kind: "reading" }
  | {
      readonly kind: "punch";
      readonly answer: PunchAnswer;
      readonly picture: HTMLCanvasElement | null;
      /** The person answered the question the punch raised. */
      readonly isExplained: boolean;
    }
  /** On this device, for later. `staffId` and `name` are null for somebody the cached list does not name. */
  | {
      readonly kind: "saved";
      readonly punchId: string;
      readonly staffId: string | null;
      readonly name: string | null;
      readonly atMs: number;
      readonly picture: HTMLCanvasElement | null;
      readonly isRepeat: boolean;
    }
  | { readonly kind: "withdrawn"; readonly name: string | null }
  /** A card nobody has was read while one is waited for: it lies before the manager now. */
  | { readonly kind: "offered"; readonly name: string }
  | { readonly kind: "refused"; readonly rejection: Rejection };

/** The header's line: who punched last, and may say that it was not them. */
export interface LastPunch {
  readonly punchId: string;
  readonly staffId: string;
  readonly name: string;
  readonly direction: PunchAnswer["direction"] | null;
  readonly atMs: number;
}

export interface DeskState {
  /** Typed so far; shown as dots, never as figures. */
  readonly digitCount: number;
  readonly isRedEdged: boolean;
  readonly card: DeskCard | null;
  readonly last: LastPunch | null;
  /** Until when the keypad takes no number, by the kitchen's clock. */
  readonly lockedUntilMs: number | null;
  /** A number was typed that only the kitchen could have read. */
  readonly isNumberStranded: boolean;
  /** Nothing can be written, neither in the kitchen nor here: paper. */
  readonly isPaperNeeded: boolean;
}

export const FIRST_DESK: DeskState = {
  digitCount: 0,
  isRedEdged: false,
  card: null,
  last: null,
  lockedUntilMs: null,
  isNumberStranded: false,
  isPaperNeeded: false,
};
