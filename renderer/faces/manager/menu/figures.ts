import type { Nutrient } from "#domains/menu/nutrients.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/** Figures of nutrition as the console writes them: “357 kkal”, “8,4 g”, “1.250 mg”. */
export interface Figures {
  readonly amount: (nutrient: Nutrient, value: number) => string;
  /** Without the unit, which stands in the heading. */
  readonly plain: (value: number) => string;
}

const UNIT_ENDINGS = ["Kcal", "Mg", "Ug", "G"] as const;

export function useFigures(): Figures {
  const { t } = useManagerCopy();
  const units = useUnits();
  // Two places at most, and none that say nothing.
  const plain = (value: number) => units.hundredths(Math.round(value * 100)).replace(/[.,]?0+$/, "");
  return {
    plain,
    amount: (nutrient, value) => {
      const ending = UNIT_ENDINGS.find((known) => nutrient.endsWith(known)) ?? "G";
      return `${plain(value)} ${t(`food.in.${ending}`)}`;
    },
  };
}
