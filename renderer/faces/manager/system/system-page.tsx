import { useState } from "react";
import type { AuditLogRow, SettingsRow } from "#domains/site/queries.ts";
import { localFromMs, DAY_MS } from "#kernel/time.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useConnectionState, useLink } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useOutbox } from "#renderer/client/use-command.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { staffNamesRef } from "#renderer/domains/people/people-refs.ts";
import { auditLogRef, settingsRef } from "#renderer/domains/site/site-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Facts, Page, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { isoFromMs } from "#renderer/faces/manager/table/csv.ts";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "#renderer/faces/manager/people/people.module.css";
import { BackupPanel } from "./backup-panel.tsx";
import { HubStatus } from "./hub-status.tsx";
import { SettingDialog } from "./setting-dialog.tsx";
import { StandardsPanel } from "./standards-panel.tsx";
import { StoreStatus } from "./store-status.tsx";
import { useHealth } from "./use-health.ts";
import { useSettingWords } from "./setting-words.ts";

/** “Sistem”, the parts of this version: the store, the connection, settings with their source, the log. */
export function SystemPage() {
  const { t } = useManagerCopy();
  const health = useHealth();
  return (
    <Page title={t("manager.nav.system")}>
      <div className={styles.columns}>
        <StoreStatus health={health} />
        <ConnectionStatus />
        <HubStatus health={health} />
        <BackupPanel health={health} />
      </div>
      <StandardsPanel />
      <SettingsPanel />
      <AuditPanel />
    </Page>
  );
}

function ConnectionStatus() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const link = useLink();
  const { welcome } = useConnectionState();
  const { unsentCount } = useOutbox();
  const { memory, clock } = useKitchen();
  const facts: ReadonlyArray<readonly [string, string]> = [
    [t("manager.system.address"), location.origin],
    [t("manager.system.heard"), units.ago(link.ageMs)],
    [
      t("manager.system.kitchen-clock"),
      `${units.clockSeconds(clock.nowMs(), link.timeZone)} ${units.zone(link.timeZone)}`,
    ],
    [t("manager.system.waiting"), units.count(unsentCount)],
    [t("manager.system.device"), welcome?.deviceName ?? NO_VALUE],
    [t("manager.system.build"), welcome?.build ?? NO_VALUE],
    [t("manager.system.protocol"), welcome === null ? NO_VALUE : String(welcome.protocol)],
    [t("manager.system.site-id"), memory.site()?.siteId ?? welcome?.siteId ?? NO_VALUE],
  ];
  return (
    <Panel title={t("manager.system.connection")}>
      <Facts facts={facts} />
    </Panel>
  );
}

function SettingsPanel() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { serviceDate } = useServiceDay();
  const person = usePersonOrNobody();
  const whyNot = useWhyNotPermitted();
  const words = useSettingWords();
  const [changing, setChanging] = useState<SettingsRow | null>(null);
  const { rows, status } = useLiveQuery(
    settingsRef,
    person === null ? null : { serviceDate },
    person === null ? {} : { staffId: person.staffId },
  );
  const columns: ReadonlyArray<DataColumn<SettingsRow>> = [
    { id: "key", header: t("manager.setting.key"), value: (row) => row.settingKey },
    {
      id: "value",
      header: t("manager.setting.value"),
      value: (row) => words.value(row, row.value),
      cell: (row) => <strong>{words.value(row, row.value)}</strong>,
      isFigure: true,
    },
    {
      id: "default",
      header: t("manager.setting.default"),
      value: (row) => words.value(row, row.defaultValue),
      isFigure: true,
    },
    { id: "source", header: t("manager.setting.source"), value: (row) => row.source },
    { id: "owner", header: t("manager.setting.owner"), value: (row) => t(`manager.setting.owner.${row.owner}`) },
    { id: "version", header: t("manager.setting.version"), value: (row) => row.settingVersion, isFigure: true },
    {
      id: "from",
      header: t("manager.setting.from"),
      value: (row) => row.inForceFromDate ?? "",
      cell: (row) => (row.inForceFromDate === null ? NO_VALUE : units.date(row.inForceFromDate)),
    },
  ];
  return (
    <Panel title={t("manager.setting.title")}>
      <DataTable
        caption={t("manager.setting.title")}
        isCaptionHidden
        report="pengaturan"
        source={{ table: "settings", serviceDate }}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.settingKey}
        emptyText={status === "loading" ? t("shared.loading") : t("shared.no-data")}
        actions={{
          header: t("kitchen.column.act"),
          cell: (row) => (
            <Button
              size="small"
              label={t("manager.setting.change-of", { setting: row.settingKey })}
              reason={whyNot("setting.change") ?? (row.owner === "hub" ? t("manager.setting.hub-only") : null)}
              onPress={() => setChanging(row)}
            >
              {t("manager.setting.change")}
            </Button>
          ),
        }}
      />
      {changing === null ? null : <SettingDialog setting={changing} onClose={() => setChanging(null)} />}
    </Panel>
  );
}

