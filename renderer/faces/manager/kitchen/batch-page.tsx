import { useParams } from "@tanstack/react-router";
import { totalPortionCount } from "#kernel/quantity.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { batchRef } from "#renderer/domains/production/production-refs.ts";
import type { BatchRow } from "#domains/production/queries.ts";
import { EmptyState, Facts, Page, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { BatchActs } from "./batch-acts.tsx";
import { CheckBadges, ConsumeByBadge, DeadlineBadge, QualityBadge, StatusBadge } from "./batch-badges.tsx";
import { BatchHistory } from "./batch-history.tsx";
import { BatchNotes } from "./batch-notes.tsx";
import styles from "./batch-page.module.css";
import { BatchTeam } from "./batch-team.tsx";

/** One kloter in full: where it stands, its dishes and points, its people, what happened (DOMAIN.md §4.8 `batch`). */
export function BatchPage() {
  const { t } = useManagerCopy();
  const { batchId } = useParams({ from: "/dapur/kloter/$batchId" });
  const { rows, status } = useLiveQuery(batchRef, { batchId });
  const batch = rows[0];
  if (batch === undefined) {
    return (
      <Page title={t("kitchen.batch")}>
        <EmptyState text={status === "loading" ? t("shared.loading") : t("kitchen.batch-unknown")} />
      </Page>
    );
  }
  return <KnownBatch batch={batch} />;
}

function KnownBatch(props: { readonly batch: BatchRow }) {
  const { batch } = props;
  const { t } = useManagerCopy();
  const { nowMs } = useKitchenTime(5_000);
  return (
    <Page title={`K${batch.kloterNumber} ${batch.label}`} actions={<BatchActs batch={batch} nowMs={nowMs} />}>
      <div className={styles.badges}>
        <span>{batch.batchCode}</span>
        <StatusBadge batch={batch} />
        <QualityBadge quality={batch.quality} />
        <DeadlineBadge batch={batch} nowMs={nowMs} />
        <ConsumeByBadge consumeByAtMs={batch.consumeByAtMs} nowMs={nowMs} />
        <CheckBadges checks={batch.checks} />
      </div>
      {batch.cancelReason === null ? null : <p>{t("kitchen.cancelled-because", { reason: batch.cancelReason })}</p>}
      <div className={styles.columns}>
        <BatchFigures batch={batch} />
        <BatchTeam batch={batch} />
      </div>
      <Panel title={t("kitchen.dishes")}>
        <DishTable batch={batch} />
      </Panel>
      <Panel title={t("kitchen.points")}>
        <PointTable batch={batch} />
      </Panel>
      <BatchNotes batch={batch} />
      <BatchHistory batchId={batch.batchId} />
    </Page>
  );
}

function BatchFigures(props: { readonly batch: BatchRow }) {
  const { batch } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const clock = (atMs: number | null) => (atMs === null ? NO_VALUE : units.clock(atMs, timeZone));
  const planAndActual = (planned: number, actual: number | null) =>
    t("kitchen.plan-and-actual", { planned: clock(planned), actual: clock(actual) });
  const counts = batch.portionCounts;
  const done = batch.portionedCounts;
  const facts: ReadonlyArray<readonly [string, string]> = [
    [t("kitchen.column.wave"), t(`kitchen.wave.${batch.wave}`)],
    [t("kitchen.column.preparation"), planAndActual(batch.plannedPreparationAtMs, batch.preparationStartedAtMs)],
    [t("kitchen.column.start"), planAndActual(batch.plannedStartAtMs, batch.startedAtMs)],
    [t("kitchen.column.finish"), planAndActual(batch.plannedFinishAtMs, batch.cookedAtMs)],
    [t("kitchen.column.needed-by"), clock(batch.neededByAtMs)],
    [t("kitchen.column.first-departure"), clock(batch.firstDepartureAtMs)],
    [t("shared.profile.small"), units.outOf(done.smallCount, counts.smallCount)],
    [t("shared.profile.large"), units.outOf(done.largeCount, counts.largeCount)],
    [t("shared.profile.toddler"), units.outOf(done.toddlerCount, counts.toddlerCount)],
    [t("shared.profile.maternal"), units.outOf(done.maternalCount, counts.maternalCount)],
    [t("shared.special-pack"), units.outOf(batch.portionedSpecialPackCount, batch.specialPackCount)],
    [t("kitchen.column.waste"), batch.wasteMassG === null ? t("shared.no-data") : units.mass(batch.wasteMassG)],
  ];
  return (
    <Panel title={t("kitchen.figures")}>
      <Facts facts={facts} />
    </Panel>
  );
}

type DishRun = BatchRow["dishRuns"][number];

function DishTable(props: { readonly batch: BatchRow }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const clock = (atMs: number | null) => (atMs === null ? NO_VALUE : units.clock(atMs, timeZone));
  const columns: ReadonlyArray<DataColumn<DishRun>> = [
    { id: "dish", header: t("kitchen.column.dish"), value: (run) => run.dishName },
    { id: "component", header: t("kitchen.column.component"), value: (run) => t(`shared.component.${run.component}`) },
    {
      id: "status",
      header: t("kitchen.column.status"),
      value: (run) => t(`kitchen.run.${run.status}`) + (run.isReworked ? ` · ${t("kitchen.reworked")}` : ""),
    },
    {
      id: "portions",
      header: t("kitchen.column.portions"),
      value: (run) => totalPortionCount(run.portionCounts),
      cell: (run) => units.count(totalPortionCount(run.portionCounts)),
      isFigure: true,
    },
    {
      id: "start",
      header: t("kitchen.column.start"),
      value: (run) => run.plannedStartAtMs,
      cell: (run) =>
        t("kitchen.plan-and-actual", { planned: clock(run.plannedStartAtMs), actual: clock(run.startedAtMs) }),
      isFigure: true,
    },
    {
      id: "finish",
      header: t("kitchen.column.finish"),
      value: (run) => run.plannedFinishAtMs,
      cell: (run) =>
        t("kitchen.plan-and-actual", { planned: clock(run.plannedFinishAtMs), actual: clock(run.cookedAtMs) }),
      isFigure: true,
    },
    {
      id: "core",
      header: t("kitchen.column.core"),
      value: (run) => run.lastCoreC,
      cell: (run) =>
        run.lastCoreC === null
          ? NO_VALUE
          : `${units.temperature(run.lastCoreC)}${run.lastCoreLimitC === null ? "" : ` (${t("shared.temperature.min", { value: units.temperature(run.lastCoreLimitC) })})`}`,
      isFigure: true,
    },
    { id: "lead", header: t("kitchen.column.lead"), value: (run) => run.leadName ?? null },
    {
      id: "forecast",
      header: t("kitchen.column.forecast"),
      value: (run) => run.forecast.durationMs,
      cell: (run) =>
        run.forecast.method === "standard" || run.forecast.errorMs === null
          ? t("kitchen.forecast.standard", { duration: units.duration(run.forecast.durationMs) })
          : t("kitchen.forecast.history", {
              duration: units.duration(run.forecast.durationMs),
              error: units.duration(run.forecast.errorMs),
              count: run.forecast.runCount,
            }),
    },
  ];
  return (
    <DataTable
      caption={t("kitchen.dishes")}
      isCaptionHidden
      report="masakan"
      source={{ table: "dishes", batchId: props.batch.batchId }}
      columns={columns}
      rows={props.batch.dishRuns}
      rowKey={(run) => run.dishRunId}
      emptyText={t("shared.no-data")}
    />
  );
}

type Point = BatchRow["points"][number];

function PointTable(props: { readonly batch: BatchRow }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const columns: ReadonlyArray<DataColumn<Point>> = [
    {
      id: "departure",
      header: t("kitchen.column.departure"),
      value: (point) => point.departureAtMs,
      cell: (point) => units.clock(point.departureAtMs, timeZone),
      isFigure: true,
    },
    { id: "name", header: t("kitchen.column.point"), value: (point) => point.name },
    { id: "code", header: t("kitchen.column.code"), value: (point) => point.pointCode },
    {
      id: "portions",
      header: t("kitchen.column.portions"),
      value: (point) => totalPortionCount(point.portionCounts),
      cell: (point) => units.count(totalPortionCount(point.portionCounts)),
      isFigure: true,
    },
    { id: "special", header: t("shared.special-pack"), value: (point) => point.specialPackCount, isFigure: true },
    {
      id: "travel",
      header: t("kitchen.column.travel"),
      value: (point) => point.travelMs,
      cell: (point) => units.duration(point.travelMs),
      isFigure: true,
    },
  ];
  return (
    <DataTable
      caption={t("kitchen.points")}
      isCaptionHidden
      report="titik-kloter"
      source={{ table: "points", batchId: props.batch.batchId }}
      columns={columns}
      rows={props.batch.points}
      rowKey={(point) => point.pointId}
      emptyText={t("shared.no-data")}
    />
  );
}
