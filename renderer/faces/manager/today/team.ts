import { workedUntil, workloadOf, type Workload } from "#domains/production/open-tasks.ts";
import type { TeamActivityRow } from "#domains/production/team-query.ts";

export interface TeamMember {
  readonly row: TeamActivityRow;
  readonly workload: Workload;
  readonly workedMs: number;
}

const RANK: readonly Workload[] = ["overloaded", "busy", "absent", "free"];

/** Who has open tasks or too much of a day behind them, most loaded first; who only stands by is counted, not listed. */
export function teamOf(rows: readonly TeamActivityRow[], nowMs: number): readonly TeamMember[] {
  return rows
    .map((row) => ({ row, workload: workloadOf(row, nowMs), workedMs: workedUntil(row, nowMs) }))
    .filter(({ row, workload }) => row.tasks.length > 0 || workload === "overloaded")
    .toSorted(
      (left, right) =>
        RANK.indexOf(left.workload) - RANK.indexOf(right.workload) ||
        right.row.openTaskCount - left.row.openTaskCount ||
        (left.row.name ?? "").localeCompare(right.row.name ?? "", "id"),
    );
}
