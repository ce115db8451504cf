import { useMemo } from "react";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { GateResult } from "#domains/quality/values.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/** Their figure is how many faults there are; none needs no figure. */
const COUNTS_FAULTS: ReadonlySet<GateResult["gate"]> = new Set<GateResult["gate"]>(["rapid-test", "deviation"]);

/** A gate in words: its figure against its limit, and what is missing. */
export function useGateWords() {
  const { t, find } = useManagerCopy();
  const units = useUnits();
  return useMemo(() => {
    const figure = (gate: GateResult, value: number | null) => {
      if (value === null) return NO_VALUE;
      switch (gate.unit) {
        case "c":
          return units.temperature(value);
        case "ms":
          return units.duration(value);
        case "count":
        case "points":
          return units.count(value);
      }
    };
    return {
      name: (gate: GateResult) => t(`quality.gate.${gate.gate}`),
      figure: (gate: GateResult) =>
        gate.outcome === "not-applicable" ||
        COUNTS_FAULTS.has(gate.gate) ||
        (gate.value === null && gate.limit === null)
          ? ""
          : t("quality.gate-figure", { value: figure(gate, gate.value), limit: figure(gate, gate.limit) }),
      reason: (gate: GateResult) =>
        gate.reason === null
          ? null
          : (find(`quality.gate-reason.${gate.reason}`, {
              value: figure(gate, gate.value),
              limit: figure(gate, gate.limit),
              names: gate.subjectIds.map((code) => find(`quality.substance.${code}`) ?? code).join(", "),
            }) ?? gate.reason),
    };
  }, [t, find, units]);
}
