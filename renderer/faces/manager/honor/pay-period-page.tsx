import { Link, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { localFromMs } from "#kernel/time.ts";
import type { HonorRow } from "#domains/attendance/pay-queries.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { headPayRef, honorListRef, payPeriodsRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { staffNamesRef } from "#renderer/domains/people/people-refs.ts";
import { Banner } from "#renderer/ui/banner.tsx";
import { ExportButtons } from "#renderer/faces/manager/export/export-buttons.tsx";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Facts, Page, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { DraftPanel } from "./draft-panel.tsx";
import { HonorTable } from "./honor-table.tsx";
import { periodLook, spanWords, type PayPeriodRow } from "./honor-words.ts";
import styles from "./honor.module.css";
import { PeriodActs } from "./period-acts.tsx";

/** A day is short for times that only say when something was signed. */
const LOOK_EVERY_MS = 60_000;

/** One wage list: who gets what and why, what it waits for, and the files of it. */
export function PayPeriodPage() {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const { payPeriodId } = useParams({ from: "/orang/honor/$payPeriodId" });
  const units = useUnits();
  const viewer = useViewer();
  const { rows, status } = useLiveQuery(payPeriodsRef, viewer === null ? null : {}, viewer ?? {});
  const period = rows.find((row) => row.payPeriodId === payPeriodId);
  const title = period === undefined ? t("pay.title") : t("pay.title-of", { span: spanWords(units, period) });
  return (
    <Page title={title} permission="people.view" actions={<Link to="/orang/honor">{t("pay.all-periods")}</Link>}>
      {period === undefined ? (
        <EmptyState text={status === "loading" ? waiting : t("pay.unknown")} />
      ) : (
        <KnownPeriod key={period.payPeriodId} period={period} />
      )}
    </Page>
  );
}

function KnownPeriod(props: { readonly period: PayPeriodRow }) {
  const { period } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const whyNot = useWhyNotPermitted();
  const viewer = useViewer();
  const [isChanging, setChanging] = useState(false);
  const isAmountShown = whyNot("payroll.view") === null;
  const asked = viewer === null ? null : { payPeriodId: period.payPeriodId };
  const all = useLiveQuery(honorListRef, isAmountShown ? asked : null, viewer ?? {});
  const heads = useLiveQuery(
    headPayRef,
    isAmountShown || whyNot("attendance.approve") !== null ? null : asked,
    viewer ?? {},
  );
  const lines = isAmountShown ? all.rows : heads.rows;
  const { payPeriodId } = period;
  const missing = isAmountShown ? null : t("pay.hidden-why");
  return (
    <>
      <Panel title={t("pay.facts")}>
        <PeriodFacts period={period} />
        {period.isStale ? (
          <Banner state="stale" tone="amber">
            {t("pay.stale")}
          </Banner>
        ) : null}
        <PeriodActs period={period} onChange={() => setChanging(!isChanging)} />
      </Panel>
      {isChanging && period.state === "drafted" ? (
        <Panel title={t("pay.make-again")}>
          <DraftPanel
            again={{ payPeriodId, fields: { ...period, deductions: deductionsOf(all.rows) } }}
            onMade={() => setChanging(false)}
          />
        </Panel>
      ) : null}
      <Panel title={t(isAmountShown ? "pay.list" : "pay.head-list")} note={missing ?? t("pay.list-note")}>
        <HonorTable rows={lines} missingCount={isAmountShown ? period.staffCount - all.rows.length : 0} />
        <div className={styles.exports}>
          <span>{t("pay.export.dafnom")}</span>
          <ExportButtons title={t("pay.export.dafnom")} request={{ report: "honor-list", payPeriodId: idOf(period) }} />
          <span>{t("pay.export.slips")}</span>
          <ExportButtons title={t("pay.export.slips")} request={{ report: "pay-slips", payPeriodId: idOf(period) }} />
          <span>{t("pay.export.hours")}</span>
          <ExportButtons
            title={t("pay.export.hours")}
            request={{ report: "hours", fromDate: period.fromDate, toDate: period.toDate }}
          />
        </div>
        <p className={styles.quiet}>{t("pay.export.span", { span: spanWords(units, period) })}</p>
      </Panel>
    </>
  );
}

type PayPeriodId = Parameters<typeof ExportButtons>[0]["request"] & { readonly report: "honor-list" };

function idOf(period: PayPeriodRow): PayPeriodId["payPeriodId"] {
  return period.payPeriodId as PayPeriodId["payPeriodId"]; // the kitchen's own id, sent back to it
}

function deductionsOf(rows: readonly HonorRow[]) {
  return rows.flatMap(({ staffId, deductions }) => deductions.map((deduction) => ({ staffId, ...deduction })));
}

function PeriodFacts(props: { readonly period: PayPeriodRow }) {
  const { period } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useKitchenTime(LOOK_EVERY_MS);
  const viewer = useViewer();
  const names = useLiveQuery(staffNamesRef, viewer === null ? null : {}, viewer ?? {});
  const nameOf = (staffId: string | null) => names.rows.find((row) => row.staffId === staffId)?.name ?? NO_VALUE;
  const when = (atMs: number) => `${units.dateShort(localFromMs(atMs, timeZone).date)} ${units.clock(atMs, timeZone)}`;
  const signed = (staffId: string | null, atMs: number | null) =>
    staffId === null ? t("pay.not-yet") : `${nameOf(staffId)}${atMs === null ? "" : `, ${when(atMs)}`}`;
  const { key } = periodLook(period);
  const facts: ReadonlyArray<readonly [string, string]> = [
    [t("kitchen.column.status"), t(`pay.state.${key}`)],
    [t("pay.column.span"), spanWords(units, period)],
    [t("pay.column.staff"), units.count(period.staffCount)],
    [t("pay.column.total"), period.totalIdr === null ? t("pay.hidden") : units.money(period.totalIdr)],
    [t("pay.made-by"), signed(period.draftedByStaffId, period.draftedAtMs)],
    ...(period.isHeadPaid ? [[t("pay.head-by"), signed(period.headApprovedByStaffId, null)] as const] : []),
    [t("pay.approved-by"), signed(period.approvedByStaffId, period.approvedAtMs)],
    [t("pay.paid"), paidWords(period)],
  ];
  function paidWords(row: PayPeriodRow): string {
    if (row.paidMethod !== "cash" && row.paidMethod !== "transfer") return t("pay.not-yet");
    const how = t(`pay.method.${row.paidMethod}`);
    return row.paidReference === null ? how : `${how} · ${row.paidReference}`;
  }
  return <Facts facts={facts} />;
}

function useViewer(): { readonly staffId: string } | null {
  const person = usePersonOrNobody();
  return person === null ? null : { staffId: person.staffId };
}
