import { useEffect, useState, type ReactNode } from "react";
import type { Rejection } from "#kernel/rejections.ts";
import { worstReading, temperatureOutcome } from "#domains/quality/judgement.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { OutOfLimitSheet, type ActionCode } from "#renderer/domains/quality/out-of-limit.tsx";
import {
  emptyPoints,
  isTemperaturePoints,
  missingPointCount,
  moveToNextPoint,
  pressAtPoint,
  readingsFromPoints,
  selectPoint,
  type TemperaturePoints,
} from "#renderer/domains/quality/temperature-points.ts";
import { TemperatureReadout, type TemperatureLimit } from "#renderer/domains/quality/temperature-readout.tsx";
import { temperatureFromEntry, type TemperatureKey } from "#renderer/domains/quality/temperature-entry.ts";
import { WhoTile } from "#renderer/faces/tablet/frame/side.tsx";
import { Tile } from "#renderer/faces/tablet/frame/tile.tsx";
import { playUnsafe } from "#renderer/faces/tablet/device/sounds.ts";
import { useDraft } from "#renderer/faces/tablet/work/draft.ts";
import type { RecordOutcome } from "#renderer/faces/tablet/work/use-record.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";
import { DigitPad, MinusKey } from "./digit-pad.tsx";
import { TextEntry } from "./text-entry.tsx";
import { ActScreen, Refusal } from "./act-screen.tsx";
import type { ActProps } from "./act-props.ts";
import { useActExit, useSubject } from "./use-act-exit.ts";
import styles from "./acts.module.css";

/** What is done about a reading that fails; `reason` is asked of “Lainnya”. */
export interface ReadingAction {
  readonly actionCode: ActionCode;
  readonly reason?: string;
}

/**
 * Digits, probe points, the limit above them, and the red sheet: a reading out of its limit has no way to be saved but
 * with an action. What is typed survives a reload.
 */
export function TemperatureAct(
  props: ActProps & {
    readonly title: string;
    readonly draftName: string;
    readonly pointCount: number;
    readonly limit: TemperatureLimit | null;
    /** Which way the limit runs that only the kitchen knows (the cooling curve). */
    readonly untoldLimitKind?: TemperatureLimit["limitKind"];
    readonly facts: ReactNode;
    readonly actionCodes: readonly ActionCode[];
    readonly isColdPossible: boolean;
    /** Why it cannot be saved whatever was typed: who acts, a hold. */
    readonly reason: string | null;
    readonly save: (readingsC: readonly number[], action: ReadingAction | null) => Promise<RecordOutcome>;
  },
) {
  const { limit, pointCount } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const refusalWords = useRefusalWordsNow();
  const { leave, backAction } = useActExit(props);
  const subject = useSubject(props);
  const [points, setPoints, discard] = useDraft<TemperaturePoints>(props.draftName, emptyPoints(pointCount), (kept) =>
    isTemperaturePoints(kept, pointCount),
  );
  const [isSheetOpen, setSheetOpen] = useState(false);
  const [toldLimit, setToldLimit] = useState<TemperatureLimit | null>(null);
  const [refusal, setRefusal] = useState<string | null>(null);
  const readings = readingsFromPoints(points);
  const judgedBy = toldLimit ?? limit;

  const save = async (action: ReadingAction | null) => {
    if (readings === null) return;
    const outcome = await props.save(readings, action);
    if (outcome.kind === "kept") {
      discard();
      leave();
      return;
    }
    const told = limitFromRefusal(outcome.rejection);
    if (told !== null) {
      // The kitchen knows a stricter limit than this tablet: its word counts.
      setToldLimit({ limitKind: judgedBy?.limitKind ?? props.untoldLimitKind ?? "min", limitC: told });
      setSheetOpen(true);
    } else setRefusal(refusalWords(outcome.rejection));
  };
  if (isSheetOpen && readings !== null && judgedBy !== null) {
    return (
      <OutOfLimitAct
        {...props}
        subject={subject}
        worstC={worstReading(readings, judgedBy.limitKind)}
        limit={judgedBy}
        refusal={refusal}
        onAgain={() => setSheetOpen(false)}
        onSave={save}
      />
    );
  }
  const press = (key: TemperatureKey) => setPoints(pressAtPoint(points, key));
  const missing = missingPointCount(points);
  const active = points.entries[points.activeIndex];
  const isActiveTyped = active !== undefined && temperatureFromEntry(active) !== null;
  const worst = readings === null || judgedBy === null ? null : worstReading(readings, judgedBy.limitKind);
  const shown = worst ?? readings?.[0] ?? null;
  return (
    <ActScreen
      station={props.station}
      title={props.title}
      subject={subject}
      layout="keypad"
      facts={
        <>
          {props.facts}
          <WhoTile />
          <Refusal reason={refusal} />
        </>
      }
      entry={
        <>
          <TemperatureReadout
            points={points}
            limit={judgedBy}
            onPoint={(index) => setPoints(selectPoint(points, index))}
          />
          {props.isColdPossible ? <MinusKey onMinus={() => press("minus")} /> : null}
        </>
      }
      primary={
        missing > 0 && pointCount > 1 && isActiveTyped
          ? {
              label: copy.t("acts.temperature.next-point"),
              icon: "arrow-right",
              onPress: () => setPoints(moveToNextPoint(points)),
            }
          : {
              label:
                shown === null
                  ? copy.t("tablet.save.plain")
                  : copy.t("tablet.save.value", { value: units.temperature(shown) }),
              icon: "check",
              reason:
                props.reason ??
                (missing === 0
                  ? null
                  : pointCount > 1
                    ? copy.t("acts.temperature.points-missing", { count: missing })
                    : copy.t("acts.temperature.digits-missing")),
              onPress: () => {
                if (isOutOfLimit(worst, judgedBy)) setSheetOpen(true);
                else void save(null);
              },
            }
      }
      secondary={backAction}
    >
      <DigitPad onKey={press} decimalMark={copy.language === "id" ? "," : "."} />
    </ActScreen>
  );
}

