import { useCallback, useEffect, useMemo, useRef, useSyncExternalStore } from "react";
import type { DayPhase } from "#domains/production/timing.ts";
import type { LinkView } from "#renderer/client/use-link.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useAnnounce } from "#renderer/ui/live-region.tsx";
import { AlertStrip, StoreStrip, TotalsBar } from "./bars.tsx";
import { WallHeader } from "./header.tsx";
import { Identify } from "./identify.tsx";
import { wallKeyFromEvent } from "./keys.ts";
import { wallLayout, type WallLayout } from "./legibility.ts";
import { Panel } from "./panel.tsx";
import { CONTENT_WIDTH_PX } from "./row-geometry.ts";
import type { SoundPlayer } from "./sound-player.ts";
import { useReturn } from "./use-return.ts";
import { useSoundTest } from "./use-sound-test.ts";
import { useSounds, volumeBpAt } from "./use-sounds.ts";
import { useStoreState, type StoreState } from "./use-screen.ts";
import { alertStrip } from "./wall-alerts.ts";
import { WallBody } from "./wall-body.tsx";
import { stageDay, useWallData, wallPhase, type WallData } from "./wall-data.ts";
import type { DeskState, DeskView, WallDesk } from "./wall-desk.ts";
import { listedRows, warnedKeys } from "./wall-list.ts";
import { totalsOf } from "./wall-totals.ts";
import styles from "./wall.module.css";
import { wordBar } from "./word-bar.tsx";
import type { Wording } from "./words.ts";

/** The wall of a paired screen: header, lists, totals (or a bar in their place), alert strip. */
export function WallPage(props: {
  readonly desk: WallDesk;
  readonly player: SoundPlayer;
  readonly wording: Wording;
  readonly theme: "light" | "dark";
  readonly link: LinkView;
  readonly advice: string | null;
}) {
  const { desk, link, player } = props;
  const { runtime } = useKitchen();
  const data = useWallData();
  const wording = useMemo(() => ({ ...props.wording, warning: data.warning }), [props.wording, data.warning]);
  const state = useSyncExternalStore(desk.state.subscribe, desk.state.get);
  const isSoundBlocked = useSyncExternalStore(player.isBlocked.subscribe, player.isBlocked.get);
  const store = useStoreState(link.phase === "open");
  const monotonicMs = runtime.monotonicMs();
  const phase = wallPhase(data, state.settings.pinnedPhase, wording.timeZone);
  const backAtMs = useReturn(link);
  const bar = wordBar({ link, advice: props.advice, backAtMs, status: data.status, state, monotonicMs, wording });
  const layout = wallLayout(state.settings, { hasBar: bar !== null });
  const isLive = link.phase === "open" && data.status === "live";
  const isHatched = link.level === "hatched";
  const latest = useRef(data.batches);
  useEffect(() => {
    latest.current = data.batches;
  }, [data.batches]);
  const batchNow = useCallback((batchId: string) => latest.current.find((batch) => batch.batchId === batchId), []);
  useWallKeys(desk, () => ({
    rows: listedRows(data, { phase, layout, wording }).rows.shown,
    batches: data.batches,
    alerts: data.alerts,
    day: stageDay(data),
    phase,
    themeNow: props.theme,
    isLive,
    areKeysOn: data.areKeysOn,
    mayAcknowledge: data.mayAcknowledge,
    batchNow,
  }));
  if (layout === null) return null;
  return (
    <div className={styles.page} style={pageRows(layout)} data-layout={layout.mode} data-link={link.level}>
      <WallHeader
        nowMs={data.nowMs}
        phase={phase}
        isPinned={state.settings.pinnedPhase !== null}
        link={link}
        muteLeftMs={Math.max(0, state.mutedUntilMs - monotonicMs)}
        isSoundBlocked={isSoundBlocked}
        isStacked={layout.mode === "stacked"}
        headCount={data.headCount}
        isZoneShown={layout.f20Px <= ZONE_SHOWN_F20_MAX_PX}
        wording={wording}
      />
      <WallBody {...{ data, layout, phase, state, monotonicMs, isHatched, wording }} />
      {layout.barPx === 0 ? null : (
        <Panel code="W12">{bar ?? <Totals {...{ data, phase, layout, isHatched, wording }} />}</Panel>
      )}
      <Panel code="W13">
        <Strip {...{ data, layout, store, isHatched, wording }} />
      </Panel>
      <Panel code="W14">
        <Sounds {...{ player, data, state, monotonicMs, isLive, store, wording }} />
      </Panel>
      <Identify nowMs={data.nowMs} />
    </div>
  );
}

