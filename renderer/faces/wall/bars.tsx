import type { ReactNode } from "react";
import { Icon } from "#renderer/ui/icon.tsx";
import { CONTENT_WIDTH_PX } from "./row-geometry.ts";
import type { WallLayout } from "./legibility.ts";
import { textWidthEm } from "./text-width.ts";
import styles from "./wall.module.css";
import { PIECE_GAP_EM, type AlertStripView } from "./wall-alerts.ts";
import { fittingTotals, type Total } from "./wall-totals.ts";
import { useWallCopy } from "./words.ts";

/** Service date and the totals of the day. */
export function TotalsBar(props: {
  readonly date: string;
  readonly totals: readonly Total[];
  readonly layout: WallLayout;
  readonly isHatched: boolean;
}) {
  const { t } = useWallCopy();
  const { f20Px, f16Px } = props.layout;
  const datePx = (textWidthEm(props.date) + 1) * f16Px;
  const shown = fittingTotals(props.totals, { widthPx: CONTENT_WIDTH_PX - 40 - datePx, f20Px, f16Px });
  return (
    <section className={[styles.bar, props.isHatched ? "hatched" : ""].join(" ")} aria-label={t("wall.list.totals")}>
      <p className={styles.barDate}>{props.date}</p>
      <dl className={styles.totals}>
        {shown.map((total) => (
          <div key={total.key} className={styles.total}>
            <dt>{total.label}</dt>
            <dd>{total.figure}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

/** Words in the place of the totals: cut off, starting, what the pill means, what a key did. */
export function WordBar(props: {
  readonly state: string;
  readonly tone: "amber" | "neutral";
  readonly children: ReactNode;
}) {
  return (
    <section
      className={[styles.bar, props.tone === "amber" ? styles.barAmber : ""].join(" ")}
      data-state={props.state}
      role="status"
    >
      <Icon name={props.tone === "amber" ? "triangle-alert" : "info"} />
      <span className={styles.barWords}>{props.children}</span>
    </section>
  );
}

const FILL_CLASS = { none: "", amber: styles.fillAmber, red: styles.fillRed } as const;

/** The worst open alert; without one the proof of life. Never gives its place to anything else. */
export function AlertStrip(props: { readonly view: AlertStripView; readonly isHatched: boolean }) {
  const { t } = useWallCopy();
  const { view } = props;
  const isBlinking = view.isUnacknowledged && view.state === "critical";
  const classes = [
    styles.alert,
    FILL_CLASS[view.fill],
    isBlinking ? styles.blinking : "",
    props.isHatched && view.state !== "none" ? "hatched" : "",
  ];
  const colour = view.fill === "none" ? { color: `var(--${view.token})` } : undefined;
  return (
    <section
      className={classes.filter(Boolean).join(" ")}
      aria-label={t("wall.list.alerts")}
      data-state={`alert-${view.state}`}
    >
      <span className={styles.alertIcon} style={colour}>
        <Icon name={view.icon} />
      </span>
      <p className={styles.alertWords} style={{ columnGap: `${PIECE_GAP_EM}em` }}>
        {view.pieces.map((piece) => (
          <span key={piece}>{piece}</span>
        ))}
      </p>
      {view.moreCount > 0 ? (
        <span className={styles.alertMore}>{t("wall.alert.more", { count: view.moreCount })}</span>
      ) : null}
    </section>
  );
}

/** The store cannot be written: a full red strip that says what to do on paper. */
export function StoreStrip(props: { readonly words: string }) {
  return (
    <section className={[styles.alert, styles.fillRed, styles.blinking].join(" ")} role="alert" data-state="store-full">
      <span className={styles.alertIcon}>
        <Icon name="octagon-alert" />
      </span>
      <p className={styles.storeWords}>{props.words}</p>
    </section>
  );
}
