import { Select, Textarea } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import type { Rejection } from "#kernel/rejections.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { AlertRow } from "#domains/alerts/queries.ts";
import { whyNotAlertVerified, whyNotHandled, whyNotResolved } from "#domains/alerts/rules.ts";
import { ALERT_ACTION_CODES } from "#domains/alerts/vocabulary.ts";
import {
  alertHistoryRef,
  assignAlertRef,
  recordAlertActionRef,
  resolveAlertRef,
  verifyAlertRef,
} from "#renderer/domains/alerts/alerts-refs.ts";
import { staffNamesRef } from "#renderer/domains/people/people-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useLoneAct, useRejectionWords } from "#renderer/faces/manager/act/use-act.ts";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Facts, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { isoFromMs } from "#renderer/faces/manager/table/csv.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { AcknowledgeButton } from "./alert-act.tsx";
import { useAlertWords } from "./alert-words.ts";
import styles from "./alerts-page.module.css";
import { SeverityBadge } from "./severity-badge.tsx";

type ActionCode = (typeof ALERT_ACTION_CODES)[number];
const NOTE_MAX_COUNT = 400;

/** One alert: what it is, its steps in order, its history. */
export function AlertDetail(props: { readonly alert: AlertRow; readonly nowMs: number }) {
  const { alert } = props;
  const { t } = useManagerCopy();
  const words = useAlertWords();
  return (
    <Panel title={words.title(alert)}>
      <SeverityBadge severity={alert.severity} />
      <p>{words.detail(alert, props.nowMs)}</p>
      <AlertFacts alert={alert} />
      {alert.data.batchId === undefined ? null : (
        <p>
          <Link to="/dapur/kloter/$batchId" params={{ batchId: alert.data.batchId }}>
            {t("manager.inbox.open-batch")}
          </Link>
        </p>
      )}
      {alert.status === "resolved" ? null : <AlertSteps alert={alert} />}
      <AlertHistory alertId={alert.alertId} />
    </Panel>
  );
}

function AlertFacts(props: { readonly alert: AlertRow }) {
  const { alert } = props;
  const { t } = useManagerCopy();
  const nameOf = (staffId: string | null) => alert.nameByStaffId[staffId ?? ""] ?? "–";
  const facts: ReadonlyArray<readonly [string, string]> = [
    [t("quality.alert.owner"), t(`shared.role.${alert.ownerRole}`)],
    ...(alert.escalatedToRoles.length === 0
      ? []
      : [
          [
            t("quality.alert.escalated"),
            alert.escalatedToRoles.map((role) => t(`shared.role.${role}`)).join(", "),
          ] as const,
        ]),
    ...(alert.assigneeStaffId === null ? [] : [[t("quality.alert.assignee"), nameOf(alert.assigneeStaffId)] as const]),
    ...(alert.actionCode === null
      ? []
      : [
          [
            t("quality.alert.action"),
            [t(`quality.alert-action.${alert.actionCode}`), alert.actionNote ?? "", nameOf(alert.actionByStaffId)]
              .filter((part) => part !== "")
              .join(" · "),
          ] as const,
        ]),
    ...(alert.verifiedByStaffId === null
      ? []
      : [[t("shared.alert.verified"), nameOf(alert.verifiedByStaffId)] as const]),
  ];
  return <Facts facts={facts} />;
}

