import type { AlertRow } from "#domains/alerts/queries.ts";
import { compareAlerts } from "#domains/alerts/rules.ts";
import { alertKindKey } from "#renderer/domains/alerts/alert-kind-key.ts";
import type { IconName } from "#renderer/ui/icon.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { textWidthEm } from "./text-width.ts";
import type { Wording } from "./words.ts";

/** What the alert strip shows: the worst open alert, and how many more there are. */
export interface AlertStripView {
  readonly state: "critical" | "high" | "medium" | "low" | "none";
  readonly fill: "none" | "red" | "amber";
  readonly token: StateToken;
  readonly icon: IconName;
  /** Words of the strip in their order, each whole. */
  readonly pieces: readonly string[];
  readonly moreCount: number;
  /** Whether it still waits for somebody: an unacknowledged critical alert blinks and sounds. */
  readonly isUnacknowledged: boolean;
  readonly alertId: string | null;
}

const LOOK = {
  critical: { fill: "red", token: "crit", icon: "octagon-alert" },
  high: { fill: "amber", token: "crit", icon: "octagon-alert" },
  medium: { fill: "none", token: "warn", icon: "triangle-alert" },
  low: { fill: "none", token: "info", icon: "info" },
} as const;

/** Unresolved alerts, those nobody acknowledged before the others, each group by severity and age. */
export function orderedAlerts(alerts: readonly AlertRow[]): readonly AlertRow[] {
  return alerts
    .filter((alert) => alert.status !== "resolved")
    .toSorted(
      (left, right) => Number(right.status === "open") - Number(left.status === "open") || compareAlerts(left, right),
    );
}

export function alertStrip(options: {
  readonly alerts: readonly AlertRow[];
  readonly nowMs: number;
  /** Width for the words in em of their size; what ranks lowest leaves first. */
  readonly widthEm: number;
  readonly kloterByBatchId: ReadonlyMap<string, number>;
  readonly wording: Wording;
}): AlertStripView {
  const ordered = orderedAlerts(options.alerts);
  const [worst] = ordered;
  const moreCount = ordered.length - 1;
  const moreEm = moreCount > 0 ? textWidthEm(`+${moreCount}`) + PIECE_GAP_EM : 0;
  if (worst === undefined) {
    return {
      state: "none",
      fill: "none",
      token: "ok",
      icon: "circle-check",
      pieces: [options.wording.copy.t("wall.no-alarm")],
      moreCount: 0,
      isUnacknowledged: false,
      alertId: null,
    };
  }
  return {
    state: worst.severity,
    ...LOOK[worst.severity],
    pieces: fittingPieces(alertPieces(worst, options), options.widthEm - moreEm),
    moreCount,
    isUnacknowledged: worst.status === "open",
    alertId: worst.alertId,
  };
}

interface Piece {
  readonly text: string;
  readonly rank: number;
}

function alertPieces(
  alert: AlertRow,
  { nowMs, kloterByBatchId, wording }: Parameters<typeof alertStrip>[0],
): readonly Piece[] {
  const { copy, units, timeZone } = wording;
  const { data } = alert;
  const kloter = data.batchId === undefined ? undefined : kloterByBatchId.get(data.batchId);
  const code = kloter === undefined ? (data.batchCode ?? data.sampleCode) : undefined;
  const name = data.dishName ?? data.deviceName ?? data.itemName;
  const pieces: (Piece | null)[] = [
    { text: copy.t(`shared.severity.${alert.severity}`), rank: 9 },
    { text: copy.t(`wall.alert.${alertKindKey(alert)}`), rank: 10 },
    kloter === undefined ? null : { text: copy.t("wall.kloter-short", { number: kloter }), rank: 8 },
    // A kloter of another day has no row above: its code says which it is.
    code === undefined ? null : { text: code, rank: 8 },
    name === undefined ? null : { text: name, rank: kloter === undefined && code === undefined ? 8 : 4 },
    data.temperatureC === undefined ? null : { text: units.temperature(data.temperatureC), rank: 7 },
    data.limitC === undefined ? null : { text: limitWords(data, wording), rank: 3 },
    { text: sinceWords(alert, nowMs, wording), rank: 6 },
    alert.status === "open"
      ? { text: copy.t(`shared.role.${alert.escalatedToRoles.at(-1) ?? alert.ownerRole}`), rank: 5 }
      : { text: acknowledgedWords(alert, wording, timeZone), rank: 5 },
  ];
  return pieces.filter((piece) => piece !== null);
}

/** How long it has stood; beside "late" a duration would read as how late, so the deadline itself is named. */
function sinceWords(
  { alertKind, data, raisedAtMs }: AlertRow,
  nowMs: number,
  { copy, units, timeZone }: Wording,
): string {
  return alertKind === "batch-late" && data.dueAtMs !== undefined
    ? copy.t("wall.must-be-ready", { clock: units.clock(data.dueAtMs, timeZone) })
    : units.duration(nowMs - raisedAtMs);
}

function limitWords(data: AlertRow["data"], { copy, units }: Wording): string {
  const limitC = data.limitC ?? 0;
  const isTooHigh = data.temperatureC !== undefined && data.temperatureC > limitC;
  const value = units.count(limitC);
  return isTooHigh ? copy.t("shared.temperature.max", { value }) : copy.t("shared.temperature.min", { value });
}

function acknowledgedWords(alert: AlertRow, { copy, units }: Wording, timeZone: Wording["timeZone"]): string {
  const clock = units.clock(alert.acknowledgedAtMs ?? alert.updatedAtMs, timeZone);
  const name = alert.acknowledgedByStaffId === null ? undefined : alert.nameByStaffId[alert.acknowledgedByStaffId];
  const first = name?.split(" ")[0];
  return first === undefined
    ? copy.t("shared.alert.acknowledged-by-screen", { clock })
    : copy.t("shared.alert.acknowledged", { name: first, clock });
}

/** Space between two pieces, in em. */
export const PIECE_GAP_EM = 0.6;

/** The pieces that fit, the weightiest chosen first: a long name gives way to what is short beside it. */
function fittingPieces(pieces: readonly Piece[], widthEm: number): readonly string[] {
  const kept = new Set<Piece>();
  let usedEm = 0;
  for (const piece of pieces.toSorted((left, right) => right.rank - left.rank)) {
    const pieceEm = textWidthEm(piece.text) + PIECE_GAP_EM;
    if (kept.size > 0 && usedEm + pieceEm > widthEm) continue;
    kept.add(piece);
    usedEm += pieceEm;
  }
  return pieces.filter((piece) => kept.has(piece)).map(({ text }) => text);
}
