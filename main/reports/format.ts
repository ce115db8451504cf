import { amountOf, type Quantity } from "#kernel/quantity.ts";
import { DAY_MS, HOUR_MS, localFromMs, MINUTE_MS, SECOND_MS, zoneOffsetMs, type TimeZone } from "#kernel/time.ts";

const MONTHS = ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"] as const;
const ZONES: Readonly<Record<TimeZone, string>> = {
  "Asia/Jakarta": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Jayapura": "WIT",
};

/** “1.850”, “-1.850”. */
export function countText(count: number): string {
  return String(count).replaceAll(/\B(?=(\d{3})+$)/g, ".");
}

/** “Rp 12.500”. */
export function moneyText(amountIdr: number): string {
  return amountIdr < 0 ? `-Rp ${countText(-amountIdr)}` : `Rp ${countText(amountIdr)}`;
}

/** “83 j 20 m”, never looking like a clock; seconds are dropped. */
export function durationText(durationMs: number): string {
  const minuteCount = Math.floor(durationMs / MINUTE_MS);
  const hourCount = Math.floor(minuteCount / 60);
  return hourCount === 0 ? `${minuteCount} m` : `${countText(hourCount)} j ${minuteCount % 60} m`;
}

/** “21 Nov 2026”. */
export function dateText(date: string): string {
  return `${Number(date.slice(8, 10))} ${MONTHS[Number(date.slice(5, 7)) - 1] ?? ""} ${date.slice(0, 4)}`;
}

/** “November 2026” by its short name. */
export function monthText(month: string): string {
  return `${MONTHS[Number(month.slice(5, 7)) - 1] ?? ""} ${month.slice(0, 4)}`;
}

export function spanText(span: { readonly fromDate: string; readonly toDate: string }): string {
  return `${dateText(span.fromDate)} – ${dateText(span.toDate)}`;
}

/** “21 Nov 2026 04:32”. */
export function timeText(atMs: number, timeZone: TimeZone): string {
  return `${dateText(localFromMs(atMs, timeZone).date)} ${clockText(atMs, timeZone)}`;
}

/** “21 Nov 2026 04:32 WIB”: where sites may mix. */
export function zonedTimeText(atMs: number, timeZone: TimeZone): string {
  return `${timeText(atMs, timeZone)} ${ZONES[timeZone]}`;
}

/** `2026-11-21T04:32:07+07:00`. */
export function isoText(atMs: number, timeZone: TimeZone): string {
  const { date, msOfDay } = localFromMs(atMs, timeZone);
  const clock = [msOfDay / HOUR_MS, (msOfDay % HOUR_MS) / MINUTE_MS, (msOfDay % MINUTE_MS) / SECOND_MS].map(two);
  return `${date}T${clock.join(":")}+${two(zoneOffsetMs(timeZone) / HOUR_MS)}:00`;
}

/** Hours as a number with at most four decimals: a minute is 0.0167 of one. */
export function hoursFromMs(durationMs: number): number {
  return Math.round((durationMs / HOUR_MS) * 10_000) / 10_000;
}

/** Whole minutes with at most two decimals. */
export function minutesFromMs(durationMs: number): number {
  return Math.round((durationMs / MINUTE_MS) * 100) / 100;
}

/** “75,3 °C”. */
export function celsiusText(temperatureC: number): string {
  return `${temperatureC.toFixed(1).replace(".", ",")} °C`;
}

/** “62%”. */
/** “12,5”, “-0,25”, “1.250”: thousandths of a unit its heading names, without trailing noughts. */
export function thousandthsText(amount: number): string {
  const whole = Math.trunc(Math.abs(amount) / 1_000);
  const rest = String(Math.abs(amount) % 1_000)
    .padStart(3, "0")
    .replace(/0+$/, "");
  const sign = amount < 0 ? "-" : "";
  return `${sign}${countText(whole)}${rest === "" ? "" : `,${rest}`}`;
}

/** “12,5 kg”, “850 ml” as kilograms, litres and pieces. */
export function quantityText(quantity: Quantity): string {
  const amount = amountOf(quantity);
  return quantity.unit === "pcs"
    ? `${countText(amount)} buah`
    : `${thousandthsText(amount)} ${DESK_UNITS[quantity.unit]}`;
}

/** What a thousand of a base unit is called on paper. */
export const DESK_UNITS = { g: "kg", ml: "liter" } as const;

export function shareText(shareBp: number): string {
  return `${countText(Math.round(shareBp / 100))}%`;
}

/** “12,5 kg”, “800 g”. */
export function massText(massG: number): string {
  return massG < 1_000 ? `${countText(massG)} g` : `${String(massG / 1_000).replace(".", ",")} kg`;
}

/** “04:32”; an end nobody recorded is “–”. */
export function clockText(atMs: number | null, timeZone: TimeZone): string {
  if (atMs === null) return "–";
  const { msOfDay } = localFromMs(atMs, timeZone);
  return `${two(msOfDay / HOUR_MS)}:${two((msOfDay % HOUR_MS) / MINUTE_MS)}`;
}

/** Days since spreadsheets' own beginning, 30 December 1899. */
const SHEET_EPOCH_DAY_COUNT = 25_569;

/** An instant as spreadsheets count it, reading as the kitchen's wall clock. */
export function sheetTimeFromMs(atMs: number, timeZone: TimeZone): number {
  return (atMs + zoneOffsetMs(timeZone)) / DAY_MS + SHEET_EPOCH_DAY_COUNT;
}

export function sheetDayFromDayCount(dayCount: number): number {
  return dayCount + SHEET_EPOCH_DAY_COUNT;
}

function two(value: number): string {
  return String(Math.floor(value)).padStart(2, "0");
}
