import { SegmentedControl } from "@mantine/core";
import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import type { AlertRow } from "#domains/alerts/queries.ts";
import { alertsRef } from "#renderer/domains/alerts/alerts-refs.ts";
import { EmptyState, Page, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { openRow } from "#renderer/faces/manager/table/open-row.ts";
import { AcknowledgeButton } from "./alert-act.tsx";
import { AlertDetail } from "./alert-detail.tsx";
import { useAlertWords } from "./alert-words.ts";
import styles from "./alerts-page.module.css";
import { SeverityBadge } from "./severity-badge.tsx";

/** Peringatan: by severity then age, one per thing, with its steps and its history (UX.md §3.4). */
export function AlertsPage() {
  const { t } = useManagerCopy();
  const { alertId } = useParams({ strict: false });
  const [isResolvedShown, setResolvedShown] = useState(false);
  const { nowMs } = useKitchenTime(5_000);
  const open = useLiveQuery(alertsRef, {}, { isKeptOnDisk: true });
  const resolved = useLiveQuery(alertsRef, isResolvedShown || alertId !== undefined ? { status: "resolved" } : null);
  const shown = isResolvedShown ? resolved : open;
  const selected = [...open.rows, ...resolved.rows].find((alert) => alert.alertId === alertId);
  return (
    <Page
      title={t("manager.nav.alerts")}
      actions={
        <SegmentedControl
          size="md"
          value={isResolvedShown ? "resolved" : "open"}
          onChange={(value) => setResolvedShown(value === "resolved")}
          data={[
            { value: "open", label: t("quality.alert.list-open") },
            { value: "resolved", label: t("quality.alert.list-resolved") },
          ]}
          aria-label={t("quality.alert.which")}
          transitionDuration={0}
        />
      }
    >
      <div className={alertId === undefined ? "" : styles.columns}>
        <Panel title={isResolvedShown ? t("quality.alert.list-resolved") : t("quality.alert.list-open")}>
          {shown.status === "loading" ? <p role="status">{t("shared.loading")}</p> : null}
          {shown.status !== "loading" && shown.rows.length === 0 ? (
            <EmptyState text={isResolvedShown ? t("quality.alert.none-resolved") : t("quality.alert.none-open")} />
          ) : null}
          <ul className={styles.list}>
            {shown.rows.map((alert) => (
              <AlertItem key={alert.alertId} alert={alert} nowMs={nowMs} isSelected={alert.alertId === alertId} />
            ))}
          </ul>
        </Panel>
        {selected === undefined ? null : <AlertDetail key={selected.alertId} alert={selected} nowMs={nowMs} />}
        {alertId !== undefined && selected === undefined && resolved.status !== "loading" ? (
          <Panel title={t("quality.alert.gone")}>
            <p>{t("quality.alert.gone-text")}</p>
          </Panel>
        ) : null}
      </div>
    </Page>
  );
}

function AlertItem(props: { readonly alert: AlertRow; readonly nowMs: number; readonly isSelected: boolean }) {
  const { alert } = props;
  const words = useAlertWords();
  return (
    <li
      className={styles.item}
      data-row={alert.alertId}
      data-selected={props.isSelected ? "" : undefined}
      tabIndex={-1}
      onKeyDown={openRow}
    >
      <SeverityBadge severity={alert.severity} />
      <div className={styles.about}>
        <Link
          to="/peringatan/$alertId"
          params={{ alertId: alert.alertId }}
          className={styles.title ?? ""}
          aria-current={props.isSelected ? "true" : undefined}
        >
          {words.title(alert)}
        </Link>
        <span className={styles.detail}>{words.detail(alert, props.nowMs)}</span>
      </div>
      {alert.status === "open" ? <AcknowledgeButton alert={alert} /> : null}
    </li>
  );
}
