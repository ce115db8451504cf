import { useState } from "react";
import { CHECKLISTS, checklistOf } from "#domains/quality/checklists.ts";
import { hygieneScoreBp } from "#domains/quality/judgement.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { pageOf } from "#renderer/domains/production/task-rows.ts";
import { recordHygieneCheckRef } from "#renderer/domains/quality/quality-refs.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import { ChoiceChips } from "#renderer/ui/choice-chips.tsx";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { useActExit } from "./use-act-exit.ts";
import { useFactForm } from "./use-fact-form.ts";
import { useOwnReason } from "./use-own-reason.ts";
import styles from "./acts.module.css";

type Answers = Readonly<Record<string, boolean>>;

const ROWS_COUNT = 4;
/** The areas of DOMAIN.md's divisions whose floor a tablet stands on. */
const AREA_BY_STATION = {
  receive: "gudang",
  prepare: "persiapan",
  cook: "pengolahan",
  portion: "pemorsian",
  dispatch: "distribusi",
} as const;

/** A checklist, four points a page, yes or no. It is about the place, not the batch it was opened from. */
export function HygieneAct(props: ActProps) {
  const { batch, station } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { commands } = useKitchen();
  const { leave, backAction } = useActExit({ batch, run: null });
  const reason = useOwnReason("hygiene", batch, null);
  const { refusal, save } = useFactForm();
  const [checklistCode, setChecklistCode] = useState(CHECKLISTS[0]?.checklistCode ?? "");
  const area = AREA_BY_STATION[station];
  const [answers, setAnswers, discard] = useDraft<Answers>(`hygiene.${area}.${checklistCode}`, {}, isAnswers);
  const [turned, setTurned] = useState(0);
  const checklist = checklistOf(checklistCode);
  if (checklist === undefined) return null;
  const { items, page, pageCount } = pageOf(checklist.itemCodes, turned, ROWS_COUNT);
  const missingCount = checklist.itemCodes.filter((code) => answers[code] === undefined).length;
  const answered = checklist.itemCodes.map((itemCode) => ({ itemCode, isMet: answers[itemCode] === true }));
  const submit = () =>
    void save(
      recordHygieneCheckRef,
      {
        checkId: commands.makeId("check"),
        target: { kind: "area", id: area },
        checklistCode,
        checklistVersion: checklist.version,
        items: answered,
      },
      {
        summary: copy.t("acts.hygiene.score", { percent: units.percent(hygieneScoreBp(answered)) }),
        onKept: () => {
          discard();
          leave();
        },
      },
    );
  const isLastPage = page === pageCount - 1;
  return (
    <ActScreen
      station={station}
      title={copy.t("acts.hygiene.title")}
      subject={copy.t(`shared.station.${station}`)}
      layout="wide"
      refusal={refusal}
      facts={
        <>
          <ChoiceChips
            legend={copy.t("acts.hygiene.title")}
            isLegendHidden
            columnCount={2}
            choices={CHECKLISTS.map(({ checklistCode: value }) => ({
              value,
              label: copy.find(`acts.hygiene.${value}`) ?? value,
            }))}
            chosen={checklistCode}
            onChoose={(code) => {
              setChecklistCode(code);
              setTurned(0);
            }}
          />
          <WhoTile />
          {pageCount < 2 ? null : (
            <Tile
              icon="arrow-right"
              label={copy.t("tablet.task.next-page")}
              detail={copy.t("tablet.task.page", { page: page + 1, count: pageCount })}
              onPress={() => setTurned((page + 1) % pageCount)}
            />
          )}
        </>
      }
      primary={
        missingCount > 0 && !isLastPage
          ? {
              label: copy.t("tablet.task.next-page"),
              icon: "arrow-right",
              onPress: () => setTurned(page + 1),
            }
          : {
              label: copy.t("tablet.save.plain"),
              icon: "check",
              reason: reason ?? (missingCount === 0 ? null : copy.t("acts.hygiene.missing", { count: missingCount })),
              onPress: submit,
            }
      }
      secondary={backAction}
    >
      <div className={styles["stack"]}>
        {items.map((code) => {
          const words = copy.find(`acts.hygiene.item.${code}`) ?? code;
          const answer = answers[code];
          return (
            <div key={code} className={styles["questionRow"]}>
              <span>{words}</span>
              <ChoiceChips<"yes" | "no">
                legend={words}
                isLegendHidden
                columnCount={2}
                choices={[
                  { value: "yes", label: copy.t("acts.hygiene.met") },
                  { value: "no", label: copy.t("acts.hygiene.not-met") },
                ]}
                chosen={answer === undefined ? null : answer ? "yes" : "no"}
                onChoose={(value) => setAnswers({ ...answers, [code]: value === "yes" })}
              />
            </div>
          );
        })}
      </div>
    </ActScreen>
  );
}

function isAnswers(value: unknown): value is Answers {
  return typeof value === "object" && value !== null && Object.values(value).every((met) => typeof met === "boolean");
}
