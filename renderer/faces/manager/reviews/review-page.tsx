import { Link, useParams } from "@tanstack/react-router";
import type { ReviewInFullRow } from "#domains/people/review-queries.ts";
import { localFromMs } from "#kernel/time.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { reviewRef, staffNamesRef } from "#renderer/domains/people/people-refs.ts";
import { useDivisionNames, useStaffNames, useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { usePerson } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Facts, Page, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { ClosePanel } from "./close-panel.tsx";
import { ReviewContent, ReviewFacts } from "./review-content.tsx";
import { FormPanel } from "./form-panel.tsx";
import { reviewIdOf } from "./review-id.ts";
import { ReviewBadge } from "./review-words.tsx";
import styles from "./reviews.module.css";

/** One review: its form while it is a draft, afterwards what was said and what came of it. */
export function ReviewPage() {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const { reviewId } = useParams({ from: "/orang/penilaian/$reviewId" });
  const viewer = useViewer();
  const nameOf = useStaffNames();
  const { rows, status } = useLiveQuery(
    reviewRef,
    viewer === null ? null : { reviewId: reviewIdOf({ reviewId }) },
    viewer ?? {},
  );
  const review = rows[0];
  const title = review === undefined ? t("reviews.title") : t("reviews.title-of", { name: nameOf(review.staffId) });
  return (
    <Page title={title} permission="people.review" actions={<Link to="/orang/penilaian">{t("reviews.all")}</Link>}>
      {review === undefined ? (
        <EmptyState text={status === "loading" ? waiting : t("reviews.unknown")} />
      ) : (
        <KnownReview key={review.reviewId} review={review} />
      )}
    </Page>
  );
}

function KnownReview(props: { readonly review: ReviewInFullRow }) {
  const { review } = props;
  const { t } = useManagerCopy();
  const person = usePerson();
  const nameOf = useStaffNames();
  const names = useLiveQuery(staffNamesRef, {});
  const isOwn = person.staffId === review.staffId;
  // Whoever left cannot answer any more: their review is closed without it.
  const isLeft = names.rows.find(({ staffId }) => staffId === review.staffId)?.status === "ended";
  const isAnswered = review.state === "acknowledged" || review.state === "disputed";
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        {review.state === "draft" ? (
          <FormPanel review={review} isOwn={isOwn} />
        ) : (
          <Panel title={t("reviews.scores")}>
            <ReviewContent review={review} />
          </Panel>
        )}
      </div>
      <div className={styles.column}>
        <Panel title={t("reviews.this")}>
          <Standing review={review} />
        </Panel>
        <Panel title={t("reviews.facts")}>
          <ReviewFacts facts={review.facts} />
        </Panel>
        {review.state === "submitted" && !isLeft ? (
          <Panel title={t("reviews.waiting.title", { name: nameOf(review.staffId) })}>
            <p>{t("reviews.waiting.text")}</p>
          </Panel>
        ) : null}
        {isAnswered || (isLeft && review.state !== "closed") ? <ClosePanel review={review} isOwn={isOwn} /> : null}
      </div>
    </div>
  );
}

function Standing(props: { readonly review: ReviewInFullRow }) {
  const { review } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const nameOf = useStaffNames();
  const divisionName = useDivisionNames();
  const when = (atMs: number | null) =>
    atMs === null ? NO_VALUE : `${units.date(localFromMs(atMs, timeZone).date)} ${units.clock(atMs, timeZone)}`;
  return (
    <>
      <ReviewBadge state={review.state} />
      <Facts
        facts={[
          [t("kitchen.column.code"), review.staffCode],
          [t("people.field.divisionCode"), divisionName(review.divisionCode)],
          [t("reviews.start.kind"), t(`reviews.kind.${review.reviewKind}`)],
          [t("reviews.column.span"), `${units.dateShort(review.fromDate)} – ${units.date(review.toDate)}`],
          [t("reviews.column.reviewer"), nameOf(review.reviewerStaffId)],
          [t("reviews.when.started"), when(review.startedAtMs)],
          [t("reviews.when.submitted"), when(review.submittedAtMs)],
          [t("reviews.when.answered"), when(review.answeredAtMs)],
          ...(review.closedAtMs === null ? [] : [[t("reviews.when.closed"), when(review.closedAtMs)] as const]),
          ...(review.outcome === null
            ? []
            : [[t("reviews.close.outcome"), t(`reviews.outcome.${review.outcome}`)] as const]),
        ]}
      />
    </>
  );
}
