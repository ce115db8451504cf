import styles from "./wall.module.css";
import type { Wording } from "./words.ts";

/** Clock, site and one sentence: revoked, unpaired, or refused by the kitchen. */
export function QuietPage(props: {
  readonly nowMs: number;
  readonly siteName: string;
  readonly sentence: string;
  readonly detail?: string;
  readonly code?: string;
  readonly wording: Wording;
}) {
  const { units, timeZone } = props.wording;
  return (
    <main className={styles.quiet} data-quiet="true">
      <h1 className={styles.quietSite}>{props.siteName}</h1>
      <p className={styles.hugeClock}>
        <time>{units.clock(props.nowMs, timeZone)}</time>
        <span className={styles.zone}>{units.zone(timeZone)}</span>
      </p>
      <p className={styles.quietSentence}>{props.sentence}</p>
      {props.code === undefined ? null : <p className={styles.matchCode}>{props.code}</p>}
      {props.detail === undefined ? null : <p className={styles.quietDetail}>{props.detail}</p>}
    </main>
  );
}

/** In the place of the lists: before the day begins, without a plan, when everything is done. Neutral, with a huge clock. */
export function DayMessage(props: { readonly nowMs: number; readonly sentence: string; readonly wording: Wording }) {
  const { units, timeZone } = props.wording;
  return (
    <section className={styles.dayMessage} data-day-message="true">
      <p className={styles.hugeClock} aria-hidden="true">
        {units.clock(props.nowMs, timeZone)}
      </p>
      <p className={styles.daySentence}>{props.sentence}</p>
    </section>
  );
}
