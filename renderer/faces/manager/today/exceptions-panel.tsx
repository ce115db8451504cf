import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { useOutbox } from "#renderer/client/use-command.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { isGranted } from "#kernel/access.ts";
import { alertsRef } from "#renderer/domains/alerts/alerts-refs.ts";
import { pairingRequestsRef } from "#renderer/domains/devices/devices-refs.ts";
import type { BoardBatch } from "#domains/production/board.ts";
import { Button } from "#renderer/ui/button.tsx";
import { AlertAct } from "#renderer/faces/manager/alerts/alert-act.tsx";
import { useAlertWords } from "#renderer/faces/manager/alerts/alert-words.ts";
import { SeverityBadge } from "#renderer/faces/manager/alerts/severity-badge.tsx";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { exceptionsOf, type Exception } from "./exceptions.ts";
import { useAttendanceInput } from "./use-attendance-input.ts";
import styles from "./exceptions-panel.module.css";

/** What waits for a person, each with one act (UX.md §3.4). */
export function ExceptionsPanel(props: { readonly batches: readonly BoardBatch[]; readonly nowMs: number }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const person = usePersonOrNobody();
  const alerts = useLiveQuery(alertsRef, {}, { isKeptOnDisk: true });
  const mayPair = person !== null && isGranted(person.roles, "device.manage");
  const pairing = useLiveQuery(
    pairingRequestsRef,
    mayPair ? {} : null,
    person === null ? {} : { staffId: person.staffId },
  );
  const { entries } = useOutbox();
  const attendance = useAttendanceInput();
  const exceptions = exceptionsOf({
    alerts: alerts.rows,
    batches: props.batches,
    attendance,
    outbox: {
      waitingCount: entries.filter((entry) => entry.state === "waiting").length,
      rejectedCount: entries.filter((entry) => entry.state === "rejected").length,
    },
    pairingNames: pairing.rows.map((row) => row.name),
    nowMs: props.nowMs,
  });
  return (
    <Panel title={t("manager.inbox.title")} note={units.count(exceptions.length)}>
      {exceptions.length === 0 ? <EmptyState text={t("manager.inbox.empty")} /> : null}
      <ul className={styles.list}>
        {exceptions.map((exception) => (
          <li key={exception.key} className={styles.item} tabIndex={-1} data-row={exception.key}>
            <ExceptionItem exception={exception} nowMs={props.nowMs} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function ExceptionItem(props: { readonly exception: Exception; readonly nowMs: number }) {
  const { exception, nowMs } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { outbox } = useCommand();
  const alertWords = useAlertWords();
  switch (exception.kind) {
    case "alert": {
      const { alert } = exception;
      return (
        <Item severity={exception.severity} text={alertWords.title(alert)} detail={alertWords.detail(alert, nowMs)}>
          <AlertAct alert={alert} />
        </Item>
      );
    }
    case "late":
      return (
        <Item
          severity={exception.severity}
          text={t("manager.inbox.late", {
            batch: `K${exception.batch.kloterNumber} ${exception.batch.label}`,
            late: units.duration(exception.lateMs),
          })}
        >
          <Link to="/dapur/kloter/$batchId" params={{ batchId: exception.batch.batchId }}>
            {t("manager.inbox.open-batch")}
          </Link>
        </Item>
      );
    case "release":
      return (
        <Item
          severity={exception.severity}
          text={t("manager.inbox.release", { batch: `K${exception.batch.kloterNumber} ${exception.batch.label}` })}
        >
          <Link to="/mutu" search={{ bagian: "rilis" }}>
            {t("manager.inbox.open-release")}
          </Link>
        </Item>
      );
    case "absent":
      return (
        <Item severity={exception.severity} text={t("manager.inbox.absent", { count: units.count(exception.count) })}>
          <Link to="/orang/hadir" search={{ saring: "absent" }}>
            {t("manager.inbox.open-board")}
          </Link>
        </Item>
      );
    case "correction":
    case "leave":
    case "flagged":
      return (
        <Item
          severity={exception.severity}
          text={t(`manager.inbox.${exception.kind}`, { count: units.count(exception.count) })}
        >
          <Link to="/orang/persetujuan" search={{ jenis: exception.kind }}>
            {t("manager.inbox.open-approvals")}
          </Link>
        </Item>
      );
    case "pairing":
      return (
        <Item severity={exception.severity} text={t("manager.inbox.pairing", { device: exception.deviceName })}>
          <Link to="/perangkat">{t("manager.inbox.open-devices")}</Link>
        </Item>
      );
    case "unsent":
      return (
        <Item
          severity={exception.severity}
          text={t("manager.inbox.unsent", { waiting: exception.waitingCount, rejected: exception.rejectedCount })}
        >
          <Button size="small" icon="send" onPress={outbox.sendNow}>
            {t("manager.inbox.send-now")}
          </Button>
        </Item>
      );
  }
}

function Item(props: {
  readonly severity: Exception["severity"];
  readonly text: string;
  readonly detail?: string;
  readonly children: ReactNode;
}) {
  return (
    <>
      <SeverityBadge severity={props.severity} />
      <p className={styles.text}>{props.text}</p>
      {props.detail === undefined || props.detail === "" ? null : <p className={styles.detail}>{props.detail}</p>}
      <div className={styles.act}>{props.children}</div>
    </>
  );
}
