import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Rejection } from "#kernel/rejections.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { draftPayPeriodRef, payProposalRef } from "#renderer/domains/attendance/attendance-refs.ts";
import { staffPayRef } from "#renderer/domains/people/people-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { DateField } from "#renderer/faces/manager/act/date-field.tsx";
import { useAct, useOutcomeWords } from "#renderer/faces/manager/act/use-act.ts";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { DeductionEditor, type StaffDeductionInput } from "./deduction-editor.tsx";
import { areDatesEntered, type DraftFields } from "./draft-form.ts";
import styles from "./honor.module.css";
import { OpenProblems } from "./open-problems.tsx";

/** Makes a wage list: a new one of the proposed days, or one that stands made again with what is entered here. */
export function DraftPanel(props: {
  readonly again?: { readonly payPeriodId: string; readonly fields: DraftFields };
  readonly onMade?: () => void;
}) {
  const { again, onMade } = props;
  const { t } = useManagerCopy();
  const { makeId } = useCommand();
  const { grant } = useAct();
  const words = useOutcomeWords();
  const whyNot = useWhyNotPermitted();
  const navigate = useNavigate();
  const people = useRates();
  const proposal = useProposal();
  const [edited, setEdited] = useState<Partial<DraftFields>>({});
  const [refused, setRefused] = useState<{ readonly words: string; readonly rejection: Rejection | null } | null>(null);
  const [isBusy, setBusy] = useState(false);
  const known: DraftFields = again?.fields ?? { ...proposal, deductions: [] };
  const fields: DraftFields = { ...known, ...edited };
  const change = (next: Partial<DraftFields>) => setEdited((before) => ({ ...before, ...next }));
  const make = async () => {
    setBusy(true);
    const payPeriodId = again?.payPeriodId ?? makeId("pay_period");
    const { fromDate, toDate } = fields;
    const outcome = await grant(draftPayPeriodRef, {
      payPeriodId,
      fromDate,
      toDate,
      deductions: [...fields.deductions],
    });
    setBusy(false);
    const trouble = words(outcome);
    if (trouble !== null) {
      setRefused({ words: trouble, rejection: outcome.kind === "rejected" ? outcome.rejection : null });
      return;
    }
    setRefused(null);
    onMade?.();
    if (again === undefined) void navigate({ to: "/orang/honor/$payPeriodId", params: { payPeriodId } });
  };
  const reason =
    whyNot("payroll.make") ?? (areDatesEntered(fields) ? (isBusy ? t("pay.making") : null) : t("pay.dates-needed"));
  return (
    <div className={styles.draft}>
      <div className={styles.line}>
        {(["fromDate", "toDate"] as const).map((field) => (
          <DateField
            key={field}
            label={t(`pay.field.${field}`)}
            value={fields[field]}
            onChange={(value) => change({ [field]: value })}
          />
        ))}
        {again === undefined && proposal.serviceDayCount > 0 ? (
          <span className={styles.quiet}>{t("pay.proposed", { count: proposal.serviceDayCount })}</span>
        ) : null}
      </div>
      <OpenProblems fields={fields} people={people} />
      <DeductionEditor
        people={people}
        deductions={fields.deductions}
        onChange={(deductions: readonly StaffDeductionInput[]) => change({ deductions })}
      />
      {refused === null ? null : <Refusal {...refused} people={people} />}
      <div className={styles.line}>
        <Button kind="primary" size="small" reason={reason} onPress={() => void make()}>
          {t(again === undefined ? "pay.make" : "pay.make-again")}
        </Button>
      </div>
    </div>
  );
}

/** The refusal, with the names it is about: a count alone helps nobody. */
function Refusal(props: {
  readonly words: string;
  readonly rejection: Rejection | null;
  readonly people: ReadonlyArray<{ readonly staffId: string; readonly fullName: string }>;
}) {
  const { rejection, people } = props;
  const { t } = useManagerCopy();
  const named: readonly unknown[] =
    rejection !== null && "staffIds" in rejection && Array.isArray(rejection.staffIds)
      ? rejection.staffIds
      : rejection !== null && "staffId" in rejection
        ? [rejection.staffId]
        : [];
  const names = people.filter((person) => named.includes(person.staffId)).map((person) => person.fullName);
  return (
    <p role="alert" className={styles.trouble}>
      {props.words}
      {names.length === 0 ? null : ` ${t("pay.refused-for", { names: names.join(", ") })}`}
    </p>
  );
}

function useRates() {
  const person = usePersonOrNobody();
  const viewer = person === null ? {} : { staffId: person.staffId };
  return useLiveQuery(staffPayRef, person === null ? null : {}, viewer).rows;
}

function useProposal() {
  const person = usePersonOrNobody();
  const viewer = person === null ? {} : { staffId: person.staffId };
  const { rows } = useLiveQuery(payProposalRef, person === null ? null : {}, viewer);
  return rows[0] ?? { fromDate: "", toDate: "", serviceDayCount: 0 };
}
