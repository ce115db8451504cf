import {
  EMPTY_TEMPERATURE,
  pressTemperatureKey,
  temperatureFromEntry,
  type TemperatureEntry,
  type TemperatureKey,
} from "./temperature-entry.ts";

/** Probe points as far as they are typed, and the one the keys go to. */
export interface TemperaturePoints {
  readonly entries: readonly TemperatureEntry[];
  readonly activeIndex: number;
  /** The active point was tapped to be measured again: its next digit begins a new figure. */
  readonly isReplacing: boolean;
}

export function emptyPoints(pointCount: number): TemperaturePoints {
  return { entries: Array.from({ length: pointCount }, () => EMPTY_TEMPERATURE), activeIndex: 0, isReplacing: false };
}

/** A point was tapped. */
export function selectPoint(points: TemperaturePoints, index: number): TemperaturePoints {
  return { ...points, activeIndex: index, isReplacing: true };
}

/**
 * A key for the active point. A figure with its decimal is complete: the keys move on to the next empty point, and stay
 * where there is none, so that one digit too many changes nothing.
 */
export function pressAtPoint(points: TemperaturePoints, key: TemperatureKey): TemperaturePoints {
  const { entries, activeIndex } = points;
  const present = entries[activeIndex] ?? EMPTY_TEMPERATURE;
  const before = points.isReplacing && /^\d$/.test(key) ? EMPTY_TEMPERATURE : present;
  const next = pressTemperatureKey(before, key);
  const changed = entries.map((entry, index) => (index === activeIndex ? next : entry));
  const isDone = isComplete(next) && !isComplete(before);
  return {
    entries: changed,
    activeIndex: isDone ? nextEmptyIndex(changed, activeIndex) : activeIndex,
    isReplacing: false,
  };
}

/** “Titik berikut”: for a figure without a decimal. */
export function moveToNextPoint(points: TemperaturePoints): TemperaturePoints {
  return { ...points, activeIndex: nextEmptyIndex(points.entries, points.activeIndex), isReplacing: false };
}

/** The readings in °C; null while one is missing. */
export function readingsFromPoints(points: TemperaturePoints): readonly number[] | null {
  const readings = points.entries.map(temperatureFromEntry);
  return readings.every((reading) => reading !== null) ? readings : null;
}

export function missingPointCount(points: TemperaturePoints): number {
  return points.entries.filter((entry) => temperatureFromEntry(entry) === null).length;
}

/** Whether a value kept on the device is points of this count. */
export function isTemperaturePoints(value: unknown, pointCount: number): value is TemperaturePoints {
  if (typeof value !== "object" || value === null) return false;
  const { entries, activeIndex } = value as Partial<TemperaturePoints>; // checked in the next lines
  return (
    Array.isArray(entries) &&
    entries.length === pointCount &&
    entries.every((entry: Partial<TemperatureEntry>) => typeof entry.wholeDigits === "string") &&
    typeof activeIndex === "number"
  );
}

function isComplete(entry: TemperatureEntry): boolean {
  return entry.decimalDigit !== null && entry.decimalDigit !== "";
}

function nextEmptyIndex(entries: readonly TemperatureEntry[], fromIndex: number): number {
  const order = entries.map((_entry, offset) => (fromIndex + 1 + offset) % entries.length);
  return order.find((index) => entries[index]?.wholeDigits === "") ?? fromIndex;
}
