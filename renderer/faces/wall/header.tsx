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
  readonly wording: Wording;
}) {
  const { t } = useWallCopy();
  const { units, timeZone } = props.wording;
  return (
    <header className={styles.header}>
      <p className={styles.clock}>
        <time>{units.clock(props.nowMs, timeZone)}</time> <span className={styles.zone}>{units.zone(timeZone)}</span>
      </p>
      <h1 className={styles.phase}>
        {t(`shared.phase.${props.phase}`)}
        {props.isPinned ? (
          <>
            {" "}
            <Icon name="lock" sizeEm={0.8} />
            <span className="visually-hidden">{t("wall.pinned")}</span>
          </>
        ) : null}
      </h1>
      <span className={styles.spring} />
      {props.link.isDemo ? (
        <StateBadge state="demo" token="unknown" icon="info" surface="tint" word={t("shared.demo")} />
      ) : null}
      {props.muteLeftMs > 0 ? (
        <StateBadge
          state="muted"
          token="warn"
          icon="volume-x"
          word={t("wall.muted", { left: units.duration(props.muteLeftMs) })}
        />
      ) : null}
      {props.isSoundBlocked && props.muteLeftMs <= 0 ? (
        <StateBadge state="sound-blocked" token="warn" icon="volume-x" word={t("wall.sound-blocked")} />
      ) : null}
      <p className={styles.present}>
        {t("wall.present")} <span aria-hidden="true">{NO_VALUE}</span>
        <span className="visually-hidden">{t("shared.no-data")}</span>
      </p>
      <ConnectionPill link={props.link} />
    </header>
  );
}
