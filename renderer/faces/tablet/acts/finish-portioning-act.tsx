import { totalPortionCount } from "#kernel/quantity.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { finishPortioningRef } from "#renderer/domains/production/production-refs.ts";
import { SpecialPacks } from "#renderer/domains/production/special-packs.tsx";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import type { ActProps } from "./act-props.ts";
import { Fact } from "./act-screen.tsx";
import { NumberAct } from "./number-act.tsx";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useFactForm } from "./use-fact-form.ts";
import { useOwnReason } from "./use-own-reason.ts";

const REJECTED_DIGITS_COUNT = 4;

/** “Selesai pemorsian”: what was filled, and how many trays were not fit to go. */
export function FinishPortioningAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { leave, backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  const reason = useOwnReason("finish-portioning", batch, null);
  const { refusal, save } = useFactForm();
  const done = totalPortionCount(batch.portionedCounts);
  const whole = totalPortionCount(batch.portionCounts);
  const summary = copy.t("acts.finish.summary", { done: units.count(done), whole: units.count(whole) });
  return (
    <NumberAct
      station={props.station}
      title={copy.t("tablet.act.finish-portioning")}
      subject={subject}
      draftName={`finish.${batch.batchId}`}
      digitsMaxCount={REJECTED_DIGITS_COUNT}
      unit={copy.t("acts.finish.rejected-count")}
      facts={
        <>
          <Fact label={copy.t("acts.portions.title")}>
            {summary}
            <SpecialPacks batch={batch} />
          </Fact>
          <WhoTile />
        </>
      }
      refusal={refusal}
      primary={(rejectedPortionCount, discard) => ({
        label: copy.t("tablet.act.finish-portioning"),
        icon: "circle-check",
        reason,
        onPress: () =>
          void save(
            finishPortioningRef,
            {
              batchId: batch.batchId,
              ...(rejectedPortionCount === null ? {} : { rejectedPortionCount }),
            },
            {
              summary: copy.t("tablet.act.finish-portioning"),
              undo: { batchId: batch.batchId, type: "portioning-finished" },
              onKept: () => {
                discard();
                leave();
              },
            },
          ),
      })}
      secondary={backAction}
    />
  );
}
