import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { DeparturesRow } from "#domains/production/queries.ts";
import type { BoardBatch } from "#domains/production/board.ts";
import { Button } from "#renderer/ui/button.tsx";
import { EmptyState } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { ganttOf, shareOfScale, type Gantt, type GanttBar, type GanttLane } from "./gantt.ts";
import styles from "./gantt-chart.module.css";

const LANE_HEIGHT = 46;
const HEAD_HEIGHT = 24;

/** Where is the day? Plan outline, actual solid, now line, departure flags (UX.md §7), with its table twin. */
export function GanttChart(props: {
  readonly batches: readonly BoardBatch[];
  readonly departures: readonly DeparturesRow[];
  readonly nowMs: number;
}) {
  const { t } = useManagerCopy();
  const [isTable, setTable] = useState(false);
  const gantt = ganttOf(props.batches, props.departures, props.nowMs);
  if (gantt === null) return <EmptyState text={t("manager.gantt.empty")} />;
  return (
    <div className={styles.frame}>
      <div className={styles.tools}>
        <ul className={styles.legend}>
          <li data-key="planned">{t("manager.gantt.planned")}</li>
          <li data-key="idle">{t("manager.gantt.preparing-checking")}</li>
          <li data-key="cooking">{t("manager.gantt.stage.cooking")}</li>
          <li data-key="portioning">{t("manager.gantt.stage.portioning")}</li>
          <li data-key="needed">{t("manager.gantt.needed-by")}</li>
          <li data-key="departure">{t("manager.gantt.departure")}</li>
        </ul>
        <Button size="small" isPressed={isTable} onPress={() => setTable((known) => !known)}>
          {isTable ? t("manager.chart.as-picture") : t("manager.chart.as-table")}
        </Button>
      </div>
      {isTable ? <GanttTable gantt={gantt} /> : <GanttPicture gantt={gantt} nowMs={props.nowMs} />}
    </div>
  );
}

function GanttPicture(props: { readonly gantt: Gantt; readonly nowMs: number }) {
  const { gantt, nowMs } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const x = (atMs: number) => `${(shareOfScale(gantt, atMs) * 100).toFixed(3)}%`;
  const height = HEAD_HEIGHT + gantt.lanes.length * LANE_HEIGHT;
  return (
    <div className={styles.chart}>
      <ul className={styles.names}>
        {gantt.lanes.map((lane) => (
          <li key={lane.batchId} className={styles.laneName}>
            <Link to="/dapur/kloter/$batchId" params={{ batchId: lane.batchId }}>
              {`K${lane.kloterNumber}`}
            </Link>
            <span>{lane.label}</span>
          </li>
        ))}
      </ul>
      <svg
        className={styles.picture}
        height={height}
        role="img"
        aria-label={t("manager.gantt.label", {
          count: gantt.lanes.length,
          from: units.clock(gantt.fromAtMs, timeZone),
          to: units.clock(gantt.toAtMs, timeZone),
        })}
      >
        {gantt.ticksAtMs.map((atMs) => (
          <g key={atMs}>
            <line className={styles.tick} x1={x(atMs)} x2={x(atMs)} y1={HEAD_HEIGHT - 4} y2={height} />
            <text className={styles.tickText} x={x(atMs)} y={14} textAnchor="middle">
              {units.clock(atMs, timeZone)}
            </text>
          </g>
        ))}
        {gantt.lanes.map((lane, index) => (
          <Lane key={lane.batchId} lane={lane} gantt={gantt} topPx={HEAD_HEIGHT + index * LANE_HEIGHT} />
        ))}
        {nowMs > gantt.fromAtMs && nowMs < gantt.toAtMs ? (
          <line className={styles.now} x1={x(nowMs)} x2={x(nowMs)} y1={HEAD_HEIGHT - 6} y2={height} />
        ) : null}
      </svg>
    </div>
  );
}

function Lane(props: { readonly lane: GanttLane; readonly gantt: Gantt; readonly topPx: number }) {
  const { lane, gantt, topPx } = props;
  const x = (atMs: number) => `${(shareOfScale(gantt, atMs) * 100).toFixed(3)}%`;
  const width = (bar: GanttBar) =>
    `${((shareOfScale(gantt, bar.toAtMs) - shareOfScale(gantt, bar.fromAtMs)) * 100).toFixed(3)}%`;
  return (
    <g>
      <line className={styles.laneEdge} x1="0" x2="100%" y1={topPx + LANE_HEIGHT} y2={topPx + LANE_HEIGHT} />
      {lane.planned.map((bar) => (
        <rect
          key={bar.stage}
          className={styles.plan}
          data-stage={bar.stage}
          x={x(bar.fromAtMs)}
          y={topPx + 5}
          width={width(bar)}
          height={16}
          rx={3}
        />
      ))}
      {lane.actual.map((bar) => (
        <rect
          key={bar.stage}
          className={styles.actual}
          data-stage={bar.stage}
          data-open={bar.isOpen ? "" : undefined}
          x={x(bar.fromAtMs)}
          y={topPx + 24}
          width={width(bar)}
          height={16}
          rx={3}
        />
      ))}
      <line
        className={styles.needed}
        x1={x(lane.neededByAtMs)}
        x2={x(lane.neededByAtMs)}
        y1={topPx + 3}
        y2={topPx + 43}
      />
      {lane.departures.map((departure) => (
        <svg key={departure.atMs} x={x(departure.atMs)} y={topPx + 4} overflow="visible">
          <path className={styles.flag} d="M0 38V0l14 6-14 6" />
        </svg>
      ))}
    </g>
  );
}

function GanttTable(props: { readonly gantt: Gantt }) {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const clock = (atMs: number | undefined) => (atMs === undefined ? NO_VALUE : units.clock(atMs, timeZone));
  const span = (bars: readonly GanttBar[], stage: GanttBar["stage"]) => {
    const bar = bars.find((candidate) => candidate.stage === stage);
    return bar === undefined ? NO_VALUE : `${clock(bar.fromAtMs)}–${bar.isOpen ? "" : clock(bar.toAtMs)}`;
  };
  return (
    <div className={styles.tableFrame} role="region" aria-label={t("manager.gantt.title")} tabIndex={0}>
      <table className={styles.table}>
        <caption className="visually-hidden">{t("manager.gantt.title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("kitchen.column.batch")}</th>
            {(["preparation", "cooking", "portioning"] as const).map((stage) => (
              <th scope="col" key={stage}>
                {t(`manager.gantt.stage.${stage}`)}
              </th>
            ))}
            <th scope="col">{t("manager.gantt.needed-by")}</th>
            <th scope="col">{t("manager.gantt.departure")}</th>
          </tr>
        </thead>
        <tbody>
          {props.gantt.lanes.map((lane) => (
            <tr key={lane.batchId}>
              <th scope="row">{`K${lane.kloterNumber} ${lane.label}`}</th>
              {(["preparation", "cooking", "portioning"] as const).map((stage) => (
                <td key={stage}>
                  {span(lane.planned, stage)}
                  <br />
                  <strong>{span(lane.actual, stage)}</strong>
                </td>
              ))}
              <td>{clock(lane.neededByAtMs)}</td>
              <td>
                {lane.departures.map((departure) => `${clock(departure.atMs)} (${departure.pointCount})`).join(", ")}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
