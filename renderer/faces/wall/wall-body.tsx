import type { DayPhase } from "#domains/production/timing.ts";
import type { WallLayout } from "./legibility.ts";
import { RowList, SidePanel } from "./lists.tsx";
import { Panel } from "./panel.tsx";
import { DayMessage } from "./quiet-page.tsx";
import { useCaughtUp } from "./use-caught-up.ts";
import styles from "./wall.module.css";
import type { WallData } from "./wall-data.ts";
import type { DeskState } from "./wall-desk.ts";
import { listedRows } from "./wall-list.ts";
import type { Wording } from "./words.ts";

interface BodyProps {
  readonly data: WallData;
  readonly layout: WallLayout;
  readonly phase: DayPhase;
  readonly state: DeskState;
  readonly monotonicMs: number;
  readonly isHatched: boolean;
  readonly wording: Wording;
}

/** Lists of the day; before it begins, without a plan and while starting, one sentence and a huge clock. */
export function WallBody(props: BodyProps) {
  const { data, layout, wording } = props;
  const sentence = daySentence(data, wording);
  if (sentence !== null) {
    return (
      <main className={styles.body}>
        <DayMessage nowMs={data.nowMs} sentence={sentence} wording={wording} />
      </main>
    );
  }
  const isWide = layout.mode === "wide";
  return (
    <main className={[styles.body, isWide ? styles.bodyWide : ""].join(" ")}>
      <Panel code="W10">
        <Rows {...props} />
      </Panel>
      {isWide ? (
        <Panel code="W11">
          <Side {...props} />
        </Panel>
      ) : null}
    </main>
  );
}

function Rows({ data, layout, phase, state, monotonicMs, isHatched, wording }: BodyProps) {
  const { t } = wording.copy;
  const caughtUpIds = useCaughtUp(data.serviceDate);
  const { rows } = listedRows(data, { phase, layout, wording });
  return (
    <RowList
      label={layout.mode === "wide" ? t("wall.list.batches") : t("wall.list.all")}
      rows={rows.shown}
      nextCount={rows.nextCount}
      doneCount={rows.doneCount}
      layout={layout}
      desk={state}
      monotonicMs={monotonicMs}
      caughtUpIds={caughtUpIds}
      isHatched={isHatched}
    />
  );
}

function Side({ data, layout, phase, isHatched, wording }: BodyProps) {
  const { t } = wording.copy;
  return (
    <SidePanel
      label={t(
        phase === "cook" ? "wall.list.checks" : phase === "prepare" ? "wall.list.missing" : "wall.list.departures",
      )}
      entries={listedRows(data, { phase, layout, wording }).entries}
      empty={data.departures.length === 0 ? t("wall.departures.none") : t("wall.departures.all-left")}
      layout={layout}
      isHatched={isHatched}
    />
  );
}

/** The sentence of a day without rows to work on; `null` while there are some. */
function daySentence(data: WallData, { copy, units, timeZone }: Wording): string | null {
  const { today, batches, nowMs } = data;
  const planned = batches.filter(({ status }) => status !== "cancelled");
  if (planned.length === 0) {
    return data.status === "loading"
      ? copy.t("wall.bar.starting-empty")
      : copy.t("wall.day.no-plan", { date: units.dayAndMonth(data.serviceDate) });
  }
  const beginsAtMs = Math.min(...planned.map(({ plannedPreparationAtMs }) => plannedPreparationAtMs));
  if (nowMs >= beginsAtMs || planned.some(({ status }) => status !== "planned")) return null;
  return copy.t("wall.day.before", {
    date: units.dateShort(data.serviceDate),
    portions: units.count(today?.plannedPortionCount ?? 0),
    clock: units.clock(beginsAtMs, timeZone),
  });
}
