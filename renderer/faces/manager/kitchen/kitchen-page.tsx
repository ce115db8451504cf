import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { totalPortionCount } from "#kernel/quantity.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { departuresRef, productionBoardRef, totalsRef } from "#renderer/domains/production/production-refs.ts";
import type { BoardBatch } from "#domains/production/board.ts";
import type { DeparturesRow, TotalsRow } from "#domains/production/queries.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Page, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { isoFromMs } from "#renderer/faces/manager/table/csv.ts";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { DeadlineBadge, QualityBadge, StatusBadge } from "./batch-badges.tsx";
import styles from "./batch-page.module.css";
import { DaySwitch } from "./day-switch.tsx";
import { kloterName } from "./kloter-name.ts";
import { LinkButton } from "./link-button.tsx";

/** “Dapur”: the day's kloter, where food goes, what it adds up to. */
export function KitchenPage() {
  const { t } = useManagerCopy();
  const navigate = useNavigate();
  const { hari } = useSearch({ from: "/dapur" });
  const { serviceDate: todayDate } = useServiceDay();
  const serviceDate = hari ?? todayDate;
  const whyNotPlan = useWhyNotPermitted()("batch.plan");
  const board = useLiveQuery(productionBoardRef, { serviceDate }, { isKeptOnDisk: true });
  const departures = useLiveQuery(departuresRef, { serviceDate });
  const totals = useLiveQuery(totalsRef, { serviceDate });
  const acts = (
    <>
      <LinkButton to="/dapur/rencana" hari={serviceDate} icon="plus" reason={whyNotPlan}>
        {t("kitchen.add-batch")}
      </LinkButton>
      <LinkButton to="/dapur/impor" hari={serviceDate} icon="download" reason={whyNotPlan}>
        {t("kitchen.import")}
      </LinkButton>
    </>
  );
  return (
    <Page
      title={t("manager.nav.kitchen")}
      actions={
        <>
          {acts}
          <LinkButton to="/dapur/tutup" hari={serviceDate} icon="lock">
            {t("day.open-page")}
          </LinkButton>
        </>
      }
    >
      <DaySwitch
        serviceDate={serviceDate}
        onChange={(next) => void navigate({ to: "/dapur", search: { hari: next === todayDate ? undefined : next } })}
      />
      <Panel title={t("kitchen.batches")}>
        {board.status !== "loading" && board.rows.length === 0 ? (
          <EmptyState text={t("kitchen.no-plan")} action={acts} />
        ) : (
          <BatchTable serviceDate={serviceDate} batches={board.rows} isLoading={board.status === "loading"} />
        )}
      </Panel>
      {departures.rows.length === 0 ? null : (
        <Panel title={t("kitchen.points")}>
          <DepartureTable serviceDate={serviceDate} rows={departures.rows} />
        </Panel>
      )}
      {totals.rows.length === 0 ? null : (
        <Panel title={t("kitchen.totals")}>
          <TotalsTable serviceDate={serviceDate} rows={totals.rows} />
        </Panel>
      )}
    </Page>
  );
}

function BatchTable(props: {
  readonly serviceDate: string;
  readonly batches: readonly BoardBatch[];
  readonly isLoading: boolean;
}) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const { nowMs } = useKitchenTime(10_000);
  const clock = (atMs: number) => units.clock(atMs, timeZone);
  const time = (id: string, header: string, atMs: (batch: BoardBatch) => number): DataColumn<BoardBatch> => ({
    id,
    header,
    value: atMs,
    cell: (batch) => clock(atMs(batch)),
    exported: (batch) => isoFromMs(atMs(batch), timeZone),
    isFigure: true,
  });
  const columns: ReadonlyArray<DataColumn<BoardBatch>> = [
    {
      id: "batch",
      header: t("kitchen.column.batch"),
      value: (batch) => `K${batch.kloterNumber} ${batch.label}`,
      cell: (batch) => (
        <>
          <Link to="/dapur/kloter/$batchId" params={{ batchId: batch.batchId }}>
            {`K${batch.kloterNumber} ${batch.label}`}
          </Link>
          <br />
          <small className={styles.code}>{batch.batchCode}</small>
        </>
      ),
    },
    { id: "code", header: t("kitchen.column.code"), value: (batch) => batch.batchCode, isUnseen: true },
    { id: "wave", header: t("kitchen.column.wave"), value: (batch) => t(`kitchen.wave.${batch.wave}`) },
    {
      id: "status",
      header: t("kitchen.column.status"),
      value: (batch) => t(`shared.batch.${batch.status}`),
      cell: (batch) => (
        <span className={styles.badges}>
          <StatusBadge batch={batch} />
          <QualityBadge quality={batch.quality} />
        </span>
      ),
    },
    {
      id: "quality",
      header: t("kitchen.column.quality"),
      value: (batch) => (batch.quality === "open" ? "" : t(`shared.batch.${batch.quality}`)),
      isUnseen: true,
    },
    {
      id: "portions",
      header: t("kitchen.column.portions"),
      value: (batch) => totalPortionCount(batch.portionCounts),
      cell: (batch) => units.count(totalPortionCount(batch.portionCounts)),
      isFigure: true,
    },
    {
      id: "special",
      header: t("shared.special-pack"),
      value: (batch) => batch.specialPackCount,
      cell: (batch) => units.count(batch.specialPackCount),
      isFigure: true,
    },
    time("start", t("kitchen.column.start"), (batch) => batch.plannedStartAtMs),
    // The plan's end of cooking is in the export and on the kloter's own page: here it would push the deadline out of sight.
    { ...time("finish", t("kitchen.column.finish"), (batch) => batch.plannedFinishAtMs), isUnseen: true },
    time("needed", t("kitchen.column.needed-by"), (batch) => batch.neededByAtMs),
    {
      id: "deadline",
      header: t("kitchen.column.deadline"),
      value: (batch) => batch.neededByAtMs,
      cell: (batch) => <DeadlineBadge batch={batch} nowMs={nowMs} />,
      exported: (batch) => isoFromMs(batch.neededByAtMs, timeZone),
    },
  ];
  return (
    <DataTable
      caption={t("kitchen.batches")}
      isCaptionHidden
      report="kloter"
      source={{ table: "batches", serviceDate: props.serviceDate }}
      columns={columns}
      rows={props.batches}
      rowKey={(batch) => batch.batchId}
      emptyText={props.isLoading ? t("shared.loading") : t("kitchen.no-plan")}
    />
  );
}

