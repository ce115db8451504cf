import { totalPortionCount } from "#kernel/quantity.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { batchRef } from "#renderer/domains/production/production-refs.ts";
import { scaledSteps, type ScaledStep } from "#renderer/domains/production/step-amounts.ts";
import {
  isStepProgress,
  NO_STEPS_DONE,
  timerState,
  withTimerStarted,
  withTurnedTick,
  type StepProgress,
} from "#renderer/domains/production/step-progress.ts";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import { Button } from "#renderer/ui/button.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { useActExit, useSubject } from "./use-act-exit.ts";
import styles from "./cook-steps-act.module.css";

/** The recipe, one step a screen, with this batch's amounts; ticks and timers survive a reload. */
export function CookStepsAct(props: ActProps) {
  const { batch, run } = props;
  const [plan] = useLiveQuery(batchRef, { batchId: batch.batchId }, { isKeptOnDisk: true }).rows;
  const planned = plan?.plannedDishRuns.find((candidate) => candidate.dishRunId === run?.dishRunId);
  const steps = planned === undefined ? [] : scaledSteps(planned);
  if (run === null || steps.length === 0) return <NoSteps {...props} />;
  return <Steps {...props} run={run} steps={steps} />;
}

function NoSteps(props: ActProps) {
  const copy = useTabletCopy();
  const { backAction } = useActExit(props);
  const subject = useSubject(props);
  return (
    <ActScreen
      station={props.station}
      title={copy.t("tablet.act.cook-steps")}
      subject={subject}
      layout="whole"
      primary={null}
      secondary={backAction}
    >
      <p>{copy.t("acts.steps.none")}</p>
    </ActScreen>
  );
}

function Steps(
  props: ActProps & { readonly run: NonNullable<ActProps["run"]>; readonly steps: readonly ScaledStep[] },
) {
  const { run, steps } = props;
  const copy = useTabletCopy();
  const { leave, backAction } = useActExit(props);
  const subject = useSubject(props);
  const [progress, setProgress, discard] = useDraft<StepProgress>(
    `steps.${run.dishRunId}`,
    NO_STEPS_DONE,
    isStepProgress,
  );
  const index = Math.min(progress.stepIndex, steps.length - 1);
  const step = steps[index];
  if (step === undefined) return null;
  const isLast = index === steps.length - 1;
  const isTicked = step.amounts.every(({ name }) => progress.ticked.includes(tickKey(step, name)));
  const turnTo = (stepIndex: number) => setProgress({ ...progress, stepIndex });
  return (
    <ActScreen
      station={props.station}
      title={copy.t("acts.steps.of", { number: index + 1, count: steps.length })}
      subject={subject}
      layout="wide"
      primary={{
        label: copy.t(isLast ? "acts.steps.done" : "acts.steps.next"),
        icon: isLast ? "check" : "arrow-right",
        reason: isTicked ? null : copy.t("acts.steps.unticked"),
        onPress: () => {
          if (!isLast) {
            turnTo(index + 1);
            return;
          }
          discard();
          leave();
        },
      }}
      secondary={
        index === 0
          ? backAction
          : { label: copy.t("acts.steps.previous"), icon: "arrow-left", onPress: () => turnTo(index - 1) }
      }
      facts={<StepFacts step={step} progress={progress} onProgress={setProgress} />}
    >
      <p className={styles["instruction"]}>{step.instruction}</p>
      {step.amounts.length === 0 ? null : (
        <Amounts
          step={step}
          portionCount={totalPortionCount(run.portionCounts)}
          progress={progress}
          onTick={(name) => setProgress(withTurnedTick(progress, tickKey(step, name)))}
        />
      )}
    </ActScreen>
  );
}

const tickKey = (step: ScaledStep, name: string) => `${String(step.stepNumber)}.${name}`;

function Amounts(props: {
  readonly step: ScaledStep;
  readonly portionCount: number;
  readonly progress: StepProgress;
  readonly onTick: (name: string) => void;
}) {
  const { step, progress } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  return (
    <>
      <h2 className={styles["amountsTitle"]}>
        {copy.t("acts.steps.amounts", { portions: units.count(props.portionCount) })}
      </h2>
      <div className={styles["amounts"]}>
        {step.amounts.map(({ name, quantity }) => {
          const isTicked = progress.ticked.includes(tickKey(step, name));
          return (
            <Tile
              key={name}
              icon={isTicked ? "circle-check" : "circle-dashed"}
              label={units.ingredient(name, quantity)}
              isPressed={isTicked}
              onPress={() => props.onTick(name)}
            />
          );
        })}
      </div>
    </>
  );
}

function StepFacts(props: {
  readonly step: ScaledStep;
  readonly progress: StepProgress;
  readonly onProgress: (progress: StepProgress) => void;
}) {
  const { step, progress } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { nowMs } = useKitchenTime();
  const timer = step.durationMs === null ? null : timerState(progress, step.stepNumber, step.durationMs, nowMs);
  return (
    <>
      {step.isControlPoint ? (
        <StateBadge state="control-point" token="warn" icon="thermometer" word={copy.t("acts.steps.control-point")} />
      ) : null}
      {step.temperatureC === null ? null : (
        <p className={styles["target"]}>
          {copy.t("acts.steps.target", { value: units.temperature(step.temperatureC) })}
        </p>
      )}
      {timer === null || step.durationMs === null ? null : timer.kind === "ready" ? (
        <Button
          className={styles["timer"] ?? ""}
          icon="clock"
          onPress={() => props.onProgress(withTimerStarted(progress, step.stepNumber, nowMs))}
        >
          {copy.t("acts.steps.timer-start", { duration: units.duration(step.durationMs) })}
        </Button>
      ) : (
        <p className={styles["timer"]} role="timer" aria-label={copy.t("acts.steps.timer-name")}>
          {timer.kind === "running" ? (
            <>
              {copy.t("acts.steps.timer-left")} <strong>{units.duration(timer.leftMs)}</strong>
            </>
          ) : (
            <StateBadge state="timer-over" token="warn" icon="clock" word={copy.t("acts.steps.timer-over")} />
          )}
        </p>
      )}
    </>
  );
}
