import type { ReviewInFullRow } from "#domains/people/review-queries.ts";
import type { StaffId } from "#kernel/ids.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { myReviewsRef } from "#renderer/domains/people/people-refs.ts";
import { useTerminal } from "#renderer/faces/attendance/terminal-context.tsx";
import { useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { DISAGREE_REASONS, type FlowStep } from "./flow-state.ts";
import styles from "./flow-panel.module.css";
import { reviewPages } from "./review-pages.ts";

type StepOf<Name extends FlowStep["step"]> = Extract<FlowStep, { step: Name }>;
const TILES_A_PAGE_COUNT = 6;

function useSpanWords(): (review: ReviewInFullRow) => string {
  const { t } = useTerminalCopy();
  const units = useUnits();
  return ({ reviewKind, fromDate, toDate }) =>
    t("reviews.span", {
      kind: t(`reviews.kind.${reviewKind}`),
      from: units.dateShort(fromDate),
      until: units.dateShort(toDate),
    });
}

/** What was said of the person, what waits to be read first. */
export function ReviewsStep({ person, page }: StepOf<"reviews">) {
  const { t } = useTerminalCopy();
  const { flow } = useTerminal();
  const spanWords = useSpanWords();
  const params = { staffId: person.staffId as StaffId }; // as the kitchen named whose number it is
  const { rows, status } = useLiveQuery(myReviewsRef, params, { staffId: person.staffId });
  const waiting = rows.filter(({ state }) => state === "submitted");
  const tiles = [...waiting, ...rows.filter(({ state }) => state !== "submitted")];
  const pageCount = Math.ceil(tiles.length / TILES_A_PAGE_COUNT);
  const title = waiting.length > 0 ? t("attendance.review.waiting") : t("attendance.review.title");
  return (
    <>
      <h2 className={styles["title"]}>{title}</h2>
      {rows.length === 0 ? (
        <p className={styles["text"]}>{status === "loading" ? t("shared.loading") : t("reviews.own.none")}</p>
      ) : null}
      <div className={styles["grid"]}>
        {tiles.slice(page * TILES_A_PAGE_COUNT, (page + 1) * TILES_A_PAGE_COUNT).map((review) => (
          <button
            key={review.reviewId}
            type="button"
            className={styles["tile"]}
            onClick={() => flow.openReview(review)}
          >
            {spanWords(review)}
            <small>{t(`reviews.state.${review.state}`)}</small>
          </button>
        ))}
      </div>
      {pageCount > 1 ? (
        <div className={styles["acts"]}>
          <Button onPress={() => flow.turnPage((page + 1) % pageCount)}>{t("attendance.do.more")}</Button>
        </div>
      ) : null}
    </>
  );
}

/** One review, page by page; it is answered from its last page, so that nobody signs what they have not seen. */
export function ReviewStep({ review, page }: StepOf<"review">) {
  const { t, find } = useTerminalCopy();
  const { flow } = useTerminal();
  const spanWords = useSpanWords();
  const pages = reviewPages(review, {
    criterion: (code) => find(`reviews.criterion.${code}`) ?? code,
    goals: t("reviews.goals"),
    summary: t("reviews.summary"),
  });
  const pageCount = pages.length + 1;
  const isLast = page === pageCount - 1;
  return (
    <>
      <div className={styles["reviewHead"]}>
        <h2 className={styles["title"]}>{spanWords(review)}</h2>
        <p className={styles["text"]}>
          {t("reviews.by", { name: review.reviewerName })} ·{" "}
          {t("attendance.review.page", { page: page + 1, count: pageCount })}
        </p>
      </div>
      {page === 0 ? <Figures review={review} /> : <Blocks blocks={pages[page - 1] ?? []} />}
      <div className={[styles["acts"], styles["turning"]].join(" ")}>
        {page === 0 ? null : <Button onPress={() => flow.turnPage(page - 1)}>{t("attendance.do.back")}</Button>}
        {isLast ? null : (
          <Button kind="primary" onPress={() => flow.turnPage(page + 1)}>
            {t("attendance.flow.next")}
          </Button>
        )}
        {isLast && review.state === "submitted" ? (
          <>
            <Button kind="primary" icon="check" onPress={flow.acknowledgeReview}>
              {t("reviews.said.read")}
            </Button>
            <Button icon="hand" onPress={flow.disagree}>
              {t("reviews.said.disagree")}
            </Button>
          </>
        ) : null}
      </div>
    </>
  );
}

function Figures(props: { readonly review: ReviewInFullRow }) {
  const { review } = props;
  const { t, find } = useTerminalCopy();
  const units = useUnits();
  const { overallHundredthCount: overall, band, facts } = review;
  const none = t("reviews.no-data");
  const share = facts?.attendanceBp ?? null;
  const late = facts?.lateCount ?? null;
  return (
    <>
      <div className={styles["reviewSum"]}>
        <p className={styles["figure"]}>
          {overall === null || band === null ? NO_VALUE : `${units.hundredths(overall)} · ${t(`reviews.band.${band}`)}`}
        </p>
        <p className={styles["text"]}>
          {t("reviews.fact.attendance")}: {share === null ? none : units.percent(share)} · {t("reviews.fact.late")}:{" "}
          {late === null ? none : t("reviews.fact.days", { count: units.count(late) })}
        </p>
      </div>
      <dl className={styles["scores"]}>
        {review.scores.map(({ criterion, scorePoints }) => (
          <div key={criterion}>
            <dt>{find(`reviews.criterion.${criterion}`) ?? criterion}</dt>
            <dd>{scorePoints === null ? t("attendance.review.not-applicable") : units.count(scorePoints)}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}

function Blocks(props: { readonly blocks: ReadonlyArray<{ readonly heading: string; readonly text: string }> }) {
  return (
    <div className={styles["blocks"]}>
      {props.blocks.map(({ heading, text }, index) => (
        <section key={`${index}/${heading}`}>
          <h3>{heading}</h3>
          <p>{text}</p>
        </section>
      ))}
    </div>
  );
}

/** Nobody types a letter here: a few reasons, sealed with the answer as its note; more is written in the console. */
export function DisagreeStep() {
  const { t } = useTerminalCopy();
  const { flow } = useTerminal();
  return (
    <>
      <div>
        <h2 className={styles["title"]}>{t("attendance.review.disagree")}</h2>
        <p className={styles["text"]}>{t("attendance.review.disagree-how")}</p>
      </div>
      <div className={styles["chips"]}>
        {DISAGREE_REASONS.map((reason) => {
          const words = t(`attendance.review.reason.${reason}`);
          return (
            <Button key={reason} size="large" icon="send" onPress={() => flow.disputeReview(words)}>
              {words}
            </Button>
          );
        })}
      </div>
    </>
  );
}
