import type { Quantity } from "#kernel/quantity.ts";
import {
  clockTimeFromMs,
  dayCountFromLocalDate,
  HOUR_MS,
  localFromMs,
  MINUTE_MS,
  SECOND_MS,
  type LocalDate,
  type TimeZone,
} from "#kernel/time.ts";
import type { Language } from "./copy.ts";

/** Nothing was entered: never 0, never a default (UX.md §2.5). */
export const NO_VALUE = "–";

const ZONE_WORD: Readonly<Record<TimeZone, string>> = {
  "Asia/Jakarta": "WIB",
  "Asia/Makassar": "WITA",
  "Asia/Jayapura": "WIT",
};

interface LanguageWords {
  readonly groupMark: string;
  readonly decimalMark: string;
  readonly daysShort: readonly string[];
  readonly daysLong: readonly string[];
  readonly monthsShort: readonly string[];
  readonly monthsLong: readonly string[];
  readonly minutes: string;
  readonly seconds: string;
  readonly hourAndMinute: readonly [string, string];
  readonly days: string;
  readonly ago: string;
  readonly kitchenDay: string;
  readonly piece: string;
  readonly amountUnknown: string;
}

const WORDS: Readonly<Record<Language, LanguageWords>> = {
  id: {
    groupMark: ".",
    decimalMark: ",",
    daysShort: ["Min", "Sen", "Sel", "Rab", "Kam", "Jum", "Sab"],
    daysLong: ["Minggu", "Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu"],
    monthsShort: ["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des"],
    monthsLong: [
      "Januari",
      "Februari",
      "Maret",
      "April",
      "Mei",
      "Juni",
      "Juli",
      "Agustus",
      "September",
      "Oktober",
      "November",
      "Desember",
    ],
    minutes: "mnt",
    seconds: "dtk",
    hourAndMinute: ["j", "m"],
    days: "hari",
    ago: "lalu",
    kitchenDay: "hari dapur",
    piece: "buah",
    amountUnknown: "takaran belum ada data",
  },
  en: {
    groupMark: ",",
    decimalMark: ".",
    daysShort: ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"],
    daysLong: ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
    monthsShort: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
    monthsLong: [
      "January",
      "February",
      "March",
      "April",
      "May",
      "June",
      "July",
      "August",
      "September",
      "October",
      "November",
      "December",
    ],
    minutes: "min",
    seconds: "s",
    hourAndMinute: ["h", "m"],
    days: "days",
    ago: "ago",
    kitchenDay: "kitchen day",
    piece: "pcs",
    amountUnknown: "no amount yet",
  },
};

const DAY_HOURS_COUNT = 24;

/** Every figure, time and date on screen is written by these (UX.md §2.5). */
export interface Units {
  /** “04:32”, never “04.32”. */
  readonly clock: (atMs: number, timeZone: TimeZone) => string;
  /** “04:32:07”, for a big clock. */
  readonly clockSeconds: (atMs: number, timeZone: TimeZone) => string;
  /** “WIB”, “WITA”, “WIT”. */
  readonly zone: (timeZone: TimeZone) => string;
  /** “Sab, 21 Nov 2026”. */
  readonly date: (date: LocalDate) => string;
  /** “Sabtu, 21 November 2026”. */
  readonly dateLong: (date: LocalDate) => string;
  /** “Sab, 21 Nov”. */
  readonly dateShort: (date: LocalDate) => string;
  /** “21 Nov”. */
  readonly dayAndMonth: (date: LocalDate) => string;
  /** “Sab”. */
  readonly weekday: (date: LocalDate) => string;
  /** “November 2026”, of a month `YYYY-MM`. */
  readonly month: (month: string) => string;
  /** “hari dapur Sab, 21 Nov”: the working day by its service date. */
  readonly kitchenDay: (serviceDate: LocalDate) => string;
  /** “1.850”. */
  readonly count: (count: number) => string;
  /** “412/480”. */
  readonly outOf: (doneCount: number, wholeCount: number) => string;
  /** “75,3 °C”. */
  readonly temperature: (temperatureC: number) => string;
  /** “850 g”, “12,5 kg”. */
  readonly mass: (massG: number) => string;
  readonly volume: (volumeMl: number) => string;
  /** “12,0 kg”; null, an amount nobody knows, says so. */
  readonly quantity: (quantity: Quantity | null) => string;
  /** “12,0 kg Beras”, “Cabai – takaran belum ada data”. */
  readonly ingredient: (name: string, quantity: Quantity | null) => string;
  /** “Rp 12.500”. */
  readonly money: (amountIdr: number) => string;
  /** “62%”. */
  readonly percent: (shareBp: number) => string;
  /** “42 mnt”, “1 j 12 m”, “40 dtk” under a minute; never “0:42”. */
  readonly duration: (durationMs: number) => string;
  /** “162,5”: hours of a whole month stand under a heading that says so. */
  readonly hours: (durationMs: number) => string;
  /** “18 mnt lalu”. */
  readonly ago: (ageMs: number) => string;
  /** A mean kept in hundredths: 385 is “3,85”. */
  readonly hundredths: (hundredthCount: number) => string;
}

