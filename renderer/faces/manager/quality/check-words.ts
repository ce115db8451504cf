import { useMemo } from "react";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { CheckRow } from "#domains/quality/queries.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/** What a check found, in one line. */
export function useCheckWords() {
  const { t, find } = useManagerCopy();
  const units = useUnits();
  return useMemo(() => {
    const detailParts = ({ detail }: CheckRow): readonly string[] => {
      const parts: string[] = [];
      const { readingsC, substances, verdict } = detail;
      if (Array.isArray(readingsC) && readingsC.length > 1) {
        parts.push(readingsC.map((value) => (typeof value === "number" ? units.temperature(value) : "")).join(", "));
      }
      if (verdict === "safe" || verdict === "unsafe") parts.push(t(`quality.verdict.${verdict}`));
      if (Array.isArray(substances)) {
        parts.push(
          ...substances.flatMap((item: unknown) => {
            if (typeof item !== "object" || item === null) return [];
            const { substanceCode, outcome } = item as { substanceCode?: unknown; outcome?: unknown }; // read as unknown
            const name = find(`quality.substance.${String(substanceCode)}`) ?? String(substanceCode);
            return [`${name} ${find(`quality.rapid.${String(outcome)}`) ?? ""}`.trim()];
          }),
        );
      }
      return parts;
    };
    return {
      value: (row: CheckRow) => {
        if (row.temperatureC !== null) return units.temperature(row.temperatureC);
        if (row.scoreBp !== null) return units.percent(row.scoreBp);
        return detailParts(row).join(" · ");
      },
      detail: (row: CheckRow) =>
        [
          ...(row.temperatureC === null && row.scoreBp === null ? [] : detailParts(row)),
          ...(row.limitC === null || row.limitKind === null
            ? []
            : [t(`shared.temperature.${row.limitKind}`, { value: units.temperature(row.limitC) })]),
          ...(row.actionCode === null ? [] : [t(`quality.action.${row.actionCode}`)]),
          ...(row.actionReason === null ? [] : [row.actionReason]),
          ...(row.note === null ? [] : [row.note]),
        ].join(" · "),
    };
  }, [t, find, units]);
}
