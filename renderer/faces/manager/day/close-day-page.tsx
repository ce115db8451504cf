import { useNavigate, useSearch } from "@tanstack/react-router";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { BoardBatch } from "#domains/production/board.ts";
import type { ServiceDayClosingRow } from "#domains/site/queries.ts";
import { productionBoardRef } from "#renderer/domains/production/production-refs.ts";
import { serviceDayClosingRef } from "#renderer/domains/site/site-refs.ts";
import { DaySwitch } from "#renderer/faces/manager/kitchen/day-switch.tsx";
import { usePersonOrNobody } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Page } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./day.module.css";
import { CloseActs } from "./close-acts.tsx";
import { DayKindPanel } from "./day-kind-panel.tsx";
import { DayStatePanel } from "./day-state-panel.tsx";
import { HurdlesPanel } from "./hurdles-panel.tsx";
import { TotalsPanel } from "./totals-panel.tsx";

/** “Tutup hari”: what stands in the way, what will be frozen, the signature; afterwards, the way back within its window. */
export function CloseDayPage() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const navigate = useNavigate();
  const { hari } = useSearch({ from: "/dapur/tutup" });
  const { serviceDate: todayDate } = useServiceDay();
  const serviceDate = hari ?? todayDate;
  const { nowMs } = useKitchenTime(10_000);
  const person = usePersonOrNobody();
  const { rows, status } = useLiveQuery(
    serviceDayClosingRef,
    person === null ? null : { serviceDate },
    person === null ? {} : { staffId: person.staffId },
  );
  const board = useLiveQuery(productionBoardRef, { serviceDate }, { isKeptOnDisk: true });
  const day = rows[0];
  const go = (next: string) =>
    void navigate({ to: "/dapur/tutup", search: { hari: next === todayDate ? undefined : next } });
  return (
    <Page
      title={t("day.title")}
      actions={day === undefined ? null : <CloseActs day={day} name={units.kitchenDay(serviceDate)} nowMs={nowMs} />}
    >
      <DaySwitch serviceDate={serviceDate} onChange={go} />
      {day === undefined ? (
        <EmptyState text={status === "loading" ? t("shared.loading") : t("shared.no-data")} />
      ) : (
        <Day key={serviceDate} day={day} batches={board.rows} />
      )}
    </Page>
  );
}

function Day(props: { readonly day: ServiceDayClosingRow; readonly batches: readonly BoardBatch[] }) {
  const { day, batches } = props;
  return (
    <div className={styles.columns}>
      <div className={styles.column}>
        <DayStatePanel day={day} />
        <HurdlesPanel day={day} batches={batches} />
      </div>
      <div className={styles.column}>
        <TotalsPanel day={day} />
        <DayKindPanel key={`${day.dayKind} ${String(day.cookFloorAtMs)}`} day={day} />
      </div>
    </div>
  );
}
