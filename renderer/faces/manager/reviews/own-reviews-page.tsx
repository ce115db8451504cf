import { Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import type { StaffId } from "#kernel/ids.ts";
import type { ReviewInFullRow } from "#domains/people/review-queries.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { acknowledgeReviewRef, disputeReviewRef, myReviewsRef } from "#renderer/domains/people/people-refs.ts";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct } from "#renderer/faces/manager/act/use-act.ts";
import { useViewer } from "#renderer/faces/manager/attendance/use-names.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { EmptyState, Page, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useWaitingWords } from "#renderer/faces/manager/shell/use-waiting-words.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { ReviewContent, ReviewFacts } from "./review-content.tsx";
import { reviewIdOf } from "./review-id.ts";
import { ReviewBadge } from "./review-words.tsx";
import styles from "./reviews.module.css";

/** As `dispute-review` takes it. */
const DISPUTE_NOTE_MAX_COUNT = 500;

/** “Penilaian saya”: what was said of whoever is signed in; answered with the own number. */
export function OwnReviewsPage() {
  const { t } = useManagerCopy();
  const waiting = useWaitingWords();
  const viewer = useViewer();
  const params = viewer === null ? null : { staffId: viewer.staffId as StaffId }; // who is signed in
  const { rows, status } = useLiveQuery(myReviewsRef, params, viewer ?? {});
  return (
    <Page title={t("reviews.own.title")} permission="attendance.self">
      {rows.length === 0 ? (
        <EmptyState text={status === "loading" ? waiting : t("reviews.own.none")} />
      ) : (
        <div className={styles.reviews}>
          {rows.map((review) => (
            <OwnReview key={review.reviewId} review={review} />
          ))}
        </div>
      )}
    </Page>
  );
}

function OwnReview(props: { readonly review: ReviewInFullRow }) {
  const { review } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const title = t("reviews.span", {
    kind: t(`reviews.kind.${review.reviewKind}`),
    from: units.dateShort(review.fromDate),
    until: units.date(review.toDate),
  });
  return (
    <Panel
      title={title}
      note={t("reviews.by", { name: review.reviewerName })}
      actions={<ReviewBadge state={review.state} />}
    >
      <div className={styles.columns}>
        <div className={styles.column}>
          <ReviewContent review={review} />
        </div>
        <div className={styles.column}>
          <h3>{t("reviews.facts")}</h3>
          <ReviewFacts facts={review.facts} />
          {review.outcome === null ? null : (
            <p>{t("reviews.closed.outcome", { outcome: t(`reviews.outcome.${review.outcome}`) })}</p>
          )}
        </div>
      </div>
      {review.state === "submitted" ? <AnswerActs review={review} /> : null}
    </Panel>
  );
}

function AnswerActs(props: { readonly review: ReviewInFullRow }) {
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const sign = useSign();
  const [isDisagreeing, setDisagreeing] = useState(false);
  const reviewId = reviewIdOf(props.review);
  return (
    <div className={styles.acts}>
      <Button
        kind="primary"
        size="small"
        icon="check"
        onPress={() =>
          void sign({
            title: t("reviews.own.sign-read"),
            text: t("reviews.own.sign-read-text"),
            doneWords: t("reviews.answered.read"),
            send: (signatures) => grant(acknowledgeReviewRef, { reviewId }, { signatures }),
          })
        }
      >
        {t("reviews.said.read")}
      </Button>
      <Button size="small" icon="hand" onPress={() => setDisagreeing(true)}>
        {t("reviews.said.disagree")}
      </Button>
      {isDisagreeing ? (
        <DisagreeDialog
          onClose={() => setDisagreeing(false)}
          onSay={(note) => {
            setDisagreeing(false);
            void sign({
              title: t("reviews.own.sign-disagree"),
              text: note,
              doneWords: t("reviews.answered.disagree"),
              send: (signatures) => grant(disputeReviewRef, { reviewId, note }, { signatures }),
            });
          }}
        />
      ) : null}
    </div>
  );
}

function DisagreeDialog(props: { readonly onClose: () => void; readonly onSay: (note: string) => void }) {
  const { t } = useManagerCopy();
  const [note, setNote] = useState("");
  return (
    <Modal
      opened
      onClose={props.onClose}
      title={t("reviews.said.disagree")}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <Textarea
          data-autofocus
          label={t("reviews.own.note")}
          autosize
          minRows={3}
          maxLength={DISPUTE_NOTE_MAX_COUNT}
          value={note}
          onChange={(event) => setNote(event.currentTarget.value)}
        />
        <div className={dialog.actions}>
          <Button
            kind="primary"
            size="small"
            reason={note.trim() === "" ? t("reviews.own.note-needed") : null}
            onPress={() => props.onSay(note.trim())}
          >
            {t("shared.verb.continue")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
