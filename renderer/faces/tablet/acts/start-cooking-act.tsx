import { useState } from "react";
import { assignedLeadOf, firstUnmet, startCookingPreflight, type DishStock } from "#domains/production/rules.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useCommand } from "#renderer/client/use-command.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { batchStockRef } from "#renderer/domains/inventory/inventory-refs.ts";
import { batchRef, startCookingRef } from "#renderer/domains/production/production-refs.ts";
import { useOfferContext } from "#renderer/faces/tablet/batch/use-batch.ts";
import { useStationPeople } from "#renderer/faces/tablet/tablet-context.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import { useRecord } from "#renderer/faces/tablet/work/use-record.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { IngredientTicks } from "./ingredient-ticks.tsx";
import { SignatureAct } from "./signature-act.tsx";
import { TextEntry } from "./text-entry.tsx";
import { useActExit, useSubject } from "./use-act-exit.ts";
import { useOwnReason } from "./use-own-reason.ts";
import styles from "./acts.module.css";

/** Every condition of starting a dish, each with what stands in its way; then one press. */
export function StartCookingAct(props: ActProps) {
  const { batch, run } = props;
  const copy = useTabletCopy();
  const go = useGo();
  const { clock } = useKitchen();
  const record = useRecord();
  const { askFact } = useCommand();
  const refusalWords = useRefusalWordsNow();
  const { backAction } = useActExit(props);
  const subject = useSubject(props);
  const context = useOfferContext(batch.batchId);
  const { acting } = useStationPeople();
  const isLeadOpen = run !== null && assignedLeadOf(batch, run.dishRunId) === null;
  // Where no lead was assigned whoever stands here leads, unless another is chosen.
  const [leadStaffId, setLeadStaffId] = useState(isLeadOpen ? (acting?.staffId ?? null) : null);
  const [missingItems, setMissingItems] = useState<readonly string[]>([]);
  const [writtenReason, setWrittenReason] = useState("");
  const [isWriting, setWriting] = useState(false);
  const [isSigning, setSigning] = useState(false);
  const [refusal, setRefusal] = useState<string | null>(null);
  const ownReason = useOwnReason("start-cooking", batch, run);
  const [plan] = useLiveQuery(batchRef, { batchId: batch.batchId }, { isKeptOnDisk: true }).rows;
  const stock = useDishStock(batch.batchId, run?.dishRunId ?? null);
  if (run === null) return null;
  const { dishRunId, dishName } = run;
  const isReasonGiven = writtenReason.trim() !== "";
  const lines = startCookingPreflight(batch, run, context.day, {
    leadStaffId,
    isClockUntrusted: context.isClockUntrusted,
    stock,
    isReasonGiven,
  });
  const unmet = firstUnmet(lines);
  const isStockMissing = unmet?.code === "stock-not-issued";
  const needsReason = (context.isClockUntrusted && !isReasonGiven) || isStockMissing;
  const planned = plan?.plannedDishRuns.find((candidate) => candidate.dishRunId === dishRunId);

  const body = {
    batchId: batch.batchId,
    dishRunId,
    ...(leadStaffId === null ? {} : { leadStaffId }),
    ...(missingItems.length === 0 ? {} : { missingItems: [...missingItems] }),
    ...(isReasonGiven ? { reason: writtenReason.trim() } : {}),
  };
  const goOn = () => {
    if (planned !== undefined && planned.steps.length > 0) {
      go({ screen: "act", batchId: batch.batchId, act: "cook-steps", itemId: dishRunId });
    } else go({ screen: "batch", batchId: batch.batchId, dishRunId });
  };
  const start = async () => {
    const outcome = await record(startCookingRef, body, {
      summary: copy.t("tablet.act.of-dish", { act: copy.t("tablet.act.start-cooking"), dish: dishName }),
      undo: { batchId: batch.batchId, type: "cooking-started" },
    });
    if (outcome.kind === "refused") setRefusal(refusalWords(outcome.rejection));
    else goOn();
  };
  if (isSigning) {
    return (
      <SignatureAct
        station={props.station}
        act={copy.t("tablet.act.start-cooking")}
        subject={subject}
        permission="batch.work"
        send={({ staff, signatures }) => askFact(startCookingRef, body, { staffId: staff.staffId, signatures })}
        onDone={goOn}
        onBack={() => setSigning(false)}
      />
    );
  }
  if (isWriting) {
    return (
      <TextEntry
        station={props.station}
        title={copy.t(context.isClockUntrusted ? "acts.preflight.clock-reason" : "acts.preflight.stock-reason")}
        subject={subject}
        text={writtenReason}
        onText={setWrittenReason}
        doneWord={copy.t("shared.verb.continue")}
        reason={!isReasonGiven ? copy.t("acts.reason.missing") : null}
        onDone={() => setWriting(false)}
        onBack={() => setWriting(false)}
      />
    );
  }
  return (
    <ActScreen
      station={props.station}
      title={copy.t("tablet.act.start-cooking")}
      subject={subject}
      layout="wide"
      refusal={refusal}
      primary={
        needsReason && (unmet === null || isStockMissing)
          ? {
              label: copy.t("acts.reason.write"),
              icon: isStockMissing ? "package" : "clock",
              onPress: () => setWriting(true),
            }
          : {
              label: copy.t("tablet.act.start-cooking"),
              about: dishName,
              icon: "flame",
              reason: unmet === null ? ownReason : refusalWords(unmet),
              // A clock nobody trusts cannot guard a time: whoever begins signs for it, and a number never waits on a tablet.
              onPress: () => (context.isClockUntrusted ? setSigning(true) : void start()),
            }
      }
      secondary={backAction}
      facts={<LeadChoice run={run} leadStaffId={leadStaffId} onLead={setLeadStaffId} atMs={clock.nowMs()} />}
    >
      <Preflight lines={lines} />
      {planned === undefined || planned.ingredients.length === 0 ? null : (
        <IngredientTicks run={planned} missing={missingItems} onMissing={setMissingItems} />
      )}
    </ActScreen>
  );
}