function DepartureTable(props: { readonly serviceDate: string; readonly rows: readonly DeparturesRow[] }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const columns: ReadonlyArray<DataColumn<DeparturesRow>> = [
    {
      id: "departure",
      header: t("kitchen.column.departure"),
      value: (row) => row.departureAtMs,
      cell: (row) => units.clock(row.departureAtMs, timeZone),
      exported: (row) => isoFromMs(row.departureAtMs, timeZone),
      isFigure: true,
    },
    { id: "name", header: t("kitchen.column.point"), value: (row) => row.name },
    { id: "code", header: t("kitchen.column.code"), value: (row) => row.pointCode },
    { id: "batch", header: t("kitchen.column.batch"), value: (row) => kloterName(row.batchCode) ?? row.batchCode },
    {
      id: "portions",
      header: t("kitchen.column.portions"),
      value: (row) => row.requiredPortionCount,
      cell: (row) => units.outOf(row.readyPortionCount, row.requiredPortionCount),
      isFigure: true,
    },
    {
      id: "special",
      header: t("shared.special-pack"),
      value: (row) => row.specialPackCount,
      cell: (row) =>
        row.specialPackCount === 0 ? NO_VALUE : units.outOf(row.readySpecialPackCount, row.specialPackCount),
      isFigure: true,
    },
    {
      id: "travel",
      header: t("kitchen.column.travel"),
      value: (row) => row.travelMs,
      cell: (row) => units.duration(row.travelMs),
      isFigure: true,
    },
    {
      id: "state",
      header: t("kitchen.column.status"),
      value: (row) => (row.isReady ? t("shared.route.ready") : t("shared.route.planned")),
      cell: (row) =>
        row.isReady ? (
          <StateBadge state="route-ready" token="ok" word={t("shared.route.ready")} />
        ) : (
          <StateBadge state="route-planned" token="text" word={t("shared.route.planned")} />
        ),
    },
  ];
  return (
    <DataTable
      caption={t("kitchen.points")}
      isCaptionHidden
      report="titik"
      source={{ table: "departures", serviceDate: props.serviceDate }}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.departureKey}
      emptyText={t("shared.no-data")}
    />
  );
}

function TotalsTable(props: { readonly serviceDate: string; readonly rows: readonly TotalsRow[] }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const figure = (id: string, header: string, value: (row: TotalsRow) => number): DataColumn<TotalsRow> => ({
    id,
    header,
    value,
    cell: (row) => units.count(value(row)),
    isFigure: true,
  });
  const columns: ReadonlyArray<DataColumn<TotalsRow>> = [
    { id: "component", header: t("kitchen.column.component"), value: (row) => t(`shared.component.${row.component}`) },
    { id: "dishes", header: t("kitchen.column.dish"), value: (row) => row.dishNames.join(", ") },
    figure("small", t("shared.profile.small"), (row) => row.plannedCounts.smallCount),
    figure("large", t("shared.profile.large"), (row) => row.plannedCounts.largeCount),
    figure("toddler", t("shared.profile.toddler"), (row) => row.plannedCounts.toddlerCount),
    figure("maternal", t("shared.profile.maternal"), (row) => row.plannedCounts.maternalCount),
    figure("planned", t("kitchen.column.planned"), (row) => totalPortionCount(row.plannedCounts)),
    figure("cooked", t("kitchen.column.cooked"), (row) => totalPortionCount(row.cookedCounts)),
  ];
  return (
    <DataTable
      caption={t("kitchen.totals")}
      isCaptionHidden
      report="total"
      source={{ table: "totals", serviceDate: props.serviceDate }}
      columns={columns}
      rows={props.rows}
      rowKey={(row) => row.component}
      emptyText={t("shared.no-data")}
    />
  );
}
