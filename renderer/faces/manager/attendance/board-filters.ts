import type { RowOf } from "#kernel/definition.ts";
import type { attendanceBoardQuery } from "#domains/attendance/queries.ts";
import type { AttendanceFlag } from "#domains/attendance/values.ts";
import { openFlags } from "./day-look.ts";

type Row = RowOf<typeof attendanceBoardQuery>;
interface BoardRow extends Pick<Row, "status" | "isPresentNow" | "inAtMs" | "outAtMs"> {
  readonly flags: readonly AttendanceFlag[];
}

export const BOARD_FILTERS = ["all", "here", "expected", "late", "absent", "flagged"] as const;
export type BoardFilter = (typeof BOARD_FILTERS)[number];

export function isInFilter(row: BoardRow, filter: BoardFilter): boolean {
  switch (filter) {
    case "all":
      return true;
    case "here":
      return row.isPresentNow;
    case "expected":
    case "late":
    case "absent":
      return row.status === filter;
    case "flagged":
      return openFlags(row.flags).length > 0;
  }
}

export type BoardAct = "record-in" | "record-out" | "explain" | "look";

/** The one act a row wants: what is missing first, then what is unexplained; else a look at the punches. */
export function boardActOf(row: BoardRow): BoardAct {
  if (row.status === "expected" || row.status === "absent") return "record-in";
  if (row.status === "incomplete" && row.outAtMs === null) return "record-out";
  return row.flags.some((flag) => flag === "short-stay" || flag === "unrostered") ? "explain" : "look";
}