/** Every condition, met or with what stands in its way. */
function Preflight(props: { readonly lines: ReturnType<typeof startCookingPreflight> }) {
  const copy = useTabletCopy();
  const refusalWords = useRefusalWordsNow();
  return (
    <>
      <h2 className={styles["sectionTitle"]}>{copy.t("acts.preflight.title")}</h2>
      <ul className={styles["preflight"]}>
        {props.lines.map((line) => (
          <li key={line.condition}>
            <span>{copy.t(`acts.preflight.${line.condition}`)}</span>
            {line.why === null ? (
              <StateBadge state="preflight-met" token="ok" word={copy.t("acts.preflight.ok")} isWordNeutral />
            ) : (
              <StateBadge
                state="preflight-unmet"
                token="crit"
                word={refusalWords(line.why)}
                className={styles["wrap"] ?? ""}
              />
            )}
          </li>
        ))}
      </ul>
    </>
  );
}

/** What the store room knows of the dish; null while it is not known here, or the kitchen keeps none of it. */
function useDishStock(batchId: string, dishRunId: string | null): DishStock | null {
  const { rows } = useLiveQuery(batchStockRef, { batchId });
  const kept = rows.filter((row) => row.dishRunId === dishRunId && row.isKept);
  if (kept.length === 0) return null;
  return {
    notIssuedNames: kept.filter((row) => row.isIssueNeeded).map((row) => row.ingredientName),
    blockedLotCodes: kept.flatMap((row) => row.blockedLotCodes),
  };
}

/** Who leads: the assigned cook, or somebody present chosen now. */
function LeadChoice(props: {
  readonly run: NonNullable<ActProps["run"]>;
  readonly leadStaffId: string | null;
  readonly onLead: (staffId: string | null) => void;
  readonly atMs: number;
}) {
  const copy = useTabletCopy();
  const { present } = useStationPeople();
  const { run, leadStaffId } = props;
  // A tap turns to the next person present; after the last one the assigned cook leads again.
  const turn = () => {
    const index = present.findIndex(({ staffId }) => staffId === leadStaffId);
    props.onLead(present[index + 1]?.staffId ?? null);
  };
  const chosen = present.find(({ staffId }) => staffId === leadStaffId);
  const label = chosen?.name ?? run.leadName ?? copy.t("tablet.who.choose");
  return <Tile icon="chef-hat" label={label} detail={copy.t("acts.preflight.lead-question")} onPress={turn} />;
}
