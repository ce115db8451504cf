import type { RowOf } from "#kernel/definition.ts";
import type { portionTotals, TotalsRow } from "#domains/production/queries.ts";
import type { DayPhase } from "#domains/production/timing.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import { textWidthEm } from "./text-width.ts";
import type { Wording } from "./words.ts";

export type PortionTotalsRow = RowOf<typeof portionTotals>;

/** One figure of the totals bar: a label in the small size before a figure in the main size. */
export interface Total {
  readonly key: string;
  readonly label: string;
  readonly figure: string;
  /** Stays on a full bar when others leave. */
  readonly isKept: boolean;
}

/** All-day totals: cooked portions by component; while filling trays, by size with what is left. */
export function totalsOf(
  phase: DayPhase,
  facts: { readonly totals: readonly TotalsRow[]; readonly portions: PortionTotalsRow | undefined },
  wording: Wording,
): readonly Total[] {
  const { units } = wording;
  if (phase === "portion" && facts.portions !== undefined) return portioningTotals(facts.portions, wording);
  return facts.totals.map((row) => ({
    key: row.component,
    label: componentLabel(row, wording),
    figure: units.count(totalPortionCount(row.cookedCounts)),
    isKept: false,
  }));
}

/** Cooks say “Nasi”, not “Pokok”, where all of it is rice. */
function componentLabel({ component, dishNames }: TotalsRow, { copy }: Wording): string {
  const isRice = component === "staple" && dishNames.length > 0 && dishNames.every((name) => /^nasi\b/i.test(name));
  return isRice ? copy.t("wall.rice") : copy.t(`shared.component.${component}`);
}

const SIZES = ["small", "large", "toddler", "maternal"] as const;

function portioningTotals(row: PortionTotalsRow, { copy, units }: Wording): readonly Total[] {
  const sizes = SIZES.map((size) => ({ size, count: row.plannedCounts[`${size}Count`] })).filter(
    ({ count }) => count > 0,
  );
  const left = (planned: number, done: number) => Math.max(0, planned - done);
  const leftCount = SIZES.reduce(
    (sum, size) => sum + left(row.plannedCounts[`${size}Count`], row.portionedCounts[`${size}Count`]),
    0,
  );
  return [
    ...sizes.map(({ size, count }) => ({
      key: size,
      label: copy.t(`shared.profile.${size}`),
      figure: units.count(count),
      isKept: false,
    })),
    ...(row.plannedSpecialPackCount > 0
      ? [
          {
            key: "special",
            label: copy.t("shared.special-pack"),
            figure: units.count(row.plannedSpecialPackCount),
            isKept: false,
          },
        ]
      : []),
    { key: "left", label: copy.t("shared.portions-left"), figure: units.count(leftCount), isKept: true },
  ];
}

/** Space before a total and between its label and figure, in em of the small size. */
const TOTAL_GAP_EM = 0.9;

/** The totals that fit beside the date on one line, in their order; the last one that may leave leaves first. */
export function fittingTotals(
  totals: readonly Total[],
  space: { readonly widthPx: number; readonly f20Px: number; readonly f16Px: number },
): readonly Total[] {
  const widthPx = (total: Total) =>
    textWidthEm(total.label) * space.f16Px + textWidthEm(total.figure) * space.f20Px + TOTAL_GAP_EM * space.f16Px;
  const kept = [...totals];
  while (kept.length > 1 && kept.reduce((sum, total) => sum + widthPx(total), 0) > space.widthPx) {
    const last = kept.findLastIndex(({ isKept }) => !isKept);
    if (last === -1) break;
    kept.splice(last, 1);
  }
  return kept;
}