const AUDIT_DAYS_COUNT = 7;

/** The log itself, newest first, a page at a time; each row with its hash. */
function AuditPanel() {
  const { t, find } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const { clock } = useKitchen();
  const person = usePersonOrNobody();
  const whyNot = useWhyNotPermitted();
  const [toAtMs] = useState(() => clock.nowMs() + DAY_MS);
  const [beforeSeq, setBeforeSeq] = useState<number | null>(null);
  const names = useLiveQuery(staffNamesRef, {});
  const refusal = whyNot("audit.read");
  const span = {
    fromAtMs: toAtMs - (AUDIT_DAYS_COUNT + 1) * DAY_MS,
    toAtMs,
    ...(beforeSeq === null ? {} : { beforeSeq }),
  };
  const { rows, status } = useLiveQuery(
    auditLogRef,
    person === null || refusal !== null ? null : span,
    person === null ? {} : { staffId: person.staffId },
  );
  const columns: ReadonlyArray<DataColumn<AuditLogRow>> = [
    { id: "seq", header: t("manager.audit.seq"), value: (row) => row.seq, isFigure: true },
    {
      id: "time",
      header: t("kitchen.column.time"),
      value: (row) => row.recordedAtMs,
      cell: (row) =>
        `${units.dayAndMonth(localFromMs(row.recordedAtMs, timeZone).date)} ${units.clockSeconds(row.recordedAtMs, timeZone)}`,
      exported: (row) => isoFromMs(row.recordedAtMs, timeZone),
    },
    {
      id: "type",
      header: t("kitchen.column.event"),
      value: (row) => find(`kitchen.history.${row.type}`) ?? row.type,
      exported: (row) => row.type,
    },
    { id: "stream", header: t("manager.audit.stream"), value: (row) => row.streamId },
    {
      id: "who",
      header: t("kitchen.column.person"),
      value: (row) =>
        row.staffId === null
          ? t("kitchen.by-system")
          : (names.rows.find((person_) => person_.staffId === row.staffId)?.name ?? row.staffId),
      exported: (row) => row.staffId,
    },
    { id: "hash", header: t("manager.audit.hash"), value: (row) => row.hash, cell: (row) => row.hash.slice(0, 12) },
  ];
  const oldest = rows.at(-1)?.seq;
  return (
    <Panel title={t("manager.audit.title")} note={t("manager.audit.note", { count: AUDIT_DAYS_COUNT })}>
      {refusal !== null ? (
        <p role="status">{refusal}</p>
      ) : (
        <>
          <DataTable
            caption={t("manager.audit.title")}
            isCaptionHidden
            report="log"
            source={{ table: "audit-log", ...span }}
            columns={columns}
            rows={rows}
            rowKey={(row) => row.eventId}
            emptyText={status === "loading" ? t("shared.loading") : t("shared.no-data")}
          />
          <div className={styles.actions}>
            <Button
              size="small"
              reason={beforeSeq === null ? t("manager.audit.at-newest") : null}
              onPress={() => setBeforeSeq(null)}
            >
              {t("manager.audit.newest")}
            </Button>
            <Button
              size="small"
              reason={oldest === undefined || oldest <= 1 ? t("manager.audit.at-oldest") : null}
              onPress={() => setBeforeSeq(oldest ?? null)}
            >
              {t("manager.audit.older")}
            </Button>
          </div>
        </>
      )}
    </Panel>
  );
}
