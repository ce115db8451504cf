import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import type { ServiceDayClosingRow } from "#domains/site/queries.ts";
import { whyDayKindNotSet } from "#domains/site/rules.ts";
import { DAY_KINDS, type DayKind } from "#domains/site/vocabulary.ts";
import { clockTimeFromMs } from "#kernel/time.ts";
import { setServiceDayKindRef } from "#renderer/domains/site/site-refs.ts";
import { useServiceDayBoundary } from "#renderer/domains/site/use-service-date.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useAct, useOutcomeWords, useRejectionWords } from "#renderer/faces/manager/act/use-act.ts";
import { clockFromText, msInServiceDay } from "#renderer/faces/manager/plan/field-reader.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./day.module.css";

const REASON_MAX_COUNT = 500;
/** On a regular day the standard's floor holds; only packed days have one of their own. */
const KINDS_WITH_FLOOR: readonly DayKind[] = ["dry-pack", "ramadan"];

/** What kind of day it is to be; the kitchen takes no change once work has begun. */
export function DayKindPanel(props: { readonly day: ServiceDayClosingRow }) {
  const { day } = props;
  const { t } = useManagerCopy();
  const { timeZone } = useServiceDay();
  const boundary = useServiceDayBoundary(day.serviceDate);
  const toast = useToast();
  const { grant } = useAct();
  const outcomeWords = useOutcomeWords();
  const whyNot = useWhyNotPermitted();
  const why = useWhyNotThisKind();
  const floorBefore = day.cookFloorAtMs === null ? "" : clockTimeFromMs(day.cookFloorAtMs, timeZone);
  const [dayKind, setDayKind] = useState<DayKind>(day.dayKind);
  const [floor, setFloor] = useState(floorBefore);
  const [reason, setReason] = useState("");
  const [trouble, setTrouble] = useState<string | null>(null);
  const hasFloor = KINDS_WITH_FLOOR.includes(dayKind);
  const floorClock = hasFloor && floor.trim() !== "" ? clockFromText(floor) : null;
  const isFloorWrong = hasFloor && floor.trim() !== "" && floorClock === null;
  const isChanged = dayKind !== day.dayKind || (hasFloor && floor.trim() !== floorBefore);
  const missing =
    whyNot("day.close") ??
    why(day, dayKind) ??
    (isFloorWrong ? t("day.kind.floor-wrong") : isChanged ? null : t("day.kind.unchanged"));
  const save = async () => {
    const { serviceDate } = day;
    const outcome = await grant(setServiceDayKindRef, {
      serviceDate,
      dayKind,
      ...(floorClock === null
        ? {}
        : { cookFloorAtMs: msInServiceDay({ serviceDate, timeZone, boundary }, floorClock) }),
      ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
    });
    setTrouble(outcomeWords(outcome));
    if (outcome.kind === "accepted") toast({ text: t("day.kind.saved") });
  };
  return (
    <Panel title={t("day.kind.title")} note={t("day.kind.note")}>
      <div className={styles.form}>
        <NativeSelect
          label={t("day.kind.field")}
          data={DAY_KINDS.map((kind) => ({ value: kind, label: t(`day.kind.${kind}`) }))}
          value={dayKind}
          onChange={(event) => {
            const { value } = event.currentTarget;
            setDayKind(DAY_KINDS.find((kind) => kind === value) ?? day.dayKind);
          }}
        />
        {hasFloor ? (
          <TextInput
            label={t("day.kind.floor")}
            description={t("day.kind.floor-hint")}
            inputMode="numeric"
            value={floor}
            error={isFloorWrong ? t("day.kind.floor-wrong") : null}
            onChange={(event) => setFloor(event.currentTarget.value)}
          />
        ) : null}
        <TextInput
          label={t("day.kind.reason")}
          maxLength={REASON_MAX_COUNT}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        {trouble === null ? null : (
          <p role="alert" className={styles.trouble}>
            {trouble}
          </p>
        )}
        <div>
          <Button size="small" reason={missing} onPress={() => void save()}>
            {t("day.kind.save")}
          </Button>
        </div>
      </div>
    </Panel>
  );
}

/** The kitchen's own reason in words; for a holiday over a plan, what to do first. */
function useWhyNotThisKind(): (day: ServiceDayClosingRow, dayKind: DayKind) => string | null {
  const { t } = useManagerCopy();
  const rejectionWords = useRejectionWords();
  return (day, dayKind) => {
    const { serviceDate, dayStatus: status } = day;
    const refusal = whyDayKindNotSet({ serviceDate, status, dayKind }, day);
    if (refusal === null) return null;
    if (refusal.code !== "day-already-started") return rejectionWords(refusal);
    return t(day.isStarted ? "day.kind.started" : "day.kind.holiday-with-plan");
  };
}
