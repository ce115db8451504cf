import type { PunchDirection } from "#domains/attendance/values.ts";

/** What the kitchen says of a punch (`accepted.result` of `record-punch` and `flip-punch`). */
export interface PunchAnswer {
  /** `already`: read a second time; this is the punch that stood. */
  readonly outcome: "recorded" | "already";
  readonly punchId: string;
  readonly staffId: string;
  readonly name: string;
  readonly direction: PunchDirection;
  readonly atMs: number;
  readonly serviceDate: string;
  readonly shift: { readonly name: string; readonly startTime: string; readonly endTime: string } | null;
  readonly lateMs: number;
  readonly earlyLeaveMs: number;
  readonly workedMs: number;
  readonly isShortStay: boolean;
  readonly isUnrostered: boolean;
  readonly otherTerminalName: string | null;
}

/** The answer, or null for a result that is no punch: a newer kitchen may say less than this build reads. */
export function punchAnswerOf(result: Readonly<Record<string, unknown>>): PunchAnswer | null {
  const { punchId, staffId, name, direction, atMs } = result;
  const isPunch =
    typeof punchId === "string" &&
    typeof staffId === "string" &&
    typeof name === "string" &&
    typeof atMs === "number" &&
    (direction === "in" || direction === "out");
  return isPunch ? (result as unknown as PunchAnswer) : null; // the kitchen's own answer; what a card cannot do without was checked
}

/** What a person is asked beside their result. */
export type PunchQuestion = "short-stay" | "unrostered";

export function questionOf(answer: PunchAnswer): PunchQuestion | null {
  if (answer.outcome === "already") return null;
  if (answer.direction === "out") return answer.isShortStay ? "short-stay" : null;
  return answer.isUnrostered ? "unrostered" : null;
}
