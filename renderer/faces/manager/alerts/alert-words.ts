import { useMemo } from "react";
import type { AlertRow } from "#domains/alerts/queries.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { alertKindKey } from "#renderer/domains/alerts/alert-kind-key.ts";
import { kloterName } from "#renderer/faces/manager/kitchen/kloter-name.ts";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";

/** An alert in words: what happened to what, its figures, since when. Ages are counted here, never in the row. */
export function useAlertWords() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  return useMemo(() => {
    const subject = ({ data }: AlertRow) =>
      data.dishName ??
      data.sampleCode ??
      data.deviceName ??
      data.itemName ??
      data.ingredientNames?.join(", ") ??
      kloterName(data.batchCode) ??
      null;
    const title = (alert: AlertRow) => {
      const kind = t(`shared.alert-kind.${alertKindKey(alert)}`);
      const about = subject(alert);
      return about === null ? kind : `${kind} · ${about}`;
    };
    const figures = ({ data }: AlertRow): readonly string[] => [
      ...(data.temperatureC === undefined ? [] : [units.temperature(data.temperatureC)]),
      ...(data.limitC === undefined ? [] : [t("quality.limit", { limit: units.temperature(data.limitC) })]),
      ...(data.lotCode === undefined ? [] : [data.lotCode]),
      ...(data.expiryDate === undefined ? [] : [units.dateShort(data.expiryDate)]),
      ...(data.dueAtMs === undefined ? [] : [t("quality.alert.due", { clock: units.clock(data.dueAtMs, timeZone) })]),
      ...(data.freeShareBp === undefined ? [] : [t("quality.alert.free", { share: units.percent(data.freeShareBp) })]),
    ];
    const status = (alert: AlertRow) => {
      if (alert.status !== "acknowledged" || alert.acknowledgedAtMs === null) {
        return alert.status === "acknowledged"
          ? t("shared.alert.acknowledged-by-screen", { clock: "–" })
          : t(`shared.alert.${alert.status}`);
      }
      const clock = units.clock(alert.acknowledgedAtMs, timeZone);
      const name = alert.nameByStaffId[alert.acknowledgedByStaffId ?? ""];
      return name === undefined
        ? t("shared.alert.acknowledged-by-screen", { clock })
        : t("shared.alert.acknowledged", { name, clock });
    };
    const detail = (alert: AlertRow, nowMs: number) => {
      const kloter = kloterName(alert.data.batchCode);
      return [
        ...(kloter === undefined || kloter === subject(alert) ? [] : [kloter]),
        ...figures(alert),
        units.ago(Math.max(0, nowMs - alert.raisedAtMs)),
        ...(alert.occurrenceCount > 1 ? [t("quality.alert.times", { count: alert.occurrenceCount })] : []),
        status(alert),
      ].join(" · ");
    };
    return { title, figures, status, detail };
  }, [t, units, timeZone]);
}
