import { useState } from "react";
import { dishesHeldTogether } from "#domains/quality/judgement.ts";
import type { GateFacts } from "#domains/quality/gate-facts.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { ActionCode } from "#renderer/domains/quality/out-of-limit.tsx";
import { recordCoolingRef, recordHoldingTemperatureRef } from "#renderer/domains/quality/quality-refs.ts";
import type { TemperatureLimit } from "#renderer/domains/quality/temperature-readout.tsx";
import { useOfferContext } from "#renderer/faces/tablet/batch/use-batch.ts";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useRecord } from "#renderer/faces/tablet/work/use-record.ts";
import type { ActProps } from "./act-props.ts";
import { LastReading, LimitFact } from "./last-reading.tsx";
import { TemperatureAct } from "./temperature-act.tsx";
import { useOwnReason } from "./use-own-reason.ts";

const HOT_ACTIONS: readonly ActionCode[] = ["reheat", "move", "discard", "other"];
const COLD_ACTIONS: readonly ActionCode[] = ["move", "discard", "other"];

/** What the batch is kept at until it leaves: of everything held together, or of one dish. */
export function HoldingAct(props: ActProps) {
  const { batch } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { commands } = useKitchen();
  const record = useRecord();
  const { gateFacts } = useOfferContext(batch.batchId);
  const reason = useOwnReason("holding-temperature", batch, null);
  // Each tap turns to the next dish that has a limit and is cooked, then back to the whole batch.
  const [turn, setTurn] = useState(0);
  const choices: readonly (string | null)[] = [null, ...measurableDishIds(gateFacts)];
  const dishRunId = choices[turn % choices.length] ?? null;
  const dish = gateFacts?.dishRuns.find((candidate) => candidate.dishRunId === dishRunId);
  const limit = holdingLimit(gateFacts, dishRunId);
  const isCold = limit?.limitKind === "max";
  const whole = copy.t(isCold ? "acts.temperature.whole-batch-cold" : "acts.temperature.whole-batch");
  const name = dish?.dishName ?? whole;
  return (
    <TemperatureAct
      key={dishRunId ?? "batch"}
      {...props}
      run={null}
      title={copy.t("acts.temperature.holding-title")}
      draftName={`holding.${dishRunId ?? batch.batchId}`}
      pointCount={1}
      limit={limit}
      facts={
        <>
          <LimitFact limit={limit} />
          <LastReading
            checkKind="holding-temperature"
            batchId={batch.batchId}
            dishRunId={dishRunId}
            serviceDate={batch.serviceDate}
          />
          {choices.length < 2 ? null : (
            <Tile
              icon="thermometer"
              label={name}
              detail={copy.t("acts.temperature.which")}
              onPress={() => setTurn(turn + 1)}
            />
          )}
        </>
      }
      actionCodes={isCold ? COLD_ACTIONS : HOT_ACTIONS}
      isColdPossible={isCold}
      reason={reason}
      save={(readingsC, action) =>
        record(
          recordHoldingTemperatureRef,
          {
            checkId: commands.makeId("check"),
            batchId: batch.batchId,
            readingsC: [...readingsC],
            ...(dishRunId === null ? {} : { dishRunId }),
            ...(action === null ? {} : { action }),
          },
          { summary: `${name} · ${units.temperature(readingsC[0] ?? 0)}` },
        )
      }
    />
  );
}

function measurableDishIds(gateFacts: GateFacts | null): readonly string[] {
  const dishes = (gateFacts?.dishRuns ?? []).filter(
    ({ holdingLimit: limit, cookedAtMs }) => limit !== null && cookedAtMs !== null,
  );
  return dishes.length < 2 ? [] : dishes.map(({ dishRunId }) => dishRunId);
}

/** The limit of one dish, or the strictest of what the batch holds together. */
function holdingLimit(gateFacts: GateFacts | null, dishRunId: string | null): TemperatureLimit | null {
  if (gateFacts === null) return null;
  const dishes =
    dishRunId === null
      ? dishesHeldTogether(gateFacts.dishRuns)
      : gateFacts.dishRuns.filter((dish) => dish.dishRunId === dishRunId);
  const limits = dishes.flatMap(({ holdingLimit: limit }) => (limit === null ? [] : [limit]));
  const [strictest] = limits.toSorted((left, right) =>
    left.limitKind === "min" ? right.limitC - left.limitC : left.limitC - right.limitC,
  );
  return strictest ?? null;
}

/** The cooling log of a dish kept for later; the kitchen knows what the curve asks at this hour. */
export function CoolingAct(props: ActProps) {
  const { batch, run } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const { commands } = useKitchen();
  const record = useRecord();
  const reason = useOwnReason("cooling", batch, run);
  if (run === null) return null;
  const { dishRunId, dishName } = run;
  return (
    <TemperatureAct
      key={dishRunId}
      {...props}
      title={copy.t("acts.temperature.cooling-title")}
      draftName={`cooling.${dishRunId}`}
      pointCount={1}
      limit={null}
      untoldLimitKind="max"
      facts={
        <LastReading
          checkKind="cooling"
          batchId={batch.batchId}
          dishRunId={dishRunId}
          serviceDate={batch.serviceDate}
        />
      }
      actionCodes={COLD_ACTIONS}
      isColdPossible
      reason={reason}
      save={(readingsC, action) =>
        record(
          recordCoolingRef,
          {
            checkId: commands.makeId("check"),
            batchId: batch.batchId,
            dishRunId,
            temperatureC: readingsC[0] ?? 0,
            ...(action === null ? {} : { action }),
          },
          { summary: `${dishName} · ${units.temperature(readingsC[0] ?? 0)}` },
        )
      }
    />
  );
}
