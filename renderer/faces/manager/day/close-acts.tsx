import { useState } from "react";
import type { ServiceDayClosingRow } from "#domains/site/queries.ts";
import { whyDayNotClosed, whyDayNotReopened } from "#domains/site/rules.ts";
import { reopenMax } from "#domains/site/settings.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import {
  closeServiceDayRef,
  openServiceDayRef,
  reopenServiceDayRef,
  settingsRef,
} from "#renderer/domains/site/site-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct, useLoneAct, useRejectionWords } from "#renderer/faces/manager/act/use-act.ts";
import { usePersonOrNobody, useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./day.module.css";
import { useInstantWords } from "./day-words.ts";
import { ReasonDialog } from "./reason-dialog.tsx";

interface ActsProps {
  readonly day: ServiceDayClosingRow;
  /** “hari dapur Sab, 21 Nov”. */
  readonly name: string;
  readonly nowMs: number;
}

/** The one act the day's state allows. */
export function CloseActs(props: ActsProps) {
  switch (props.day.dayStatus) {
    case "planned":
      return <OpenAct {...props} />;
    case "open":
    case "reopened":
      return <CloseAct {...props} />;
    case "closed":
      return <ReopenAct {...props} />;
  }
}

function CloseAct(props: ActsProps) {
  const { day, name } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { grant } = useAct();
  const sign = useSign();
  const rejectionWords = useRejectionWords();
  const refusal = whyDayNotClosed(day.dayStatus, day);
  const reason = useWhyNotPermitted()("day.close") ?? (refusal === null ? null : rejectionWords(refusal));
  const close = () =>
    void sign({
      title: t("day.close-of", { day: name }),
      text: t("day.close-text", {
        batches: units.count(day.totals.completedBatchCount),
        portions: units.count(day.totals.portionedPortionCount),
        samples: units.count(day.totals.sampleCount),
      }),
      doneWords: t("day.closed-done"),
      send: (signatures) => grant(closeServiceDayRef, { serviceDate: day.serviceDate }, { signatures }),
    });
  return (
    <Button kind="primary" size="small" icon="lock" reason={reason} onPress={close}>
      {t("day.close")}
    </Button>
  );
}

function ReopenAct(props: ActsProps) {
  const { day, name, nowMs } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const sign = useSign();
  const instant = useInstantWords();
  const rejectionWords = useRejectionWords();
  const { serviceDate: todayDate } = useServiceDay();
  const person = usePersonOrNobody();
  const setting = useLiveQuery(
    settingsRef,
    person === null ? null : { serviceDate: todayDate, settingKey: reopenMax.key },
    person === null ? {} : { staffId: person.staffId },
  );
  const value = setting.rows[0]?.value;
  const windowMs = typeof value === "number" ? value : reopenMax.default;
  const [isAsking, setAsking] = useState(false);
  // A clock that may be wrong is judged by the kitchen PC, which alone knows.
  const refusal = whyDayNotReopened(
    { status: day.dayStatus, closedAtMs: day.closedAtMs },
    { nowMs, isClockUntrusted: false, windowMs },
  );
  const reason = useWhyNotPermitted()("day.close") ?? (refusal === null ? null : rejectionWords(refusal));
  const reopen = (words: string) =>
    void sign({
      title: t("day.reopen-of", { day: name }),
      text: t("day.reopen-text"),
      doneWords: t("day.reopened-done"),
      send: (signatures) => grant(reopenServiceDayRef, { serviceDate: day.serviceDate, reason: words }, { signatures }),
    });
  return (
    <>
      {day.closedAtMs === null || refusal !== null ? null : (
        <span className={styles.until}>{t("day.reopen-until", { at: instant(day.closedAtMs + windowMs) })}</span>
      )}
      <Button size="small" icon="undo" reason={reason} onPress={() => setAsking(true)}>
        {t("day.reopen")}
      </Button>
      {isAsking ? (
        <ReasonDialog
          title={t("day.reopen-of", { day: name })}
          text={t("day.reopen-text")}
          verb={t("day.reopen")}
          onGiven={reopen}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}

function OpenAct(props: ActsProps) {
  const { day, name } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const { run } = useLoneAct();
  const reason = useWhyNotPermitted()("day.close");
  const [isAsking, setAsking] = useState(false);
  const open = (words?: string) =>
    run(
      () =>
        grant(openServiceDayRef, { serviceDate: day.serviceDate, ...(words === undefined ? {} : { reason: words }) }),
      t("day.opened-done"),
    );
  return (
    <>
      <Button
        size="small"
        icon="circle-play"
        reason={reason}
        onPress={() => (day.dayKind === "closed" ? setAsking(true) : open())}
      >
        {t("day.open")}
      </Button>
      {isAsking ? (
        <ReasonDialog
          title={t("day.open-of", { day: name })}
          text={t("day.open-holiday")}
          verb={t("day.open")}
          onGiven={open}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
