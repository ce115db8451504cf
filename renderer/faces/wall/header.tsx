import type { DayPhase } from "#domains/production/timing.ts";
import type { LinkView } from "#renderer/client/use-link.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { ConnectionPill } from "#renderer/ui/connection-pill.tsx";
import { Icon } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import styles from "./wall.module.css";
import { useWallCopy, type Wording } from "./words.ts";

/** Clock, phase, presence and pill: they never leave (UX.md §4.3). */
export function WallHeader(props: {
  readonly nowMs: number;
  readonly phase: DayPhase;
  readonly isPinned: boolean;
  readonly link: LinkView;
  readonly muteLeftMs: number;
  readonly isSoundBlocked: boolean;
  readonly isStacked: boolean;
  readonly headCount: { readonly arrivedCount: number; readonly rosteredCount: number } | null;
  readonly isZoneShown: boolean;
  readonly wording: Wording;
}) {
  const { t } = useWallCopy();
  const { units, timeZone } = props.wording;
  const isMuted = props.muteLeftMs > 0;
  // Large type leaves no room for everything in one line; a figure nobody has yet gives way first.
  const isSoundTold = props.isSoundBlocked || (props.isStacked && isMuted);
  // A demo's tag and a sound's word take the line that the head count and the pill then need whole.
  const isZoneShown = props.isZoneShown && !(props.isStacked && props.link.isDemo && isSoundTold);
  const isPresentShown = props.headCount !== null || !(props.link.isDemo && isSoundTold);
  return (
    <header className={[styles.header, props.isStacked ? styles.headerStacked : ""].join(" ")}>
      <p className={styles.clock}>
        <time>{units.clock(props.nowMs, timeZone)}</time>
        {isZoneShown ? <span className={styles.zone}> {units.zone(timeZone)}</span> : null}
      </p>
      <h1 className={styles.phase}>
        {t(`shared.phase.${props.phase}`)}
        {props.isPinned ? (
          <>
            <Icon name="lock" sizeEm={0.8} />
            <span className="visually-hidden">{t("wall.pinned")}</span>
          </>
        ) : null}
      </h1>
      <div className={styles.headerRight}>
        {props.link.isDemo ? (
          <span className={styles.demo} data-state="demo">
            <Icon name="info" sizeEm={0.9} />
            {t("shared.demo")}
          </span>
        ) : null}
        {isMuted ? (
          <StateBadge
            state="muted"
            token="warn"
            icon="volume-x"
            word={units.duration(props.muteLeftMs)}
            label={t("wall.muted", { left: units.duration(props.muteLeftMs) })}
          />
        ) : null}
        {props.isSoundBlocked && !isMuted ? (
          <StateBadge
            state="sound-blocked"
            token="warn"
            icon="volume-x"
            word={t("wall.sound-off")}
            label={t("wall.sound-blocked")}
          />
        ) : null}
        {isPresentShown ? (
          <p className={styles.present}>
            {t("wall.present")}{" "}
            {props.headCount === null ? (
              <>
                <span aria-hidden="true">{NO_VALUE}</span>
                <span className="visually-hidden">{t("shared.no-data")}</span>
              </>
            ) : (
              units.outOf(props.headCount.arrivedCount, props.headCount.rosteredCount)
            )}
          </p>
        ) : null}
        <ConnectionPill link={props.link} />
      </div>
    </header>
  );
}
