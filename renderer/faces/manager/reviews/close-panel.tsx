import { Select } from "@mantine/core";
import { useState } from "react";
import type { ReviewInFullRow } from "#domains/people/review-queries.ts";
import type { ReviewOutcome } from "#domains/people/review-values.ts";
import { closeReviewRef } from "#renderer/domains/people/people-refs.ts";
import { useAct, useLoneAct } from "#renderer/faces/manager/act/use-act.ts";
import { useStaffNames } from "#renderer/faces/manager/attendance/use-names.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { reviewIdOf } from "./review-id.ts";
import styles from "./reviews.module.css";

const OUTCOMES: readonly ReviewOutcome[] = ["stay", "training", "promotion", "transfer", "not-renewed"];

/** What follows from a review that was answered. */
export function ClosePanel(props: { readonly review: ReviewInFullRow; readonly isOwn: boolean }) {
  const { review } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const whyNot = useWhyNotPermitted();
  const nameOf = useStaffNames();
  const [outcome, setOutcome] = useState<ReviewOutcome | null>(null);
  const reason =
    whyNot("people.review") ??
    (props.isOwn ? t("reviews.form.own") : outcome === null ? t("reviews.close.outcome-needed") : null);
  return (
    <Panel title={t("reviews.close.title")}>
      <p className={styles.quiet}>{t("reviews.close.text")}</p>
      <Select
        label={t("reviews.close.outcome")}
        data={OUTCOMES.map((value) => ({ value, label: t(`reviews.outcome.${value}`) }))}
        value={outcome}
        onChange={(value) => setOutcome(OUTCOMES.find((candidate) => candidate === value) ?? null)}
      />
      <div className={styles.acts}>
        <Button
          kind="primary"
          size="small"
          reason={reason}
          onPress={() => {
            if (outcome === null) return;
            run(
              () => grant(closeReviewRef, { reviewId: reviewIdOf(review), outcome }),
              t("reviews.close.closed", { name: nameOf(review.staffId) }),
            );
          }}
        >
          {t("reviews.close.title")}
        </Button>
      </div>
    </Panel>
  );
}
