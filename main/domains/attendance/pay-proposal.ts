import { periodServiceDays } from "#domains/attendance/settings.ts";
import { PAY_PERIOD_MAX_DAY_COUNT } from "#domains/attendance/decide-pay.ts";
import { addDays, type LocalDate } from "#kernel/time.ts";
import { serviceDaysBetween, settingReader } from "#main/domains/site/queries.ts";
import type { ReadableDb } from "#main/store/readable-db.ts";
import { paySql } from "./pay-tables.ts";
import { attendanceSql } from "./tables.ts";

/**
 * The span the next wage list is proposed for: from the day after the last one (or the first day anybody worked), as many
 * days as hold `period.service-days` service days. A past day counts when the kitchen opened it or somebody worked, a coming one unless it is a
 * holiday; people change the dates where the kitchen's own calendar differs.
 */
export function payProposal(db: ReadableDb, today: LocalDate) {
  const wantedCount = settingReader(db, today)(periodServiceDays).value;
  const fromDate = firstUnpaidDate(db, today);
  const lastDate = addDays(fromDate, PAY_PERIOD_MAX_DAY_COUNT - 1);
  const dayByDate = new Map(serviceDaysBetween(db, fromDate, lastDate).map((day) => [day.serviceDate, day]));
  const workedDates = workedDatesOf(db, fromDate, lastDate);
  let toDate = fromDate;
  let serviceDayCount = 0;
  for (let date = fromDate; date <= lastDate && serviceDayCount < wantedCount; date = addDays(date, 1)) {
    const day = dayByDate.get(date);
    const isOpened = (day !== undefined && day.status !== "planned") || workedDates.has(date);
    const isComing = date >= today && day?.dayKind !== "closed";
    toDate = date;
    if (isOpened || isComing) serviceDayCount += 1;
  }
  return { key: "next" as const, fromDate, toDate, serviceDayCount };
}

function workedDatesOf(db: ReadableDb, fromDate: LocalDate, toDate: LocalDate): ReadonlySet<LocalDate> {
  const rows = db.all(
    attendanceSql
      .selectFrom("attendance_stay")
      .select("service_date")
      .distinct()
      .where("service_date", ">=", fromDate)
      .where("service_date", "<=", toDate),
  );
  return new Set(rows.map((row) => row.service_date));
}

function firstUnpaidDate(db: ReadableDb, today: LocalDate): LocalDate {
  const last = db.first(paySql.selectFrom("pay_period").select("to_date").orderBy("to_date", "desc").limit(1));
  if (last !== undefined) return addDays(last.to_date, 1);
  const first = db.first(
    attendanceSql.selectFrom("attendance_stay").select("service_date").orderBy("service_date").limit(1),
  );
  // A kitchen that begins to use the wage list late is not offered years at once.
  const earliest = addDays(today, 1 - PAY_PERIOD_MAX_DAY_COUNT);
  return first === undefined || first.service_date < earliest ? earliest : first.service_date;
}
