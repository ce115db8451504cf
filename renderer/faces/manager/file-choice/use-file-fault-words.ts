import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { PlanFileFault } from "#renderer/faces/manager/plan-file/grid.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/** Why a file as a whole cannot be read, whatever list it should hold. */
export function useFileFaultWords(): (fault: PlanFileFault) => string {
  const { t } = useManagerCopy();
  const units = useUnits();
  return (fault) => {
    switch (fault.code) {
      case "file-too-large":
        return t("kitchen.fault.file-too-large", { megabytes: units.count(fault.maxBytes / 1024 / 1024) });
      case "file-encoding-wrong":
        return t("kitchen.fault.file-encoding-wrong", { row: fault.rowNumber });
      case "file-quote-open":
        return t("kitchen.fault.file-quote-open", { row: fault.rowNumber });
      case "file-too-many-rows":
        return t("kitchen.fault.file-too-many-rows", {
          count: units.count(fault.rowCount),
          max: units.count(fault.maxCount),
        });
      case "file-empty":
      case "file-kind-unknown":
      case "file-old-excel":
      case "file-damaged":
        return t(`kitchen.fault.${fault.code}`);
    }
  };
}
