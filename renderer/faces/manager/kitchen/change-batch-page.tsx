import { useNavigate, useParams } from "@tanstack/react-router";
import { useMemo, useState } from "react";
import { PLAN_FILE_WORDS } from "#renderer/copy/plan-file.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { whyNotChangePlan } from "#domains/production/rules.ts";
import type { BatchRow } from "#domains/production/queries.ts";
import { batchHistoryRef, batchRef, changeBatchRef } from "#renderer/domains/production/production-refs.ts";
import { Banner } from "#renderer/ui/banner.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { useAct, useOutcomeWords, useRejectionWords } from "#renderer/faces/manager/act/use-act.ts";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { differencesSince, type FormDifference } from "#renderer/faces/manager/plan/form-differences.ts";
import { formFromBatch } from "#renderer/faces/manager/plan/form-from-batch.ts";
import { KloterEditor } from "#renderer/faces/manager/plan/kloter-editor.tsx";
import styles from "#renderer/faces/manager/plan/kloter-editor.module.css";
import { changeBatchBody } from "#renderer/faces/manager/plan/plan-body.ts";
import { ProblemsProvider } from "#renderer/faces/manager/plan/plan-problems.tsx";
import { useKloterForm } from "#renderer/faces/manager/plan/use-kloter-form.ts";
import { EmptyState, Page } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { CapacityReason } from "./plan-page.tsx";

/** Changes a kloter nobody has begun. What somebody else changed meanwhile is shown with both values, never overwritten. */
export function ChangeBatchPage() {
  const { t } = useManagerCopy();
  const { batchId } = useParams({ from: "/dapur/kloter/$batchId/ubah" });
  const { rows, status } = useLiveQuery(batchRef, { batchId });
  const batch = rows[0];
  return (
    <Page
      title={batch === undefined ? t("kitchen.change-plan") : `${t("kitchen.change-plan")} K${batch.kloterNumber}`}
      permission="batch.plan"
    >
      {batch === undefined ? (
        <EmptyState text={status === "loading" ? t("shared.loading") : t("kitchen.batch-unknown")} />
      ) : (
        <ChangeKloter batch={batch} />
      )}
    </Page>
  );
}

function ChangeKloter(props: { readonly batch: BatchRow }) {
  const { batch } = props;
  const { t } = useManagerCopy();
  const navigate = useNavigate();
  const toast = useToast();
  const { timeZone } = useServiceDay();
  const { grant } = useAct();
  const outcomeWords = useOutcomeWords();
  const rejection = useRejectionWords();
  // The version this editing started from; what the kitchen has now is `batch`.
  const [base, setBase] = useState(() => formFromBatch(batch, timeZone));
  const now = useMemo(() => formFromBatch(batch, timeZone), [batch, timeZone]);
  const { form, setForm, problems, tryRead, makeKey } = useKloterForm(base, batch.serviceDate);
  const [capacity, setCapacity] = useState({ isAsked: false, reason: "" });
  const [trouble, setTrouble] = useState<string | null>(null);
  const differences = differencesSince(base, now, form);
  const refusal = whyNotChangePlan(batch);
  const save = async () => {
    const kloter = tryRead();
    if (kloter === null) return setTrouble(t("kitchen.plan.has-problems"));
    const outcome = await grant(changeBatchRef, changeBatchBody(kloter, capacity.reason), {
      // A task or a note moves the version too; only a changed plan is a conflict, and then saving is off.
      expectedVersion: batch.streamVersion,
    });
    setTrouble(outcomeWords(outcome));
    if (outcome.kind === "rejected" && outcome.rejection.code === "over-capacity") {
      setCapacity((known) => ({ ...known, isAsked: true }));
    }
    if (outcome.kind !== "accepted") return;
    toast({ text: t("kitchen.plan.saved", { label: kloter.label }) });
    void navigate({ to: "/dapur/kloter/$batchId", params: { batchId: batch.batchId } });
  };
  const reason =
    refusal !== null ? rejection(refusal) : differences.length > 0 ? t("kitchen.plan.look-at-differences") : null;
  return (
    <ProblemsProvider problems={problems}>
      {differences.length === 0 ? null : (
        <ChangedMeanwhile
          batchId={batch.batchId}
          differences={differences}
          onKeepOwn={() => setBase(now)}
          onTakeTheirs={() => {
            setBase(now);
            setForm(now);
          }}
        />
      )}
      <KloterEditor form={form} onChange={setForm} makeKey={makeKey} />
      <div className={styles.footer}>
        <CapacityReason
          isAsked={capacity.isAsked}
          reason={capacity.reason}
          onChange={(words) => setCapacity({ isAsked: true, reason: words })}
        />
        <Button kind="primary" size="small" reason={reason} onPress={() => void save()}>
          {t("shared.verb.save")}
        </Button>
        <Button
          size="small"
          onPress={() => void navigate({ to: "/dapur/kloter/$batchId", params: { batchId: batch.batchId } })}
        >
          {t("shared.verb.back")}
        </Button>
        {trouble === null ? null : (
          <p role="alert" className={styles.trouble}>
            {trouble}
          </p>
        )}
      </div>
    </ProblemsProvider>
  );
}

/** “Diubah Budi 09:12 – lihat bedanya”: both values of every field, and the person chooses. */
function ChangedMeanwhile(props: {
  readonly batchId: string;
  readonly differences: readonly FormDifference[];
  readonly onKeepOwn: () => void;
  readonly onTakeTheirs: () => void;
}) {
  const { t, language } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const history = useLiveQuery(batchHistoryRef, { batchId: props.batchId });
  const change = history.rows.find((row) => row.type === "batch-changed");
  const columns: Readonly<Partial<Record<string, string>>> = PLAN_FILE_WORDS[language].columnByField;
  const fieldName = (field: string) => columns[field] ?? field;
  return (
    <section aria-label={t("kitchen.plan.changed-meanwhile-title")}>
      <Banner state="changed-meanwhile" tone="amber">
        {change === undefined
          ? t("kitchen.plan.changed-meanwhile-title")
          : t("kitchen.plan.changed-meanwhile", {
              name: change.staffName ?? t("manager.team.unnamed"),
              clock: units.clock(change.recordedAtMs, timeZone),
            })}
      </Banner>
      <table className={styles.differences}>
        <caption className="visually-hidden">{t("kitchen.plan.changed-meanwhile-title")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("kitchen.plan.subject")}</th>
            <th scope="col">{t("kitchen.plan.field")}</th>
            <th scope="col">{t("kitchen.plan.theirs")}</th>
            <th scope="col">{t("kitchen.plan.own")}</th>
          </tr>
        </thead>
        <tbody>
          {props.differences.map((difference) => (
            <tr key={`${difference.subject}-${difference.field}`}>
              <td>{difference.subject}</td>
              <td>{fieldName(difference.field)}</td>
              <td>{difference.theirs === "" ? "–" : difference.theirs}</td>
              <td>{difference.own === "" ? "–" : difference.own}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <div className={styles.fields}>
        <Button size="small" onPress={props.onKeepOwn}>
          {t("kitchen.plan.keep-own")}
        </Button>
        <Button size="small" onPress={props.onTakeTheirs}>
          {t("kitchen.plan.take-theirs")}
        </Button>
      </div>
    </section>
  );
}