export function createUnits(language: Language): Units {
  const words = WORDS[language];
  const weekday = (date: LocalDate) => (dayCountFromLocalDate(date) + 4) % 7;
  const day = (date: LocalDate) => String(Number(date.slice(8, 10)));
  const month = (date: LocalDate) => Number(date.slice(5, 7)) - 1;
  const dayAndMonth = (date: LocalDate) => `${day(date)} ${words.monthsShort[month(date)] ?? NO_VALUE}`;
  const dateShort = (date: LocalDate) => `${words.daysShort[weekday(date)] ?? NO_VALUE}, ${dayAndMonth(date)}`;
  const count = (value: number) => grouped(Math.round(value), words);
  const mass = (massG: number) => scaled(massG, "g", "kg", words);
  const volume = (volumeMl: number) => scaled(volumeMl, "ml", "l", words);
  const quantity = (amount: Quantity | null) => {
    if (amount === null) return words.amountUnknown;
    if (amount.unit === "g") return mass(amount.massG);
    if (amount.unit === "ml") return volume(amount.volumeMl);
    return `${count(amount.pieceCount)} ${words.piece}`;
  };
  const duration = (durationMs: number) => durationText(durationMs, words);
  return {
    clock: clockTimeFromMs,
    clockSeconds: (atMs, timeZone) => {
      const second = Math.floor((localFromMs(atMs, timeZone).msOfDay % MINUTE_MS) / SECOND_MS);
      return `${clockTimeFromMs(atMs, timeZone)}:${String(second).padStart(2, "0")}`;
    },
    zone: (timeZone) => ZONE_WORD[timeZone],
    date: (date) => `${dateShort(date)} ${date.slice(0, 4)}`,
    dateLong: (date) =>
      `${words.daysLong[weekday(date)] ?? NO_VALUE}, ${day(date)} ${words.monthsLong[month(date)] ?? NO_VALUE} ${date.slice(0, 4)}`,
    dateShort,
    dayAndMonth,
    weekday: (date) => words.daysShort[weekday(date)] ?? NO_VALUE,
    month: (value) => `${words.monthsLong[month(value)] ?? NO_VALUE} ${value.slice(0, 4)}`,
    kitchenDay: (serviceDate) => `${words.kitchenDay} ${dateShort(serviceDate)}`,
    count,
    outOf: (doneCount, wholeCount) => `${count(doneCount)}/${count(wholeCount)}`,
    temperature: (temperatureC) => `${decimal(temperatureC, 1, words)} °C`,
    mass,
    volume,
    quantity,
    ingredient: (name, amount) => (amount === null ? `${name} – ${quantity(amount)}` : `${quantity(amount)} ${name}`),
    money: (amountIdr) => (amountIdr < 0 ? `-Rp ${count(-amountIdr)}` : `Rp ${count(amountIdr)}`),
    percent: (shareBp) => `${count(shareBp / 100)}%`,
    duration,
    hours: (durationMs) => decimal(durationMs / HOUR_MS, 1, words),
    ago: (ageMs) => `${duration(ageMs)} ${words.ago}`,
    hundredths: (hundredthCount) => decimal(hundredthCount / 100, 2, words),
  };
}

function grouped(value: number, words: LanguageWords): string {
  const digits = String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, words.groupMark);
  return value < 0 ? `-${digits}` : digits;
}

/** Half away from zero on the decimal digits a person sees, so 74,95 is not shown as 74,9. */
function decimal(value: number, placeCount: number, words: LanguageWords): string {
  const factor = 10 ** placeCount;
  const scaledUp = Math.round((Math.abs(value) + Number.EPSILON) * factor + 1e-9);
  const whole = Math.floor(scaledUp / factor);
  const rest = String(scaledUp % factor).padStart(placeCount, "0");
  const sign = value < 0 && scaledUp > 0 ? "-" : "";
  return `${sign}${grouped(whole, words)}${words.decimalMark}${rest}`;
}

/** Grams or millilitres below a thousand; above, two places to 10 and one beyond, without trailing zeros. */
function scaled(amount: number, small: string, large: string, words: LanguageWords): string {
  if (Math.abs(amount) < 1000) return `${grouped(Math.round(amount), words)} ${small}`;
  const text = decimal(amount / 1000, Math.abs(amount) < 10_000 ? 2 : 1, words);
  return `${text.replace(new RegExp(`\\${words.decimalMark}?0+$`), "")} ${large}`;
}

function durationText(durationMs: number, words: LanguageWords): string {
  const ms = Math.abs(durationMs);
  if (ms < MINUTE_MS) return `${Math.floor(ms / SECOND_MS)} ${words.seconds}`;
  if (ms < HOUR_MS) return `${Math.floor(ms / MINUTE_MS)} ${words.minutes}`;
  const hourCount = Math.floor(ms / HOUR_MS);
  if (hourCount >= 2 * DAY_HOURS_COUNT) return `${Math.floor(hourCount / DAY_HOURS_COUNT)} ${words.days}`;
  const [hour, minute] = words.hourAndMinute;
  return `${hourCount} ${hour} ${Math.floor((ms % HOUR_MS) / MINUTE_MS)} ${minute}`;
}
