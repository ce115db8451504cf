import { useState, type ReactNode } from "react";
import type { Station } from "#kernel/access.ts";
import { useOutbox } from "#renderer/client/use-command.ts";
import { useKitchenTime, useLink } from "#renderer/client/use-link.ts";
import { useTabletCopy, type TabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { Units } from "#renderer/copy/units.ts";
import { useStationPeople } from "#renderer/faces/tablet/tablet-context.tsx";
import { useIsNarrow } from "#renderer/faces/tablet/use-is-narrow.ts";
import { Banner } from "#renderer/ui/banner.tsx";
import { ConnectionPill, linkExplanation } from "#renderer/ui/connection-pill.tsx";
import { Icon, type IconName } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import type { BarMessage } from "./bar-message.ts";
import { Explanation } from "./explanation.tsx";
import styles from "./frame.module.css";
import { useBarMessage } from "./use-bar-message.ts";

export const STATION_ICONS: Readonly<Record<Station, IconName>> = {
  receive: "package",
  prepare: "utensils",
  cook: "flame",
  portion: "scale",
  dispatch: "truck",
};

/** Station, batch, who, pill; a lasting condition takes the middle while it lasts. */
export function TopBar(props: { readonly station: Station; readonly title?: string }) {
  const copy = useTabletCopy();
  const units = useUnits();
  const link = useLink();
  const { nowMs, timeZone } = useKitchenTime();
  const { unsentCount } = useOutbox();
  const message = useBarMessage();
  const isNarrow = useIsNarrow();
  const [isExplained, setExplained] = useState(false);
  return (
    <header className={styles["bar"]}>
      <div className={`${styles["barText"] ?? ""} ${styles["station"] ?? ""}`}>
        <Icon name={STATION_ICONS[props.station]} />
        <span className={isNarrow ? "visually-hidden" : undefined}>{copy.t(`shared.station.${props.station}`)}</span>
      </div>
      <div className={`${styles["barText"] ?? ""} ${styles["middle"] ?? ""}`}>
        {message === null ? (
          <Middle title={props.title === "" ? undefined : props.title} />
        ) : (
          <BarBanner message={message} />
        )}
      </div>
      <div className={styles["end"]}>
        {link.isDemo ? (
          <span className={styles["demo"]}>
            <StateBadge state="demo" token="unknown" icon="info" word={copy.t("shared.demo")} surface="tint" />
          </span>
        ) : null}
        <span className={`${styles["clock"] ?? ""} ${styles["narrowOff"] ?? ""}`}>{units.clock(nowMs, timeZone)}</span>
        <ConnectionPill link={link} onExplain={() => setExplained(true)} />
      </div>
      {isExplained ? (
        <Explanation
          text={linkExplanation(link, unsentCount, { copy, units })}
          closeWord={copy.t("shared.verb.close")}
          onClose={() => setExplained(false)}
        />
      ) : null}
    </header>
  );
}

function Middle(props: { readonly title: string | undefined }): ReactNode {
  const { present, acting } = useStationPeople();
  const copy = useTabletCopy();
  const others = present.length - (acting === null ? 0 : 1);
  const who =
    acting === null
      ? null
      : others === 0
        ? acting.name
        : copy.t("tablet.batch.others", { name: acting.name, count: others });
  return (
    <span className={styles["middleText"]}>
      {props.title ?? ""}
      {who === null ? null : (
        <>
          {props.title === undefined ? null : " · "}
          <Icon name="user" /> {who}
        </>
      )}
    </span>
  );
}

function BarBanner(props: { readonly message: BarMessage }) {
  const copy = useTabletCopy();
  const units = useUnits();
  const link = useLink();
  const { tone, icon } = LOOK_BY_KIND[props.message.kind];
  const clock = units.clock(link.heardAtMs, link.timeZone);
  return (
    <Banner state={`bar-${props.message.kind}`} tone={tone} icon={icon} className={styles["barBanner"] ?? ""}>
      {wordsOf(props.message, { copy, units, clock, backClock: (atMs) => units.clock(atMs, link.timeZone) })}
    </Banner>
  );
}

const LOOK_BY_KIND: Readonly<
  Record<BarMessage["kind"], { readonly tone: "amber" | "red" | "unknown" | "info"; readonly icon: IconName }>
> = {
  "not-durable": { tone: "amber", icon: "triangle-alert" },
  "near-wifi": { tone: "amber", icon: "wifi-off" },
  queue: { tone: "unknown", icon: "hourglass" },
  cut: { tone: "amber", icon: "wifi-off" },
  decide: { tone: "red", icon: "octagon-alert" },
  back: { tone: "info", icon: "refresh-cw" },
  "new-build": { tone: "info", icon: "download" },
  basic: { tone: "unknown", icon: "lock" },
};

function wordsOf(
  message: BarMessage,
  context: {
    readonly copy: TabletCopy;
    readonly units: Units;
    readonly clock: string;
    readonly backClock: (atMs: number) => string;
  },
): string {
  const { copy, units } = context;
  switch (message.kind) {
    case "not-durable":
      return copy.t("tablet.bar.not-durable");
    case "near-wifi":
      return copy.t("tablet.bar.near-wifi", { count: units.count(message.count) });
    case "queue":
      return copy.t("tablet.bar.queue", { count: units.count(message.count) });
    case "cut":
      return copy.t("tablet.bar.cut", { clock: context.clock });
    case "decide":
      return copy.t("tablet.bar.decide", { count: units.count(message.count) });
    case "back": {
      const clock = context.backClock(message.atMs);
      return message.sentCount === 0
        ? copy.t("shared.bar.back", { clock })
        : copy.t("shared.bar.back-sent", { clock, count: units.count(message.sentCount) });
    }
    case "new-build":
      return copy.t("tablet.bar.new-build");
    case "basic":
      return copy.t("tablet.bar.basic");
  }
}
