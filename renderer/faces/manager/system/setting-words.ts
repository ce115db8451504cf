import { useMemo } from "react";
import type { SettingsRow } from "#domains/site/queries.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import type { SettingValue } from "./setting-values.ts";

/** A setting's value with its unit. */
export function useSettingWords() {
  const { t, find } = useManagerCopy();
  const units = useUnits();
  return useMemo(() => {
    const number = (row: Pick<SettingsRow, "unit">, value: number) => {
      switch (row.unit) {
        case "ms":
          return units.duration(value);
        case "c":
          return units.temperature(value);
        case "bp":
          return units.percent(value);
        case "g":
          return units.mass(value);
        case "idr":
          return units.money(value);
        case "count":
        case "clock":
        case "codes":
        case "switch":
        case "text":
          return units.count(value);
      }
    };
    return {
      value: (row: Pick<SettingsRow, "unit">, value: SettingValue): string => {
        if (typeof value === "number") return number(row, value);
        if (typeof value === "boolean") return value ? t("manager.setting.on") : t("manager.setting.off");
        if (typeof value === "string") return value;
        return value
          .map(
            (code) =>
              find(`shared.role.${code}`) ??
              find(`quality.substance.${code}`) ??
              find(`people.criterion.${code}`) ??
              code,
          )
          .join(", ");
      },
    };
  }, [t, find, units]);
}
