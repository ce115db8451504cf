import { useState } from "react";
import type { RowOf } from "#kernel/definition.ts";
import { totalPortionCount } from "#kernel/quantity.ts";
import { addDays } from "#kernel/time.ts";
import type { budgetQuery } from "#domains/procurement/money-queries.ts";
import type { purchasePlansQuery } from "#domains/procurement/queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { approvePurchasePlanRef, budgetRef, purchasePlansRef } from "#renderer/domains/procurement/procurement-refs.ts";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import { useStaffNames, useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Facts, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { BuyingPage } from "./buying-page.tsx";
import { isSpanEntered, SpanFields } from "./span-fields.tsx";

type BudgetRow = RowOf<typeof budgetQuery>;
type PlanRow = RowOf<typeof purchasePlansQuery>;

/** “Belanja › Anggaran”: what a span may cost, is planned to and does, and the plans somebody approves. */
export function BudgetPage() {
  const { t } = useManagerCopy();
  const viewer = useViewer();
  const { serviceDate } = useServiceDay();
  const [span, setSpan] = useState({ fromDate: serviceDate, toDate: addDays(serviceDate, 13) });
  const asked = viewer !== null && isSpanEntered(span) ? span : null;
  const { rows } = useLiveQuery(budgetRef, asked, viewer ?? {});
  const [budget] = rows;
  return (
    <BuyingPage title={t("buying.budget.title")}>
      <Panel title={t("buying.budget.money")}>
        <SpanFields span={span} onChange={setSpan} />
        {budget === undefined ? <EmptyState text={t("shared.loading")} /> : <Money budget={budget} />}
      </Panel>
      <Panel title={t("buying.budget.plans")}>
        <Plans />
      </Panel>
    </BuyingPage>
  );
}

function Money(props: { readonly budget: BudgetRow }) {
  const { budget } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const known = (amountIdr: number | null) => (amountIdr === null ? t("buying.unknown") : units.money(amountIdr));
  const hasMenu = budget.menuDayCount > 0;
  return (
    <Facts
      facts={[
        [t("buying.budget.days"), hasMenu ? units.count(budget.menuDayCount) : t("buying.unknown")],
        [t("buying.budget.portions"), hasMenu ? units.count(budget.portionCount) : t("buying.unknown")],
        [t("buying.budget.ceiling"), known(budget.ceilingIdr)],
        [t("buying.budget.planned"), known(budget.plannedIdr)],
        [t("buying.budget.committed"), units.money(budget.committedIdr)],
        [t("buying.budget.invoiced"), units.money(budget.invoicedIdr)],
        [t("buying.budget.paid"), units.money(budget.paidIdr)],
        [t("buying.budget.used"), budget.usedBp === null ? t("buying.unknown") : units.percent(budget.usedBp)],
        [t("buying.budget.expenses"), units.money(budget.expensesIdr)],
      ]}
    />
  );
}

function Plans() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const viewer = useViewer();
  const nameOf = useStaffNames();
  const { rows, status } = useLiveQuery(purchasePlansRef, viewer === null ? null : {}, viewer ?? {});
  const spanWords = (row: PlanRow) => `${units.dayAndMonth(row.fromDate)} – ${units.dayAndMonth(row.toDate)}`;
  const columns: ReadonlyArray<DataColumn<PlanRow>> = [
    { id: "span", header: t("buying.budget.plan-span"), value: (row) => row.fromDate, cell: spanWords },
    {
      id: "status",
      header: t("buying.budget.plan-status"),
      value: (row) => t(`buying.plan.${row.status}`),
      cell: (row) => (
        <StateBadge
          state={row.status}
          token={row.status === "approved" ? "ok" : "text"}
          icon={row.status === "approved" ? "circle-check" : "circle-dashed"}
          word={t(`buying.plan.${row.status}`)}
        />
      ),
    },
    {
      id: "portions",
      header: t("buying.budget.plan-portions"),
      value: (row) => totalPortionCount(row.portionCounts),
      cell: (row) => units.count(totalPortionCount(row.portionCounts)),
      isFigure: true,
    },
    {
      id: "lines",
      header: t("buying.budget.plan-lines"),
      value: (row) => row.lines.length,
      isFigure: true,
    },
    {
      id: "total",
      header: t("buying.budget.plan-total"),
      value: (row) => row.totalIdr,
      cell: (row) => units.money(row.totalIdr),
      isFigure: true,
    },
    { id: "by", header: t("buying.budget.plan-by"), value: (row) => nameOf(row.draftedByStaffId) },
  ];
  return (
    <DataTable
      caption={t("buying.budget.plans")}
      isCaptionHidden
      report="rencana-belanja"
      source={{ table: "purchase-plans" }}
      columns={columns}
      rows={rows}
      rowKey={(row) => row.planId}
      emptyText={t(status === "loading" ? "shared.loading" : "buying.budget.no-plans")}
      actions={{
        header: t("buying.budget.approve"),
        cell: (row) => <ApprovePlan plan={row} span={spanWords(row)} />,
      }}
    />
  );
}

function ApprovePlan(props: { readonly plan: PlanRow; readonly span: string }) {
  const { plan, span } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const sign = useSign();
  const { grant } = useAct();
  const whyNot = useWhyNotPermitted();
  const person = usePersonOrNobody();
  if (plan.status === "approved") return null;
  const isOwn = person !== null && person.staffId === plan.draftedByStaffId;
  return (
    <Button
      size="small"
      icon="check"
      reason={whyNot("purchase.approve") ?? (isOwn ? t("buying.budget.own") : null)}
      label={t("buying.budget.approve-of", { span })}
      onPress={() =>
        void sign({
          title: t("buying.budget.approve-of", { span }),
          text: t("buying.budget.approve-text", { count: plan.lines.length, total: units.money(plan.totalIdr) }),
          doneWords: t("buying.budget.approved", { span }),
          send: (signatures) => grant(approvePurchasePlanRef, { planId: plan.planId }, { signatures }),
        })
      }
    >
      {t("buying.budget.approve")}
    </Button>
  );
}
