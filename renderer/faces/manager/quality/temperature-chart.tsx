import { useEffect, useRef } from "react";
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { Units } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { usePreferences } from "#renderer/ui/device-preferences.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy, type ManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./quality.module.css";
import type { TemperatureChart as Chart } from "./temperature-chart-model.ts";

const HEIGHT_PX = 340;
const FONT = "550 14px Inter";
const LABEL_ROOM_PX = 216;
/** Longer names are cut at the line's end; the table has them whole. */
const LABEL_MAX_COUNT = 20;
/** Lines are told apart by dash and by their label at the end, never by colour alone. */
const DASHES: ReadonlyArray<number[]> = [[], [8, 4], [2, 4], [12, 4, 2, 4]];

/** Was it hot or cold enough? Lines with open gaps, limits as labelled lines with a tinted zone (UX.md §7). */
export function TemperatureChart(props: { readonly chart: Chart; readonly label: string }) {
  const { chart } = props;
  const copy = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const { theme } = usePreferences();
  const boxRef = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const box = boxRef.current;
    if (box === null) return;
    const clock = (atS: number) => units.clock(atS * 1_000, timeZone);
    const plot = new uPlot(
      plotOptions(chart, { widthPx: box.clientWidth, clock, units, copy, colours: coloursOf(box) }),
      [chart.timesMs.map((atMs) => atMs / 1_000), ...chart.series.map((series) => [...series.valuesC])],
      box,
    );
    const observer = new ResizeObserver(() => plot.setSize({ width: box.clientWidth, height: HEIGHT_PX }));
    observer.observe(box);
    return () => {
      observer.disconnect();
      plot.destroy();
    };
  }, [chart, copy, units, timeZone, theme]);
  return <div ref={boxRef} className={styles.chart} role="img" aria-label={props.label} />;
}

interface Colours {
  readonly text: string;
  readonly muted: string;
  readonly grid: string;
  readonly line: string;
  readonly crit: string;
  readonly critTint: string;
}

/** Canvas knows no CSS variables: the tokens in force are read off the page. */
function coloursOf(element: HTMLElement): Colours {
  const style = getComputedStyle(element);
  const token = (name: string) => style.getPropertyValue(name).trim();
  return {
    text: token("--text"),
    muted: token("--muted"),
    grid: `color-mix(in srgb, ${token("--border")} 30%, transparent)`,
    line: token("--info"),
    crit: token("--crit"),
    critTint: token("--crit-tint"),
  };
}

interface PlotContext {
  readonly widthPx: number;
  readonly clock: (atS: number) => string;
  readonly units: Units;
  readonly copy: ManagerCopy;
  readonly colours: Colours;
}

function plotOptions(chart: Chart, context: PlotContext): uPlot.Options {
  const { colours, units } = context;
  const axis = { stroke: colours.muted, font: FONT, grid: { stroke: colours.grid, width: 1 }, ticks: { show: false } };
  return {
    width: context.widthPx,
    height: HEIGHT_PX,
    padding: [12, LABEL_ROOM_PX, 0, 0],
    cursor: { show: false },
    legend: { show: false },
    scales: {
      x: { time: false, range: (_plot, min, max) => (min === max ? [min - 600, max + 600] : [min, max]) },
      y: { range: [chart.minC, chart.maxC] },
    },
    axes: [
      {
        ...axis,
        values: (_plot, splits) => splits.map(context.clock),
        incrs: [300, 600, 900, 1800, 3600, 7200, 14400],
      },
      { ...axis, size: 74, values: (_plot, splits) => splits.map((value) => units.temperature(value)) },
    ],
    series: [
      {},
      ...chart.series.map((series, index) => ({
        label: series.name,
        stroke: colours.line,
        width: 2,
        dash: DASHES[index % DASHES.length] ?? [],
        spanGaps: false,
        points: { show: true, size: 8, fill: colours.line },
      })),
    ],
    hooks: {
      drawClear: [(plot) => drawZones(plot, chart, context)],
      draw: [(plot) => drawMarks(plot, chart, context)],
    },
  };
}

/** The side of each limit where food may not be. */
function drawZones(plot: uPlot, chart: Chart, { colours }: PlotContext): void {
  const { ctx, bbox } = plot;
  ctx.save();
  ctx.fillStyle = colours.critTint;
  const lowest = chart.limits.find((limit) => limit.limitKind === "min");
  const highest = chart.limits.findLast((limit) => limit.limitKind === "max");
  if (lowest !== undefined) {
    const y = plot.valToPos(lowest.limitC, "y", true);
    ctx.fillRect(bbox.left, y, bbox.width, bbox.top + bbox.height - y);
  }
  if (highest !== undefined) {
    const y = plot.valToPos(highest.limitC, "y", true);
    ctx.fillRect(bbox.left, bbox.top, bbox.width, y - bbox.top);
  }
  ctx.restore();
}

function drawMarks(plot: uPlot, chart: Chart, { colours, units, copy }: PlotContext): void {
  const { ctx, bbox } = plot;
  const ratio = devicePixelRatio;
  ctx.save();
  ctx.font = `600 ${14 * ratio}px Inter`;
  ctx.textAlign = "left";
  ctx.textBaseline = "bottom";
  for (const limit of chart.limits) {
    const y = plot.valToPos(limit.limitC, "y", true);
    ctx.strokeStyle = colours.crit;
    ctx.lineWidth = 2 * ratio;
    ctx.setLineDash([6 * ratio, 4 * ratio]);
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.setLineDash([]);
    ctx.fillStyle = colours.crit;
    const value = units.temperature(limit.limitC);
    const right = bbox.left + bbox.width - 6 * ratio;
    ctx.textAlign = "right";
    ctx.fillText(copy.t(`shared.temperature.${limit.limitKind}`, { value }), right, y - 2 * ratio);
    ctx.textAlign = "left";
  }
  for (const failure of chart.failures) {
    const x = plot.valToPos(failure.atMs / 1_000, "x", true);
    const y = plot.valToPos(failure.temperatureC, "y", true);
    ctx.strokeStyle = colours.crit;
    ctx.lineWidth = 3 * ratio;
    ctx.beginPath();
    ctx.arc(x, y, 8 * ratio, 0, 2 * Math.PI);
    ctx.stroke();
  }
  ctx.fillStyle = colours.text;
  ctx.textBaseline = "middle";
  let lastLabelY = Number.NEGATIVE_INFINITY;
  // Labels at the lines' ends, moved apart where the ends meet.
  for (const series of chart.series.toSorted((left, right) => right.lastC - left.lastC)) {
    const x = plot.valToPos(series.lastAtMs / 1_000, "x", true) + 10 * ratio;
    const y = Math.max(plot.valToPos(series.lastC, "y", true), lastLabelY + 17 * ratio);
    const name =
      series.name.length > LABEL_MAX_COUNT ? `${series.name.slice(0, LABEL_MAX_COUNT - 1).trimEnd()}…` : series.name;
    ctx.fillText(`${name} · ${copy.t(`quality.check-kind-short.${series.checkKind}`)}`, x, y);
    lastLabelY = y;
  }
  ctx.restore();
}
