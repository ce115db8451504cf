import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { BoardBatch } from "#domains/production/board.ts";
import type { ServiceDayClosingRow } from "#domains/site/queries.ts";
import { whyDayNotClosed } from "#domains/site/rules.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./day.module.css";

/** Everything that keeps the day from closing, each by its name and with the way to it; the same rule rejects the command. */
export function HurdlesPanel(props: { readonly day: ServiceDayClosingRow; readonly batches: readonly BoardBatch[] }) {
  const { day } = props;
  const { t } = useManagerCopy();
  const refusal = whyDayNotClosed(day.dayStatus, day);
  return (
    <Panel title={t("day.hurdles.title")}>
      {refusal === null ? (
        <StateBadge state="day-closable" token="ok" word={t("day.hurdles.none")} />
      ) : refusal.code === "wrong-state" ? (
        <p>{t(day.dayStatus === "closed" ? "day.hurdles.closed" : "day.hurdles.not-open")}</p>
      ) : (
        <Hurdles {...props} />
      )}
    </Panel>
  );
}

function Hurdles(props: { readonly day: ServiceDayClosingRow; readonly batches: readonly BoardBatch[] }) {
  const { day, batches } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const batchOf = (batchId: string) => batches.find((batch) => batch.batchId === batchId);
  const nameOf = (batchId: string) => {
    const batch = batchOf(batchId);
    return batch === undefined ? t("day.hurdles.batch-unknown") : `K${batch.kloterNumber} ${batch.label}`;
  };
  const { sampleCount } = day.totals;
  const isDayShort = day.totals.completedBatchCount > 0 && sampleCount < day.sampleMinCount;
  return (
    <ul className={styles.hurdles}>
      {day.openBatchIds.map((batchId) => {
        const status = batchOf(batchId)?.status ?? "planned";
        return (
          <Hurdle
            key={batchId}
            state="day-open-batch"
            word={t("day.hurdles.open-batch", { batch: nameOf(batchId), status: t(`shared.batch.${status}`) })}
          >
            <Link
              to="/dapur/kloter/$batchId"
              params={{ batchId }}
              aria-label={t("day.hurdles.open-kloter-of", { batch: nameOf(batchId) })}
            >
              {t("day.hurdles.open-kloter")}
            </Link>
          </Hurdle>
        );
      })}
      {day.missingSampleBatchIds.map((batchId) => (
        <Hurdle
          key={batchId}
          state="day-missing-sample"
          word={t("day.hurdles.missing-sample", {
            batch: nameOf(batchId),
            count: units.count(day.batchSampleMinCount),
          })}
        >
          <SamplesLink day={day} label={t("day.hurdles.open-samples-of", { batch: nameOf(batchId) })} />
        </Hurdle>
      ))}
      {isDayShort ? (
        <Hurdle
          state="day-samples-missing"
          word={t("day.hurdles.day-samples", {
            stored: units.count(sampleCount),
            min: units.count(day.sampleMinCount),
          })}
        >
          <SamplesLink day={day} label={t("day.hurdles.open-samples")} />
        </Hurdle>
      ) : null}
    </ul>
  );
}

function SamplesLink(props: { readonly day: ServiceDayClosingRow; readonly label: string }) {
  const { t } = useManagerCopy();
  const { serviceDate: todayDate } = useServiceDay();
  const { serviceDate } = props.day;
  return (
    <Link
      to="/mutu"
      search={{ bagian: "sampel", hari: serviceDate === todayDate ? undefined : serviceDate }}
      aria-label={props.label}
    >
      {t("day.hurdles.open-samples")}
    </Link>
  );
}

function Hurdle(props: { readonly state: string; readonly word: string; readonly children: ReactNode }) {
  return (
    <li className={styles.hurdle} tabIndex={-1} data-row={props.state}>
      <StateBadge state={props.state} token="warn" word={props.word} isWordNeutral className={styles.word} />
      {props.children}
    </li>
  );
}
