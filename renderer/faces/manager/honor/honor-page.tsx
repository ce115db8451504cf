import { useNavigate } from "@tanstack/react-router";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { payPeriodsRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { OrangPage } from "#renderer/faces/manager/people/orang-page.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { DraftPanel } from "./draft-panel.tsx";
import { periodLook, spanWords, type PayPeriodRow } from "./honor-words.ts";
import { RatesPanel } from "./rates-panel.tsx";

/** “Honor”: the wage lists, the next one, and what people are paid. */
export function HonorPage() {
  const { t } = useManagerCopy();
  const whyNot = useWhyNotPermitted();
  const isAmountShown = whyNot("payroll.view") === null;
  return (
    <OrangPage title={t("pay.title")} permission="people.view">
      <Panel title={t("pay.periods")}>
        <PeriodTable />
      </Panel>
      {isAmountShown ? <NextPanel /> : null}
      {isAmountShown ? (
        <Panel title={t("pay.rates")} note={t("pay.rates-note")}>
          <RatesPanel />
        </Panel>
      ) : null}
    </OrangPage>
  );
}

function NextPanel() {
  const { t } = useManagerCopy();
  return (
    <Panel title={t("pay.next")} note={t("pay.next-note")}>
      <DraftPanel />
    </Panel>
  );
}

function PeriodTable() {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const units = useUnits();
  const navigate = useNavigate();
  const person = usePersonOrNobody();
  const { rows, status } = useLiveQuery(
    payPeriodsRef,
    person === null ? null : {},
    person === null ? {} : { staffId: person.staffId },
  );
  const columns: ReadonlyArray<DataColumn<PayPeriodRow>> = [
    {
      id: "span",
      header: t("pay.column.span"),
      value: (row) => row.fromDate,
      cell: (row) => spanWords(units, row),
    },
    {
      id: "state",
      header: t("kitchen.column.status"),
      value: (row) => t(`pay.state.${periodLook(row).key}`),
      cell: (row) => {
        const { token, icon, key } = periodLook(row);
        return <StateBadge state={key} token={token} icon={icon} word={t(`pay.state.${key}`)} />;
      },
    },
    { id: "staff", header: t("pay.column.staff"), value: (row) => row.staffCount, isFigure: true },
    {
      id: "total",
      header: t("pay.column.total"),
      value: (row) => row.totalIdr,
      cell: (row) => (row.totalIdr === null ? t("pay.hidden") : units.money(row.totalIdr)),
      isFigure: true,
    },
  ];
  return (
    <DataTable
      caption={t("pay.periods")}
      isCaptionHidden
      report="periode-honor"
      source={{ table: "pay-periods" }}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.payPeriodId}
      emptyText={status === "loading" ? waiting : t("pay.no-periods")}

      actions={{
        header: t("pay.column.open"),
        cell: (row) => (
          <Button
            size="small"
            icon="arrow-right"
            label={t("pay.open-of", { span: spanWords(units, row) })}
            onPress={() => void navigate({ to: "/orang/honor/$payPeriodId", params: { payPeriodId: row.payPeriodId } })}
          >
            {t("pay.open")}
          </Button>
        ),
      }}
    />
  );
}