function isOutOfLimit(worstC: number | null, limit: TemperatureLimit | null): boolean {
  return worstC !== null && limit !== null && temperatureOutcome(worstC, limit) === "fail";
}

/** The red sheet as a screen of its own: it ends with an action, or goes back to the digits. */
function OutOfLimitAct(
  props: ActProps & {
    readonly title: string;
    readonly subject: string;
    readonly actionCodes: readonly ActionCode[];
    readonly reason: string | null;
    readonly worstC: number;
    readonly limit: TemperatureLimit;
    readonly refusal: string | null;
    readonly onAgain: () => void;
    readonly onSave: (action: ReadingAction) => Promise<void>;
  },
) {
  const copy = useTabletCopy();
  const units = useUnits();
  const [actionCode, setActionCode] = useState<ActionCode | null>(null);
  const [isWriting, setWriting] = useState(false);
  const [reasonText, setReasonText] = useState("");
  useEffect(() => playUnsafe(), []);
  if (isWriting) {
    return (
      <TextEntry
        station={props.station}
        title={copy.t("acts.out.reason")}
        subject={props.subject}
        text={reasonText}
        onText={setReasonText}
        doneWord={copy.t("shared.verb.continue")}
        reason={reasonText.trim() === "" ? copy.t("acts.out.reason-missing") : null}
        onDone={() => setWriting(false)}
        onBack={() => setWriting(false)}
      />
    );
  }
  const isReasonMissing = actionCode === "other" && reasonText.trim() === "";
  const action = actionCode === null ? "" : copy.t(`acts.out.${actionCode}`);
  return (
    <ActScreen
      station={props.station}
      title={props.title}
      subject={props.subject}
      layout="whole"
      refusal={props.refusal}
      primary={{
        label:
          actionCode === null
            ? copy.t("tablet.save.value", { value: units.temperature(props.worstC) })
            : copy.t("acts.out.save", { value: units.temperature(props.worstC), action }),
        icon: "check",
        reason:
          props.reason ??
          (actionCode === null
            ? copy.t("acts.out.choose")
            : isReasonMissing
              ? copy.t("acts.out.reason-missing")
              : null),
        onPress: () => {
          if (actionCode === null) return;
          const reason = reasonText.trim();
          void props.onSave(reason === "" ? { actionCode } : { actionCode, reason });
        },
      }}
      secondary={{ label: copy.t("acts.out.again"), icon: "undo", onPress: props.onAgain }}
    >
      <OutOfLimitSheet
        worstC={props.worstC}
        limit={props.limit}
        actionCodes={props.actionCodes}
        chosen={actionCode}
        onChoose={(chosen) => {
          setActionCode(chosen);
          if (chosen === "other") setWriting(true);
        }}
      />
      {reasonText.trim() === "" ? null : (
        <div className={styles["belowSheet"]}>
          <Tile label={copy.t("acts.out.reason")} detail={reasonText} icon="info" onPress={() => setWriting(true)} />
        </div>
      )}
    </ActScreen>
  );
}

function limitFromRefusal(rejection: Rejection): number | null {
  if (rejection.code !== "corrective-action-missing" || !("limitC" in rejection)) return null;
  return typeof rejection.limitC === "number" ? rejection.limitC : null;
}
