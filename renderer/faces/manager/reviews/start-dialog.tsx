import { Modal, Select } from "@mantine/core";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { StaffId } from "#kernel/ids.ts";
import { isOwnDivisionOnly } from "#kernel/access.ts";
import type { ReviewKind } from "#domains/people/review-values.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { isDateEntered } from "#renderer/copy/typed-date.ts";
import { staffNamesRef, startReviewRef } from "#renderer/domains/people/people-refs.ts";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import attendance from "#renderer/faces/manager/attendance/attendance.module.css";
import { useDivisionNames, useStaffNames } from "#renderer/faces/manager/attendance/use-names.ts";
import dialog from "#renderer/faces/manager/kitchen/dialog.module.css";
import { usePerson } from "#renderer/faces/manager/session/person.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { proposedSpan } from "./review-form.ts";
import styles from "./reviews.module.css";

const KINDS: readonly ReviewKind[] = ["monthly", "quarterly", "half-yearly", "probation"];

/** Who may be chosen: not oneself, nobody who left, of a lead's own division only – what the kitchen would refuse. */
function useReviewable() {
  const person = usePerson();
  const { rows } = useLiveQuery(staffNamesRef, {});
  const own = rows.find(({ staffId }) => staffId === person.staffId)?.divisionCode;
  const isOwnOnly = isOwnDivisionOnly(person.roles, "people.review");
  const people = rows.filter(
    ({ staffId, status, divisionCode }) =>
      status !== "ended" && staffId !== person.staffId && (!isOwnOnly || divisionCode === own),
  );
  return { people, isOwnOnly };
}

/** Starts a review: of whom, of which kind, over which service days. */
export function StartDialog(props: { readonly onClose: () => void }) {
  const { t } = useManagerCopy();
  const navigate = useNavigate();
  const { serviceDate } = useServiceDay();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const toast = useToast();
  const outcomeWords = useOutcomeWords();
  const nameOf = useStaffNames();
  const divisionName = useDivisionNames();
  const { people, isOwnOnly } = useReviewable();
  const [staffId, setStaffId] = useState<string | null>(null);
  const [reviewKind, setReviewKind] = useState<ReviewKind>("monthly");
  const [span, setSpan] = useState(() => proposedSpan("monthly", serviceDate));
  const [trouble, setTrouble] = useState<string | null>(null);
  const start = async () => {
    if (staffId === null) return;
    const reviewId = makeId("review");
    // The kitchen's own row.
    const outcome = await grant(startReviewRef, { reviewId, staffId: staffId as StaffId, reviewKind, ...span });
    setTrouble(outcomeWords(outcome));
    if (outcome.kind !== "accepted") return;
    toast({ text: t("reviews.start.started", { name: nameOf(staffId) }) });
    void navigate({ to: "/orang/penilaian/$reviewId", params: { reviewId } });
  };
  const reason =
    staffId === null
      ? t("reviews.start.person-needed")
      : isDateEntered(span.fromDate) && isDateEntered(span.toDate)
        ? null
        : t("reviews.start.dates-needed");
  return (
    <Modal
      opened
      onClose={props.onClose}
      size="lg"
      title={t("reviews.start")}
      closeButtonProps={{ "aria-label": t("shared.verb.close") }}
    >
      <div className={dialog.body}>
        <Select
          data-autofocus
          searchable
          label={t("reviews.start.person")}
          description={isOwnOnly ? t("reviews.start.divisions") : undefined}
          data={people.map((row) => ({
            value: row.staffId,
            label: `${nameOf(row.staffId)} · ${row.position} · ${divisionName(row.divisionCode)}`,
          }))}
          value={staffId}
          onChange={setStaffId}
        />
        <Select
          label={t("reviews.start.kind")}
          allowDeselect={false}
          data={KINDS.map((kind) => ({ value: kind, label: t(`reviews.kind.${kind}`) }))}
          value={reviewKind}
          onChange={(value) => {
            const kind = KINDS.find((candidate) => candidate === value) ?? reviewKind;
            setReviewKind(kind);
            setSpan(proposedSpan(kind, serviceDate));
          }}
        />
        <div className={attendance.pair}>
          <DateField
            label={t("reviews.start.from")}
            value={span.fromDate}
            onChange={(fromDate) => setSpan((known) => ({ ...known, fromDate }))}
          />
          <DateField
            label={t("reviews.start.to")}
            value={span.toDate}
            onChange={(toDate) => setSpan((known) => ({ ...known, toDate }))}
          />
        </div>
        {trouble === null ? null : (
          <p role="alert" className={styles.trouble}>
            {trouble}
          </p>
        )}
        <div className={dialog.actions}>
          <Button kind="primary" size="small" reason={reason} onPress={() => void start()}>
            {t("reviews.start")}
          </Button>
          <Button size="small" onPress={props.onClose}>
            {t("shared.verb.cancel")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
