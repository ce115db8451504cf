import { alertHistory } from "#domains/alerts/queries.ts";
import { devicesQuery } from "#domains/devices/queries.ts";
import type { TableOf } from "#domains/reports/tables.ts";
import { auditLog, settings, type SettingsRow } from "#domains/site/queries.ts";
import {
  countText,
  celsiusText,
  dateText,
  durationText,
  massText,
  moneyText,
  shareText,
  zonedTimeText,
} from "#main/reports/format.ts";
import type { ReportSource } from "#main/reports/report-source.ts";
import { joined, listed, type ListedTable } from "./listed-table.ts";
import { foundWord, word } from "./table-words.ts";

type Of<Code extends TableOf["table"]> = Extract<TableOf, { readonly table: Code }>;

export function alertHistoryTable(source: ReportSource, { alertId }: Of<"alert-history">): ListedTable {
  return listed({
    title: word("quality.alert.history"),
    subject: alertId,
    rows: source.askShown(alertHistory, { alertId }),
    key: (row) => row.entryId,
    columns: (column) => [
      column(word("kitchen.column.time"), "time", 18, (row) => row.occurredAtMs),
      column(
        word("kitchen.column.event"),
        "text",
        22,
        (row) => foundWord(`quality.alert-entry.${row.entryKind}`) ?? row.entryKind,
      ),
      column(word("kitchen.column.detail"), "text", 34, (row) =>
        joined(
          row.actionCode === null ? null : word(`quality.alert-action.${row.actionCode}`),
          row.toRole === null ? null : word(`shared.role.${row.toRole}`),
          row.note,
        ),
      ),
      column(word("kitchen.column.person"), "text", 18, (row) => row.staffName ?? word("kitchen.by-system")),
    ],
  });
}

export function settingsTable(source: ReportSource, { serviceDate }: { readonly serviceDate: string }): ListedTable {
  return listed({
    title: word("manager.setting.title"),
    subject: dateText(serviceDate),
    rows: source.askShown(settings, { serviceDate }),
    key: (row) => row.settingKey,
    columns: (column) => [
      column(word("manager.setting.key"), "text", 28, (row) => row.settingKey),
      column(word("manager.setting.value"), "text", 18, (row) => settingText(row, row.value)),
      column(word("manager.setting.default"), "text", 18, (row) => settingText(row, row.defaultValue)),
      column(word("manager.setting.source"), "text", 30, (row) => row.source),
      column(word("manager.setting.owner"), "text", 18, (row) => word(`manager.setting.owner.${row.owner}`)),
      column(word("manager.setting.version"), "count", 8, (row) => row.settingVersion),
      column(word("manager.setting.from"), "date", 14, (row) => row.inForceFromDate),
    ],
  });
}

function settingText({ unit }: Pick<SettingsRow, "unit">, value: SettingsRow["value"]): string {
  if (typeof value === "boolean") return word(value ? "manager.setting.on" : "manager.setting.off");
  if (typeof value === "string") return value;
  if (typeof value !== "number") {
    return value
      .map(
        (code) =>
          foundWord(`shared.role.${code}`) ??
          foundWord(`quality.substance.${code}`) ??
          foundWord(`people.criterion.${code}`) ??
          code,
      )
      .join(", ");
  }
  switch (unit) {
    case "ms":
      return durationText(value);
    case "c":
      return celsiusText(value);
    case "bp":
      return shareText(value);
    case "g":
      return massText(value);
    case "idr":
      return moneyText(value);
    case "count":
    case "clock":
    case "codes":
    case "switch":
    case "text":
      return countText(value);
  }
}

export function devicesTable(source: ReportSource, { isRevokedShown }: Of<"devices">): ListedTable {
  return listed({
    title: word("people.device.list"),
    subject: word("document.as-now"),
    rows: source.askShown(devicesQuery, { isRevokedShown }),
    key: (row) => row.deviceId,
    columns: (column) => [
      column(word("people.column.name"), "text", 20, (row) => row.name),
      column(word("people.device.face"), "text", 14, (row) => word(`people.face.${row.face}`)),
      column(word("people.device.station"), "text", 14, (row) =>
        row.station === null ? null : word(`shared.station.${row.station}`),
      ),
      column(word("kitchen.column.status"), "text", 12, (row) => word(`document.device-${row.status}`)),
      column(word("people.device.last-seen"), "time", 16, (row) => row.lastSeenAtMs),
      column(word("people.device.version"), "text", 14, (row) => row.buildVersion),
      column(word("people.device.origin"), "text", 14, (row) => word(`people.origin.${row.origin}`)),
      column(word("document.paired"), "time", 16, (row) => row.pairedAtMs),
    ],
  });
}

export function auditTable(source: ReportSource, { fromAtMs, toAtMs, beforeSeq }: Of<"audit-log">): ListedTable {
  const rows = source.askShown(auditLog, { fromAtMs, toAtMs, ...(beforeSeq !== undefined && { beforeSeq }) });
  const until = Math.min(toAtMs, source.nowMs);
  return listed({
    title: word("manager.audit.title"),
    subject: `${zonedTimeText(fromAtMs, source.timeZone)} – ${zonedTimeText(until, source.timeZone)}`,
    rows,
    key: (row) => row.eventId,
    columns: (column) => [
      column(word("manager.audit.seq"), "count", 10, (row) => row.seq),
      column(word("kitchen.column.time"), "time", 18, (row) => row.recordedAtMs),
      column(word("kitchen.column.event"), "text", 26, (row) => row.type),
      column(word("manager.audit.stream"), "text", 40, (row) => row.streamId),
      column(word("kitchen.column.person"), "text", 20, (row) =>
        row.staffId === null ? word("kitchen.by-system") : (source.nameOf(row.staffId) ?? row.staffId),
      ),
      column(word("manager.audit.hash"), "text", 66, (row) => row.hash),
    ],
  });
}
