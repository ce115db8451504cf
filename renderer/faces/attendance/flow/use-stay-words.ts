import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useTerminalCopy } from "#renderer/faces/attendance/words.ts";

interface Ends {
  readonly inAtMs: number | null;
  readonly outAtMs: number | null;
}

/** “00:47 – 08:31”, “sejak 00:47”, or that nothing is known. */
export function useStayWords(): (stay: Ends) => string {
  const { t } = useTerminalCopy();
  const units = useUnits();
  const { timeZone } = useKitchenTime(60_000);
  return ({ inAtMs, outAtMs }) => {
    const from = inAtMs === null ? null : units.clock(inAtMs, timeZone);
    const until = outAtMs === null ? null : units.clock(outAtMs, timeZone);
    if (from !== null && until !== null) return t("attendance.flow.stay", { from, until });
    if (from !== null) return t("attendance.flow.stay-open", { from });
    return until === null ? t("attendance.flow.day-empty") : t("attendance.flow.stay-end", { until });
  };
}
