import { useState } from "react";
import type { RowOf } from "#kernel/definition.ts";
import type { devicesQuery } from "#domains/devices/queries.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useConnectionState } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { devicesRef, identifyDeviceRef, revokeDeviceRef } from "#renderer/domains/devices/devices-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Page, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { isoFromMs } from "#renderer/faces/manager/table/csv.ts";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { AssignDialog } from "./assign-dialog.tsx";
import { PairingPanel } from "./pairing-panel.tsx";

export type DeviceRow = RowOf<typeof devicesQuery>;

/** “Perangkat”: every screen and tablet, when it was last heard, what it is for; pairing new ones (UX.md §3.4, §3.6). */
export function DevicesPage() {
  const { t } = useManagerCopy();
  return (
    <Page
      title={t("manager.nav.devices")}
      permission="device.manage"
      actions={
        <a href="/wall" target="_blank" rel="noopener">
          {t("people.device.wall-preview")}
        </a>
      }
    >
      <PairingPanel />
      <Panel title={t("people.device.list")}>
        <DeviceTable />
      </Panel>
    </Page>
  );
}

function DeviceTable() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const { nowMs } = useKitchenTime(10_000);
  const person = usePersonOrNobody();
  const [isRevokedShown, setRevokedShown] = useState(false);
  const [assigning, setAssigning] = useState<DeviceRow | null>(null);
  const { rows, status } = useLiveQuery(
    devicesRef,
    person === null ? null : { isRevokedShown },
    person === null ? {} : { staffId: person.staffId },
  );
  const columns: ReadonlyArray<DataColumn<DeviceRow>> = [
    { id: "name", header: t("people.column.name"), value: (row) => row.name },
    { id: "face", header: t("people.device.face"), value: (row) => t(`people.face.${row.face}`) },
    {
      id: "station",
      header: t("people.device.station"),
      value: (row) => (row.station === null ? NO_VALUE : t(`shared.station.${row.station}`)),
    },
    {
      id: "state",
      header: t("kitchen.column.status"),
      value: (row) => (row.status === "active" ? (row.isConnected ? 0 : 1) : 2),
      cell: (row) => <DeviceState row={row} nowMs={nowMs} />,
      exported: (row) => row.status,
    },
    {
      id: "seen",
      header: t("people.device.last-seen"),
      value: (row) => row.lastSeenAtMs,
      cell: (row) =>
        row.isConnected
          ? t("manager.kpi.now")
          : row.lastSeenAtMs === null
            ? t("shared.no-data")
            : units.ago(Math.max(0, nowMs - row.lastSeenAtMs)),
      exported: (row) => (row.lastSeenAtMs === null ? null : isoFromMs(row.lastSeenAtMs, timeZone)),
    },
    { id: "version", header: t("people.device.version"), value: (row) => row.buildVersion ?? NO_VALUE },
    { id: "origin", header: t("people.device.origin"), value: (row) => t(`people.origin.${row.origin}`) },
  ];
  if (status !== "loading" && rows.length === 0) return <EmptyState text={t("people.device.none")} />;
  return (
    <>
      <div>
        <Button size="small" isPressed={isRevokedShown} onPress={() => setRevokedShown((known) => !known)}>
          {isRevokedShown ? t("people.device.hide-revoked") : t("people.device.show-revoked")}
        </Button>
      </div>
      <DataTable
        caption={t("people.device.list")}
        isCaptionHidden
        report="perangkat"
        source={{ table: "devices", isRevokedShown }}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.deviceId}
        emptyText={t("shared.loading")}
        actions={{
          header: t("kitchen.column.act"),
          cell: (row) =>
            row.status === "revoked" ? null : <DeviceActs row={row} onAssign={() => setAssigning(row)} />,
        }}
      />
      {assigning === null ? null : <AssignDialog device={assigning} onClose={() => setAssigning(null)} />}
    </>
  );
}

function DeviceState(props: { readonly row: DeviceRow; readonly nowMs: number }) {
  const { row } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  if (row.status === "revoked") {
    return <StateBadge state="device-revoked" token="crit" icon="ban" word={t("shared.device.revoked")} />;
  }
  if (row.status === "suspended") {
    return <StateBadge state="device-suspended" token="warn" word={t("people.device.suspended")} />;
  }
  if (row.isConnected) {
    return <StateBadge state="device-connected" token="text" icon="circle-check" word={t("shared.device.connected")} />;
  }
  return row.lastSeenAtMs === null ? (
    <StateBadge state="device-never" token="unknown" word={t("people.device.never")} />
  ) : (
    <StateBadge
      state="device-unseen"
      token="unknown"
      word={t("shared.device.unseen", { clock: units.clock(row.lastSeenAtMs, timeZone) })}
    />
  );
}

function DeviceActs(props: { readonly row: DeviceRow; readonly onAssign: () => void }) {
  const { row } = props;
  const { t } = useManagerCopy();
  const { welcome } = useConnectionState();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const sign = useSign();
  const whyNot = useWhyNotPermitted();
  const reason = whyNot("device.manage");
  const isOwn = welcome?.deviceId === row.deviceId;
  return (
    <>
      <Button
        size="small"
        label={t("people.device.identify-of", { device: row.name })}
        reason={reason ?? (row.isConnected ? null : t("people.device.not-connected"))}
        onPress={() =>
          run(
            () => grant(identifyDeviceRef, { deviceId: row.deviceId }),
            t("people.device.identified", { device: row.name }),
          )
        }
      >
        {t("people.device.identify")}
      </Button>
      <Button
        size="small"
        label={t("people.device.assign-of", { device: row.name })}
        reason={reason}
        onPress={props.onAssign}
      >
        {t("people.device.assign")}
      </Button>
      <Button
        size="small"
        kind="danger"
        icon="ban"
        label={t("people.device.revoke-of", { device: row.name })}
        reason={reason}
        onPress={() =>
          void sign({
            title: t("people.device.revoke-of", { device: row.name }),
            text: isOwn ? t("people.device.revoke-own-text") : t("people.device.revoke-text"),
            doneWords: t("people.device.revoked", { device: row.name }),
            send: (signatures) => grant(revokeDeviceRef, { deviceId: row.deviceId, reason: "" }, { signatures }),
          })
        }
      >
        {t("people.device.revoke")}
      </Button>
    </>
  );
}