/** Beyond this type size the zone leaves the header to the pill. */
const ZONE_SHOWN_F20_MAX_PX = 84;

function pageRows(layout: WallLayout): React.CSSProperties {
  const bar = layout.barPx === 0 ? "" : `${layout.barPx}px `;
  return {
    gridTemplateRows: `${layout.headerPx}px minmax(0, 1fr) ${bar}${layout.alertPx}px`,
    "--rows": layout.rowCount,
  } as React.CSSProperties; // custom properties are not in React's type
}

function Totals(props: {
  readonly data: WallData;
  readonly phase: DayPhase;
  readonly layout: WallLayout;
  readonly isHatched: boolean;
  readonly wording: Wording;
}) {
  const { data, phase, wording } = props;
  return (
    <TotalsBar
      date={wording.units.dateShort(data.serviceDate)}
      totals={totalsOf(phase, data, wording)}
      layout={props.layout}
      isHatched={props.isHatched}
    />
  );
}

/** Room of the strip that is not words: its padding and its icon, in em of its size. */
const STRIP_SIGNS_EM = 2.2;

function Strip(props: {
  readonly data: WallData;
  readonly layout: WallLayout;
  readonly store: StoreState;
  readonly isHatched: boolean;
  readonly wording: Wording;
}) {
  const { data, layout, store, wording } = props;
  const announce = useAnnounce();
  const view = alertStrip({
    alerts: data.alerts,
    nowMs: data.nowMs,
    widthEm: CONTENT_WIDTH_PX / layout.f20Px - STRIP_SIGNS_EM,
    kloterByBatchId: new Map(data.batches.map(({ batchId, kloterNumber }) => [batchId, kloterNumber])),
    wording,
  });
  const isCritical = view.state === "critical" && view.isUnacknowledged;
  const spoken = isCritical ? view.pieces.slice(0, 3).join(" ") : "";
  useEffect(() => announce(spoken, "assertive"), [announce, spoken]);
  if (store === "full") return <StoreStrip words={wording.copy.t("wall.store-full")} />;
  if (store === "damaged") return <StoreStrip words={wording.copy.t("wall.store-damaged")} />;
  return <AlertStrip view={view} isHatched={props.isHatched} />;
}

function Sounds(props: {
  readonly player: SoundPlayer;
  readonly data: WallData;
  readonly state: DeskState;
  readonly monotonicMs: number;
  readonly isLive: boolean;
  readonly store: StoreState;
  readonly wording: Wording;
}) {
  const { data, state, wording } = props;
  const scene = {
    nowMs: data.nowMs,
    monotonicMs: props.monotonicMs,
    isLive: props.isLive,
    batches: data.batches,
    warnedKeys: warnedKeys(data.batches, data.nowMs, wording),
    alerts: data.alerts,
    isStoreFull: props.store !== "ok",
    isPlanSounding: state.settings.isPlanSounding,
    mutedUntilMonotonicMs: state.mutedUntilMs,
  };
  useSounds(props.player, scene, { settings: state.settings, timeZone: wording.timeZone });
  const volumeBp = volumeBpAt(state.settings, data.nowMs, wording.timeZone);
  useSoundTest(props.player, data, { isLive: props.isLive, alerts: data.alerts, volumeBp });
  return null;
}

/** Listens at the window: the wall has no field to focus. `view` is asked for only when a key is pressed. */
function useWallKeys(desk: WallDesk, view: () => DeskView): void {
  const latest = useRef(view);
  latest.current = view;
  useEffect(() => {
    const handleKey = (event: KeyboardEvent) => {
      const key = wallKeyFromEvent(event);
      if (key === null || event.repeat) return;
      event.preventDefault();
      desk.press(key, latest.current());
    };
    addEventListener("keydown", handleKey);
    return () => removeEventListener("keydown", handleKey);
  }, [desk]);
}
