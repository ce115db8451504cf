import type { ReviewInFullRow } from "#domains/people/review-queries.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Facts } from "#renderer/faces/manager/shell/page.tsx";
import { useOverallWords } from "./review-words.tsx";
import styles from "./reviews.module.css";

/** What was said: the overall, each criterion with its note, goals, summary. */
export function ReviewContent(props: { readonly review: ReviewInFullRow }) {
  const { review } = props;
  const { t, find } = useManagerCopy();
  const units = useUnits();
  const overallWords = useOverallWords();
  if (review.scores.length === 0) return <p className={styles.quiet}>{t("reviews.erased")}</p>;
  return (
    <>
      <p>
        {t("reviews.overall")}: <strong>{overallWords(review.overallHundredthCount, review.band)}</strong>
      </p>
      <dl className={styles.said}>
        {review.scores.map(({ criterion, scorePoints, note }) => (
          <div key={criterion}>
            <dt>{find(`reviews.criterion.${criterion}`) ?? criterion}</dt>
            <dd>
              {scorePoints === null
                ? t("reviews.not-applicable")
                : t("reviews.points", { points: units.count(scorePoints) })}
            </dd>
            <dd className={styles.remark}>{note}</dd>
          </div>
        ))}
      </dl>
      <h3>{t("reviews.goals")}</h3>
      {review.goals.length === 0 ? (
        <p className={styles.quiet}>{t("reviews.no-goals")}</p>
      ) : (
        <ul className={styles.list}>
          {review.goals.map((goal, index) => (
            <li key={`${index}/${goal}`}>{goal}</li>
          ))}
        </ul>
      )}
      {review.summary === null ? null : (
        <>
          <h3>{t("reviews.summary")}</h3>
          <p className={styles.text}>{review.summary}</p>
        </>
      )}
      {review.disputeNote === null ? null : (
        <>
          <h3>{t("reviews.dispute-note")}</h3>
          <p className={styles.note}>{review.disputeNote}</p>
        </>
      )}
    </>
  );
}

/** What the kitchen counted; a figure without anything rostered is no zero. */
export function ReviewFacts(props: { readonly facts: ReviewInFullRow["facts"] }) {
  const { facts } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const none = t("reviews.no-data");
  const days = (count: number | null | undefined) =>
    count === null || count === undefined ? none : t("reviews.fact.days", { count: units.count(count) });
  const share = facts?.attendanceBp ?? null;
  return (
    <>
      <Facts
        facts={[
          [t("reviews.fact.attendance"), share === null ? none : units.percent(share)],
          [t("reviews.fact.late"), days(facts?.lateCount)],
          [t("reviews.fact.absent"), days(facts?.absentCount)],
          [
            t("reviews.fact.tasks"),
            facts === null ? none : t("reviews.fact.times", { count: units.count(facts.taskCount) }),
          ],
        ]}
      />
      <p className={styles.quiet}>{share === null ? t("reviews.no-roster") : t("reviews.facts-how")}</p>
    </>
  );
}
