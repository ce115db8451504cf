import { useState } from "react";
import type { GateFacts } from "#domains/quality/gate-facts.ts";
import { failedGates, releaseGates, whyNotReleased } from "#domains/quality/rules.ts";
import type { GateResult } from "#domains/quality/values.ts";
import type { Rejection } from "#kernel/rejections.ts";
import { useCommand } from "#renderer/client/use-command.ts";
import { useConnectionState, useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { GateList } from "#renderer/domains/quality/gate-list.tsx";
import { batchQualityRef, overrideReleaseRef, releaseBatchRef } from "#renderer/domains/quality/quality-refs.ts";
import { useOfferContext } from "#renderer/faces/tablet/batch/use-batch.ts";
import { useTablet } from "#renderer/faces/tablet/tablet-context.tsx";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import { useIsNarrow } from "#renderer/faces/tablet/use-is-narrow.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";
import { Button } from "#renderer/ui/button.tsx";
import { ActScreen } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { actThatFixes } from "./gate-fixes.ts";
import { SignatureAct } from "./signature-act.tsx";
import { TextEntry } from "./text-entry.tsx";
import { useActExit, useSubject } from "./use-act-exit.ts";

type Step = "gates" | "clock-reason" | "sign-release" | "override-reason" | "sign-override";

/** Every gate with ✓ or what is missing; then a signature. A named person may go past the gates that allow it. */
export function ReleaseAct(props: ActProps) {
  const { batch } = props;
  const [quality] = useLiveQuery(batchQualityRef, { batchId: batch.batchId }, { isKeptOnDisk: true }).rows;
  const copy = useTabletCopy();
  const { backAction } = useActExit({ batch, run: null });
  const subject = useSubject({ batch, run: null });
  if (quality === undefined) {
    return (
      <ActScreen
        station={props.station}
        title={copy.t("acts.release.title")}
        subject={subject}
        layout="whole"
        primary={null}
        secondary={backAction}
      >
        <p>{copy.t("shared.loading")}</p>
      </ActScreen>
    );
  }
  return (
    <Gates {...props} subject={subject} gateFacts={quality.gateFacts} reasonMinCount={quality.overrideReasonMinCount} />
  );
}

function Gates(
  props: ActProps & { readonly subject: string; readonly gateFacts: GateFacts; readonly reasonMinCount: number },
) {
  const { batch, gateFacts, subject, reasonMinCount } = props;
  const copy = useTabletCopy();
  const go = useGo();
  const { nowMs, timeZone } = useKitchenTime();
  const { askGrant } = useCommand();
  const { showToast } = useTablet();
  const { phase } = useConnectionState();
  const refusalWords = useRefusalWordsNow();
  const { leave, backAction } = useActExit({ batch, run: null });
  const { isClockUntrusted } = useOfferContext(batch.batchId);
  const missingWords = useMissingWords();
  const [step, setStep] = useState<Step>("gates");
  const [words, setWords] = useState("");
  const gates = releaseGates(gateFacts, { nowMs, isClockUntrusted });
  const failed = failedGates(gates);
  const whyNot = whyNotReleased(gateFacts, gates, { hasClockReason: true });
  const away = phase === "open" ? null : copy.t("tablet.save.away");
  const done = () => {
    showToast({ text: copy.t("tablet.act.of-dish", { act: copy.t("shared.batch.released"), dish: subject }) });
    leave();
  };
  const text = words.trim();
  switch (step) {
    case "gates":
      return (
        <ActScreen
          station={props.station}
          title={copy.t("acts.release.title")}
          subject={subject}
          layout="whole"
          facts={
            failed.length === 0 || gateFacts.batchStatus !== "ready" || gateFacts.qualityStatus !== "open" ? null : (
              <Button
                kind="danger"
                icon="lock"
                reason={away ?? overrideBlocker(failed, copy)}
                onPress={() => setStep("override-reason")}
              >
                {copy.t("acts.release.override")}
              </Button>
            )
          }
          primary={{
            label: copy.t("acts.release.do"),
            icon: "circle-check",
            reason: away ?? missingWords(whyNot, failed) ?? (whyNot === null ? null : refusalWords(whyNot)),
            onPress: () => setStep(isClockUntrusted ? "clock-reason" : "sign-release"),
          }}
          secondary={backAction}
        >
          <GateList
            gates={gates}
            timeZone={timeZone}
            onFix={(gate) => {
              const fix = actThatFixes(gate, batch);
              if (fix !== null) go(fix);
            }}
            canFix={(gate) => actThatFixes(gate, batch) !== null}
          />
        </ActScreen>
      );
    case "clock-reason":
    case "override-reason": {
      const minCount = step === "override-reason" ? reasonMinCount : 1;
      return (
        <TextEntry
          station={props.station}
          title={copy.t(step === "override-reason" ? "acts.release.override-title" : "acts.release.clock-reason")}
          subject={subject}
          text={words}
          onText={setWords}
          doneWord={copy.t("shared.verb.continue")}
          reason={text.length < minCount ? copy.t("acts.reason.too-short", { count: minCount - text.length }) : null}
          hint={<p>{copy.t("acts.reason.length", { count: text.length, min: minCount })}</p>}
          onDone={() => setStep(step === "override-reason" ? "sign-override" : "sign-release")}
          onBack={() => setStep("gates")}
        />
      );
    }
    case "sign-release":
      return (
        <SignatureAct
          station={props.station}
          act={copy.t("acts.release.do")}
          subject={subject}
          permission="quality.release"
          send={({ staff, signatures }) =>
            askGrant(
              releaseBatchRef,
              { batchId: batch.batchId, ...(isClockUntrusted ? { clockReason: text } : {}) },
              { staffId: staff.staffId, signatures },
            )
          }
          onDone={done}
          onBack={() => setStep("gates")}
        />
      );
    case "sign-override":
      return (
        <SignatureAct
          station={props.station}
          act={copy.t("acts.release.override-title")}
          subject={subject}
          permission="quality.override"
          send={({ staff, signatures }) =>
            askGrant(
              overrideReleaseRef,
              { batchId: batch.batchId, reason: text },
              { staffId: staff.staffId, signatures },
            )
          }
          onDone={done}
          onBack={() => setStep("gates")}
        />
      );
  }
}

/** From so many on, a narrow button counts the gates its list names right above. */
const GATES_COUNTED_FROM = 4;

/** Names the gates that are missing; other refusals have words of their own. */
function useMissingWords(): (whyNot: Rejection | null, failed: readonly GateResult[]) => string | null {
  const copy = useTabletCopy();
  const isNarrow = useIsNarrow();
  return (whyNot, failed) => {
    if (whyNot?.code !== "gate-failed") return null;
    if (isNarrow && failed.length >= GATES_COUNTED_FROM) {
      return copy.t("acts.release.missing-count", { count: failed.length });
    }
    return copy.t("acts.release.missing", {
      names: failed.map(({ gate }) => copy.t(`acts.release.gate.${gate}`)).join(", "),
    });
  };
}

/** The first gate nobody may go past. */
function overrideBlocker(failed: readonly GateResult[], copy: ReturnType<typeof useTabletCopy>): string | null {
  const fixed = failed.find(({ isOverridable }) => !isOverridable);
  return fixed === undefined
    ? null
    : copy.t("acts.release.override-why-not", { gate: copy.t(`acts.release.gate.${fixed.gate}`) });
}
