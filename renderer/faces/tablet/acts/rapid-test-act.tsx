import { rapidTestSubstances } from "#domains/quality/settings.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { recordRapidTestRef } from "#renderer/domains/quality/quality-refs.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import { useTextsSetting } from "#renderer/domains/site/use-face-settings.ts";
import { ChoiceChips } from "#renderer/ui/choice-chips.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useFactForm } from "./use-fact-form.ts";
import { useOwnReason } from "./use-own-reason.ts";
import styles from "./acts.module.css";

type Outcome = "negative" | "positive";
type Outcomes = Readonly<Record<string, Outcome>>;

/** The chemical test kit: a result a substance. A positive one holds the batch by itself. */
export function RapidTestAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const { commands } = useKitchen();
  const { leave, backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const reason = useOwnReason("rapid-test", batch, null);
  const { refusal, save } = useFactForm();
  const substanceCodes = useTextsSetting(batch.serviceDate)(rapidTestSubstances);
  const [outcomes, setOutcomes, discard] = useDraft<Outcomes>(`rapid.${batch.batchId}`, {}, isOutcomes);
  const missingCount = substanceCodes.filter((code) => outcomes[code] === undefined).length;
  const isPositive = substanceCodes.some((code) => outcomes[code] === "positive");
  const submit = () =>
    void save(
      recordRapidTestRef,
      {
        checkId: commands.makeId("check"),
        batchId: batch.batchId,
        substances: substanceCodes.map((substanceCode) => ({
          substanceCode,
          outcome: outcomes[substanceCode] ?? "positive",
        })),
      },
      {
        summary: copy.t("tablet.act.of-dish", {
          act: copy.t("acts.rapid.title"),
          dish: copy.t(isPositive ? "acts.rapid.positive" : "acts.rapid.negative"),
        }),
        onKept: () => {
          discard();
          leave();
        },
      },
    );
  return (
    <ActScreen
      station={props.station}
      title={copy.t("acts.rapid.title")}
      subject={subject}
      layout="wide"
      refusal={refusal}
      facts={
        <>
          <WhoTile />
          {isPositive ? (
            <StateBadge
              state="rapid-positive"
              token="crit"
              word={copy.t("acts.rapid.positive-warning")}
              className={styles["wrap"] ?? ""}
            />
          ) : null}
        </>
      }
      primary={{
        label: copy.t("tablet.save.plain"),
        icon: "check",
        reason: reason ?? (missingCount === 0 ? null : copy.t("acts.rapid.missing", { count: missingCount })),
        onPress: submit,
      }}
      secondary={backAction}
    >
      <div className={styles["stack"]}>
        {substanceCodes.map((code) => (
          <div key={code} className={styles["questionRow"]}>
            <span>{copy.find(`acts.rapid.${code}`) ?? code}</span>
            <ChoiceChips<Outcome>
              legend={copy.find(`acts.rapid.${code}`) ?? code}
              isLegendHidden
              columnCount={2}
              choices={[
                { value: "negative", label: copy.t("acts.rapid.negative") },
                { value: "positive", label: copy.t("acts.rapid.positive") },
              ]}
              chosen={outcomes[code] ?? null}
              onChoose={(outcome) => setOutcomes({ ...outcomes, [code]: outcome })}
            />
          </div>
        ))}
      </div>
    </ActScreen>
  );
}

function isOutcomes(value: unknown): value is Outcomes {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((outcome) => outcome === "negative" || outcome === "positive")
  );
}
