import { coreProbePointCount } from "#domains/quality/settings.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { ActionCode } from "#renderer/domains/quality/out-of-limit.tsx";
import { recordCoreTemperatureRef } from "#renderer/domains/quality/quality-refs.ts";
import type { TemperatureLimit } from "#renderer/domains/quality/temperature-readout.tsx";
import { useOfferContext } from "#renderer/faces/tablet/batch/use-batch.ts";
import { setRemeasure } from "#renderer/faces/tablet/work/remeasure.ts";
import { useNumberSetting } from "#renderer/domains/site/use-face-settings.ts";
import { useRecord } from "#renderer/faces/tablet/work/use-record.ts";
import type { ActProps } from "./act-props.ts";
import { LastReading, LimitFact } from "./last-reading.tsx";
import { TemperatureAct } from "./temperature-act.tsx";
import { useOwnReason } from "./use-own-reason.ts";

const WHILE_COOKING: readonly ActionCode[] = ["cook-on", "rework", "move", "discard", "other"];
const AFTER_COOKING: readonly ActionCode[] = ["reheat", "rework", "move", "discard", "other"];

/** The core of one dish at its probe points. */
export function CoreTemperatureAct(props: ActProps) {
  const { batch, run } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { commands, clock } = useKitchen();
  const record = useRecord();
  const { gateFacts } = useOfferContext(batch.batchId);
  const numberOf = useNumberSetting(batch.serviceDate);
  const reason = useOwnReason("core-temperature", batch, run);
  if (run === null) return null;
  const { dishRunId, dishName } = run;
  const limitC =
    gateFacts?.dishRuns.find((candidate) => candidate.dishRunId === dishRunId)?.coreLimit?.limitC ?? run.lastCoreLimitC;
  const limit: TemperatureLimit | null = limitC === null ? null : { limitKind: "min", limitC };
  return (
    <TemperatureAct
      key={dishRunId}
      {...props}
      title={copy.t("acts.temperature.core-title")}
      draftName={`core.${dishRunId}`}
      pointCount={numberOf(coreProbePointCount)}
      limit={limit}
      facts={
        <>
          <LimitFact limit={limit} />
          <LastReading
            checkKind="core-temperature"
            batchId={batch.batchId}
            dishRunId={dishRunId}
            serviceDate={batch.serviceDate}
          />
        </>
      }
      actionCodes={run.status === "cooked" ? AFTER_COOKING : WHILE_COOKING}
      isColdPossible={false}
      reason={reason}
      save={async (readingsC, action) => {
        const outcome = await record(
          recordCoreTemperatureRef,
          {
            checkId: commands.makeId("check"),
            batchId: batch.batchId,
            dishRunId,
            readingsC: [...readingsC],
            ...(action === null ? {} : { action }),
          },
          { summary: `${dishName} · ${units.temperature(Math.min(...readingsC))}` },
        );
        if (outcome.kind === "kept" && action !== null) setRemeasure({ dishRunId, dishName, fromAtMs: clock.nowMs() });
        return outcome;
      }}
    />
  );
}
