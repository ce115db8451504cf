import { useMemo } from "react";
import type { AlertRow } from "#domains/alerts/queries.ts";
import type { BoardBatch } from "#domains/production/board.ts";
import type { DeparturesRow, TodayRow, TotalsRow } from "#domains/production/queries.ts";
import type { StockReadinessRow } from "#domains/inventory/use-queries.ts";
import type { StageDay } from "#domains/production/rules.ts";
import { phaseFromClock, type DayPhase, type SlackWarning } from "#domains/production/timing.ts";
import type { LiveRows } from "#renderer/client/live-rows.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { alertsRef } from "#renderer/domains/alerts/alerts-refs.ts";
import { attendanceCountsRef } from "#renderer/domains/attendance/attendance-refs.ts";
import {
  departuresRef,
  portionTotalsRef,
  productionBoardRef,
  todayRef,
  totalsRef,
} from "#renderer/domains/production/production-refs.ts";
import { slackWarningFrom } from "#renderer/domains/production/slack-warning.ts";
import { qualityBoardRef } from "#renderer/domains/quality/quality-refs.ts";
import { stockReadinessRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { faceSettingsRef } from "#renderer/domains/site/site-refs.ts";
import { useServiceDateAt } from "#renderer/domains/site/use-service-date.ts";
import type { QualityRow } from "./wall-panel.ts";
import type { PortionTotalsRow } from "./wall-totals.ts";

/** Everything the wall shows, as last known. Each answer is kept on this device's disk for the next start. */
export interface WallData {
  readonly nowMs: number;
  readonly serviceDate: string;
  readonly today: TodayRow | undefined;
  readonly batches: readonly BoardBatch[];
  readonly departures: readonly DeparturesRow[];
  readonly totals: readonly TotalsRow[];
  readonly portions: PortionTotalsRow | undefined;
  readonly alerts: readonly AlertRow[];
  readonly quality: readonly QualityRow[];
  readonly readiness: readonly StockReadinessRow[];
  /** Those who have come, of those on the roster; null where nobody is rostered or nobody has told yet. */
  readonly headCount: { readonly arrivedCount: number; readonly rosteredCount: number } | null;
  /** The worst standing of the answers: `loading` while anything needed for the frame is missing. */
  readonly status: LiveRows["status"];
  /** When a deadline turns to SEGERA. */
  readonly warning: SlackWarning;
  readonly areKeysOn: boolean;
  readonly mayAcknowledge: boolean;
}

const KEPT = { isKeptOnDisk: true } as const;

export function useWallData(): WallData {
  const { nowMs, timeZone } = useKitchenTime();
  const serviceDate = useServiceDateAt(nowMs, timeZone);
  const day = useMemo(() => ({ serviceDate }), [serviceDate]);
  const today = useLiveQuery(todayRef, day, KEPT);
  const board = useLiveQuery(productionBoardRef, day, KEPT);
  const departures = useLiveQuery(departuresRef, day, KEPT);
  const totals = useLiveQuery(totalsRef, day, KEPT);
  const portions = useLiveQuery(portionTotalsRef, day, KEPT);
  const counts = useLiveQuery(attendanceCountsRef, day, KEPT).rows[0];
  const quality = useLiveQuery(qualityBoardRef, day, KEPT);
  const readiness = useLiveQuery(stockReadinessRef, day, KEPT);
  const alerts = useLiveQuery(alertsRef, NO_PARAMS, KEPT);
  const settings = useLiveQuery(faceSettingsRef, day, KEPT);
  const warning = useMemo(() => {
    const valueOf = new Map(settings.rows.map(({ settingKey, value }) => [settingKey, value]));
    return slackWarningFrom(({ key, default: otherwise }) => {
      const value = valueOf.get(key);
      return typeof value === "number" ? value : otherwise;
    });
  }, [settings.rows]);
  const isOn = (settingKey: string) => settings.rows.find((row) => row.settingKey === settingKey)?.value !== false;
  return {
    nowMs,
    serviceDate,
    today: today.rows[0],
    headCount: counts === undefined || counts.rosteredCount === 0 ? null : counts,
    batches: board.rows,
    departures: departures.rows,
    totals: totals.rows,
    portions: portions.rows[0],
    alerts: alerts.rows,
    quality: quality.rows,
    readiness: readiness.rows,
    status: worst([today.status, board.status, alerts.status]),
    warning,
    areKeysOn: isOn("wall.bump-keys"),
    mayAcknowledge: isOn("wall.acknowledge"),
  };
}

const NO_PARAMS = {};
const WORST_FIRST = ["loading", "snapshot", "stale", "live"] as const;

function worst(statuses: readonly LiveRows["status"][]): LiveRows["status"] {
  return WORST_FIRST.find((status) => statuses.includes(status)) ?? "live";
}

/** The phase shown: pinned, else that of the furthest kloter, else by the clock. */
export function wallPhase(
  data: Pick<WallData, "today" | "nowMs" | "serviceDate">,
  pinned: DayPhase | null,
  timeZone: Parameters<typeof phaseFromClock>[2],
): DayPhase {
  return pinned ?? data.today?.furthestPhase ?? phaseFromClock(data.nowMs, data.serviceDate, timeZone);
}

/** What the stage rules need of the day; `null` before the kitchen told it. */
export function stageDay({ today, nowMs }: Pick<WallData, "today" | "nowMs">): StageDay | null {
  if (today === undefined) return null;
  return { serviceDate: today.serviceDate, dayStatus: today.dayStatus, cookFloorAtMs: today.cookFloorAtMs, nowMs };
}
