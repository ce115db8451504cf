import { Textarea, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ReviewInFullRow } from "#domains/people/review-queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { reviewFormRef, submitReviewRef } from "#renderer/domains/people/people-refs.ts";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import { SmallChoices } from "#renderer/faces/manager/attendance/small-choices.tsx";
import { useStaffNames, useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import { usePerson, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import {
  contentOf,
  draftStanding,
  GOAL_MAX_COUNT,
  GOALS_MAX_COUNT,
  keepDraft,
  keptDraft,
  NOTE_MAX_COUNT,
  POINTS,
  SUMMARY_MAX_COUNT,
  type ReviewDraft,
  type ReviewForm,
} from "./review-form.ts";
import { reviewIdOf } from "./review-id.ts";
import { useOverallWords } from "./review-words.tsx";
import styles from "./reviews.module.css";

/** Scores a draft: every criterion 1–5 or not applicable, goals, a summary; sent with the reviewer's own number. */
export function FormPanel(props: { readonly review: ReviewInFullRow; readonly isOwn: boolean }) {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const viewer = useViewer();
  const { rows } = useLiveQuery(reviewFormRef, viewer === null ? null : {}, viewer ?? {});
  const form = rows[0];
  return (
    <Panel title={t("reviews.form.title")} note={t("reviews.form.how")}>
      {props.isOwn ? (
        <EmptyState text={t("reviews.form.own")} />
      ) : form === undefined ? (
        <EmptyState text={waiting} />
      ) : (
        <Form review={props.review} form={form} />
      )}
    </Panel>
  );
}

function Form(props: { readonly review: ReviewInFullRow; readonly form: ReviewForm }) {
  const { review, form } = props;
  const { t } = useManagerCopy();
  const person = usePerson();
  const key = { reviewId: review.reviewId, staffId: person.staffId };
  const [draft, setDraft] = useState(() => keptDraft(key));
  const change = (next: Partial<ReviewDraft>) => {
    const changed = { ...draft, ...next };
    setDraft(changed);
    keepDraft(key, changed);
  };
  return (
    <div className={styles.form}>
      <p className={styles.quiet}>
        {(["unsatisfactory", "below", "as-expected", "above", "outstanding"] as const)
          .map((band, index) => `${index + 1} ${t(`reviews.band.${band}`).toLowerCase()}`)
          .join(" · ")}
      </p>
      <div className={styles.scores}>
        {form.criteria.map((criterion) => (
          <Criterion key={criterion} criterion={criterion} draft={draft} onChange={change} />
        ))}
      </div>
      <Goals goals={draft.goals} onChange={(goals) => change({ goals })} />
      <Textarea
        label={t("reviews.summary")}
        autosize
        minRows={2}
        maxLength={SUMMARY_MAX_COUNT}
        value={draft.summary}
        onChange={(event) => change({ summary: event.currentTarget.value })}
      />
      <SendBar review={review} form={form} draft={draft} onSent={() => keepDraft(key, null)} />
    </div>
  );
}

function Criterion(props: {
  readonly criterion: string;
  readonly draft: ReviewDraft;
  readonly onChange: (next: Partial<ReviewDraft>) => void;
}) {
  const { criterion, draft, onChange } = props;
  const { t, find } = useManagerCopy();
  const name = find(`reviews.criterion.${criterion}`) ?? criterion;
  const score = draft.scores[criterion];
  return (
    <div className={styles.criterion}>
      <SmallChoices
        legend={name}
        choices={[
          ...POINTS.map((points) => ({ value: String(points), label: String(points) })),
          { value: "none", label: t("reviews.not-applicable") },
        ]}
        chosen={score === undefined ? null : score === null ? "none" : String(score)}
        onChoose={(value) =>
          onChange({ scores: { ...draft.scores, [criterion]: value === "none" ? null : Number(value) } })
        }
      />
      <TextInput
        aria-label={t("reviews.form.note", { criterion: name })}
        placeholder={t("reviews.form.note-placeholder")}
        maxLength={NOTE_MAX_COUNT}
        value={draft.notes[criterion] ?? ""}
        onChange={(event) => onChange({ notes: { ...draft.notes, [criterion]: event.currentTarget.value } })}
      />
    </div>
  );
}

function Goals(props: { readonly goals: readonly string[]; readonly onChange: (goals: readonly string[]) => void }) {
  const { goals, onChange } = props;
  const { t } = useManagerCopy();
  return (
    <div className={styles.form}>
      <h3>{t("reviews.goals")}</h3>
      {goals.map((goal, index) => (
        // A goal is its place in the list; nothing else names it.
        <div key={index} className={styles.goal}>
          <TextInput
            aria-label={t("reviews.form.goal", { number: index + 1 })}
            maxLength={GOAL_MAX_COUNT}
            value={goal}
            onChange={(event) => onChange(goals.with(index, event.currentTarget.value))}
          />
          <Button
            size="small"
            kind="quiet"
            icon="x"
            label={t("reviews.form.remove-goal", { number: index + 1 })}
            onPress={() => onChange(goals.toSpliced(index, 1))}
          >
            {null}
          </Button>
        </div>
      ))}
      {goals.length >= GOALS_MAX_COUNT ? null : (
        <div className={styles.acts}>
          <Button size="small" icon="plus" onPress={() => onChange([...goals, ""])}>
            {t("reviews.form.add-goal")}
          </Button>
        </div>
      )}
    </div>
  );
}

function SendBar(props: {
  readonly review: ReviewInFullRow;
  readonly form: ReviewForm;
  readonly draft: ReviewDraft;
  readonly onSent: () => void;
}) {
  const { review, form, draft } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { grant } = useAct();
  const sign = useSign();
  const whyNot = useWhyNotPermitted();
  const nameOf = useStaffNames();
  const overallWords = useOverallWords();
  const { missingCount, overall, band } = draftStanding(draft, form);
  const name = nameOf(review.staffId);
  const reason =
    whyNot("people.review") ??
    (missingCount > 0
      ? t("reviews.form.left", { count: units.count(missingCount) })
      : overall === null
        ? t("reviews.form.nothing")
        : null);
  const send = async () => {
    const outcome = await sign({
      title: t("reviews.form.submit-of", { name }),
      text: t("reviews.form.submit-text", { name }),
      doneWords: t("reviews.form.submitted", { name }),
      send: (signatures) =>
        grant(submitReviewRef, { reviewId: reviewIdOf(review), content: contentOf(draft, form) }, { signatures }),
    });
    if (outcome?.kind === "accepted") props.onSent();
  };
  return (
    <div className={styles.acts}>
      <Button kind="primary" size="small" icon="send" reason={reason} onPress={() => void send()}>
        {t("reviews.form.submit")}
      </Button>
      <p>
        {t("reviews.overall")}: <strong>{overallWords(overall, band)}</strong>
      </p>
    </div>
  );
}