/** Ketahui → Tugaskan → Catat tindakan → Verifikasi → Selesaikan; a step that is not open says why. */
function AlertSteps(props: { readonly alert: AlertRow }) {
  const { alert } = props;
  const { t } = useManagerCopy();
  const person = usePersonOrNobody();
  const { fact } = useAct();
  const { run } = useLoneAct();
  const whyNot = useWhyNotPermitted();
  const rejection = useRejectionWords();
  const [assigneeId, setAssigneeId] = useState<string | null>(null);
  const [actionCode, setActionCode] = useState<ActionCode>("checked-on-site");
  const [note, setNote] = useState("");
  const names = useLiveQuery(staffNamesRef, { status: "active" });
  const inWords = (refusal: Rejection | null) => (refusal === null ? null : rejection(refusal));
  const handler = { staffId: person?.staffId ?? null, roles: person?.roles ?? [] };
  const whyNotHandle = whyNot("alert.resolve") ?? inWords(whyNotHandled(alert, handler));
  const body = { alertId: alert.alertId };
  return (
    <div className={styles.acts}>
      {alert.status === "open" ? <AcknowledgeButton alert={alert} kind="primary" /> : null}
      <div className={styles.row}>
        <Select
          className={styles.grow ?? ""}
          label={t("quality.alert.assign-to")}
          data={names.rows.map((row) => ({ value: row.staffId, label: row.name }))}
          value={assigneeId}
          onChange={setAssigneeId}
          searchable
          nothingFoundMessage={t("manager.table.no-match")}
        />
        <Button
          size="small"
          icon="user"
          reason={whyNotHandle ?? (assigneeId === null ? t("quality.alert.choose-person") : null)}
          onPress={() =>
            run(() => fact(assignAlertRef, { ...body, staffId: assigneeId ?? "" }), t("quality.alert.assigned"))
          }
        >
          {t("quality.alert.assign")}
        </Button>
      </div>
      <div className={styles.row}>
        <Select
          className={styles.grow ?? ""}
          label={t("quality.alert.action")}
          data={ALERT_ACTION_CODES.map((code) => ({ value: code, label: t(`quality.alert-action.${code}`) }))}
          value={actionCode}
          onChange={(value) => setActionCode(ALERT_ACTION_CODES.find((code) => code === value) ?? actionCode)}
        />
        <Textarea
          className={styles.grow ?? ""}
          label={t("quality.alert.note")}
          rows={1}
          maxLength={NOTE_MAX_COUNT}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <Button
          size="small"
          icon="clipboard-check"
          reason={
            whyNotHandle ?? (actionCode === "other" && note.trim() === "" ? t("quality.alert.note-needed") : null)
          }
          onPress={() =>
            run(
              () =>
                fact(recordAlertActionRef, {
                  ...body,
                  actionCode,
                  ...(note.trim() === "" ? {} : { note: note.trim() }),
                }),
              t("shared.alert.action-recorded"),
            )
          }
        >
          {t("quality.alert.record-action")}
        </Button>
      </div>
      <div className={styles.row}>
        <span data-approve={alert.status === "action-recorded" ? "" : undefined}>
          <Button
            size="small"
            icon="circle-check"
            reason={whyNotHandle ?? inWords(whyNotAlertVerified(alert, handler.staffId))}
            onPress={() => run(() => fact(verifyAlertRef, body), t("shared.alert.verified"))}
          >
            {t("quality.alert.verify")}
          </Button>
        </span>
        <Button
          size="small"
          icon="check"
          reason={whyNotHandle ?? inWords(whyNotResolved(alert))}
          onPress={() => run(() => fact(resolveAlertRef, body), t("shared.alert.resolved"))}
        >
          {t("quality.alert.resolve")}
        </Button>
      </div>
    </div>
  );
}

function AlertHistory(props: { readonly alertId: string }) {
  const { t, find } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const { rows } = useLiveQuery(alertHistoryRef, { alertId: props.alertId });
  type Entry = (typeof rows)[number];
  const columns: ReadonlyArray<DataColumn<Entry>> = [
    {
      id: "time",
      header: t("kitchen.column.time"),
      value: (entry) => entry.occurredAtMs,
      cell: (entry) => units.clock(entry.occurredAtMs, timeZone),
      exported: (entry) => isoFromMs(entry.occurredAtMs, timeZone),
    },
    {
      id: "what",
      header: t("kitchen.column.event"),
      value: (entry) => find(`quality.alert-entry.${entry.entryKind}`) ?? entry.entryKind,
    },
    {
      id: "detail",
      header: t("kitchen.column.detail"),
      value: (entry) =>
        [
          entry.actionCode === null ? "" : t(`quality.alert-action.${entry.actionCode}`),
          entry.toRole === null ? "" : t(`shared.role.${entry.toRole}`),
          entry.note ?? "",
        ]
          .filter((part) => part !== "")
          .join(" · "),
    },
    { id: "who", header: t("kitchen.column.person"), value: (entry) => entry.staffName ?? t("kitchen.by-system") },
  ];
  return (
    <DataTable
      caption={t("quality.alert.history")}
      report="riwayat-peringatan"
      source={{ table: "alert-history", alertId: props.alertId }}
      columns={columns}
      rows={rows}
      rowKey={(entry) => entry.entryId}
      emptyText={t("shared.no-data")}
    />
  );
}
