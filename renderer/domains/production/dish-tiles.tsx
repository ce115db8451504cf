import { useRef } from "react";
import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";
import { isPastForecast } from "#domains/production/timing.ts";
import type { TimeZone } from "#kernel/time.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Icon } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { coreLook } from "./batch-look.ts";
import styles from "./dish-tiles.module.css";
import { useRowsThatFit } from "#renderer/ui/use-rows-that-fit.ts";
import { shortDishName } from "./short-name.ts";
import { pageOf } from "./task-rows.ts";

const COLUMNS_COUNT = 2;
const GAP_PX = 24;
const TILE_PX = 88;

/** The dishes of a batch, each with its state and its last core reading against the limit. */
export function DishTiles(props: {
  readonly batch: BoardBatch;
  readonly chosenId: string | null;
  /** The core limit of a dish before its first reading; null where it has none or it is not known yet. */
  readonly coreLimitC: (dishRunId: string) => number | null;
  readonly nowMs: number;
  readonly timeZone: TimeZone;
  readonly page: number;
  readonly onPage: (page: number) => void;
  readonly onChoose: (dishRunId: string) => void;
}) {
  const copy = useTabletCopy();
  const { dishRuns } = props.batch;
  const list = useRef<HTMLUListElement>(null);
  const rowCount = useRowsThatFit(list, TILE_PX, GAP_PX);
  const tileCount = rowCount * COLUMNS_COUNT;
  // The last place turns the page where there are more dishes than places.
  const isPaged = dishRuns.length > tileCount;
  const { items, page, pageCount } = pageOf(dishRuns, props.page, isPaged ? tileCount - 1 : tileCount);
  return (
    <ul
      ref={list}
      className={styles["tiles"]}
      data-one-row={dishRuns.length > COLUMNS_COUNT ? undefined : ""}
      aria-label={copy.t("tablet.batch.dishes")}
    >
      {items.map((run) => (
        <li key={run.dishRunId}>
          <button
            type="button"
            className={styles["tile"]}
            aria-pressed={run.dishRunId === props.chosenId}
            onClick={() => props.onChoose(run.dishRunId)}
          >
            <span className={styles["name"]}>{shortDishName(run)}</span>
            <DishState run={run} nowMs={props.nowMs} timeZone={props.timeZone} />
            <DishCore run={run} limitC={run.lastCoreLimitC ?? props.coreLimitC(run.dishRunId)} />
          </button>
        </li>
      ))}
      {isPaged ? (
        <li>
          <button type="button" className={styles["tile"]} onClick={() => props.onPage((page + 1) % pageCount)}>
            <span className={styles["name"]}>
              <Icon name="arrow-right" /> {copy.t("tablet.task.next-page")}
            </span>
            <span>{copy.t("tablet.task.page", { page: page + 1, count: pageCount })}</span>
          </button>
        </li>
      ) : null}
    </ul>
  );
}

function DishState(props: { readonly run: BoardDishRun; readonly nowMs: number; readonly timeZone: TimeZone }) {
  const { run, nowMs } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const elapsed = units.duration(nowMs - (run.runStartedAtMs ?? nowMs));
  if (run.isReworkDecided) {
    return <StateBadge state="dish-rework" token="warn" icon="refresh-cw" word={copy.t("tablet.dish.rework")} />;
  }
  switch (run.status) {
    case "waiting":
      return <StateBadge state="dish-waiting" token="text" icon="circle-dashed" word={copy.t("tablet.dish.waiting")} />;
    case "cooking":
      return isPastForecast(run, nowMs) ? (
        <StateBadge
          state="dish-cooking-over"
          token="warn"
          icon="flame"
          word={copy.t("tablet.dish.cooking-over", { duration: elapsed })}
        />
      ) : (
        <StateBadge
          state="dish-cooking"
          token="info"
          icon="flame"
          word={copy.t("tablet.dish.cooking", { duration: elapsed })}
        />
      );
    case "cooked":
      return (
        <StateBadge
          state="dish-cooked"
          token="ok"
          icon="circle-check"
          word={copy.t("tablet.dish.cooked", { clock: units.clock(run.cookedAtMs ?? nowMs, props.timeZone) })}
        />
      );
  }
}

function DishCore(props: { readonly run: BoardDishRun; readonly limitC: number | null }) {
  const { run, limitC } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const core = coreLook(run);
  if (core === null || run.lastCoreC === null) {
    const isHot = run.temperatureClass === "hot" || run.temperatureClass === "hot-rich";
    return (
      <span>
        {limitC !== null
          ? copy.t("tablet.dish.no-reading", { limit: units.temperature(limitC) })
          : copy.t(isHot ? "tablet.dish.no-reading-yet" : "tablet.dish.no-limit")}
      </span>
    );
  }
  const value = units.temperature(run.lastCoreC);
  const words = limitC === null ? value : copy.t("tablet.dish.reading", { value, limit: units.temperature(limitC) });
  return (
    <StateBadge
      state={`core-${core.word}`}
      {...core.look}
      word={words}
      label={`${copy.t("tablet.act.core-temperature")}, ${copy.t(`shared.temperature.${core.word}`)}, ${words}`}
    />
  );
}
