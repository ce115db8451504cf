import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { SampleRow } from "#domains/quality/queries.ts";
import { sampleDueState, whyNotDisposed, type SampleDueState } from "#domains/quality/rules.ts";
import { disposeSampleRef, samplesRef } from "#renderer/domains/quality/quality-refs.ts";
import { localFromMs } from "#kernel/time.ts";
import { Button } from "#renderer/ui/button.tsx";
import type { IconName } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct, useRejectionWords } from "#renderer/faces/manager/act/use-act.ts";
import { kloterName } from "#renderer/faces/manager/kitchen/kloter-name.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { isoFromMs } from "#renderer/faces/manager/table/csv.ts";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./quality.module.css";

const DUE_LOOK: Readonly<Record<SampleDueState, { readonly token: StateToken; readonly icon?: IconName }>> = {
  taken: { token: "text", icon: "flask-conical" },
  stored: { token: "text", icon: "archive" },
  "due-soon": { token: "warn" },
  due: { token: "crit" },
  disposed: { token: "text", icon: "check" },
};

/** The bank sampel: what is kept where, until when; disposing takes two numbers. */
export function SamplesPanel() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const { nowMs } = useKitchenTime(10_000);
  const { rows, status } = useLiveQuery(samplesRef, {});
  const dayAndClock = (atMs: number | null) =>
    atMs === null ? NO_VALUE : `${units.dayAndMonth(localFromMs(atMs, timeZone).date)} ${units.clock(atMs, timeZone)}`;
  const time = (id: string, header: string, atMs: (row: SampleRow) => number | null): DataColumn<SampleRow> => ({
    id,
    header,
    value: atMs,
    cell: (row) => dayAndClock(atMs(row)),
    exported: (row) => {
      const at = atMs(row);
      return at === null ? null : isoFromMs(at, timeZone);
    },
  });
  const columns: ReadonlyArray<DataColumn<SampleRow>> = [
    {
      id: "code",
      header: t("kitchen.column.code"),
      value: (row) => row.sampleCode,
      cell: (row) => <span className={styles.code}>{row.sampleCode}</span>,
    },
    { id: "batch", header: t("kitchen.column.batch"), value: (row) => kloterName(row.batchCode) ?? NO_VALUE },
    { id: "count", header: t("kitchen.column.portions"), value: (row) => row.portionCount, isFigure: true },
    { id: "place", header: t("quality.sample.place"), value: (row) => row.storagePlaceCode ?? NO_VALUE },
    {
      id: "temperature",
      header: t("quality.column.temperature"),
      value: (row) => row.temperatureC,
      cell: (row) => (row.temperatureC === null ? NO_VALUE : units.temperature(row.temperatureC)),
      isFigure: true,
    },
    time("taken", t("quality.sample.taken"), (row) => row.takenAtMs),
    time("dispose", t("quality.sample.dispose-after"), (row) => row.disposeAfterAtMs),
    {
      id: "state",
      header: t("kitchen.column.status"),
      value: (row) => t(`shared.sample.${sampleDueState(row, nowMs)}`),
      cell: (row) => {
        const state = sampleDueState(row, nowMs);
        const look = DUE_LOOK[state];
        return (
          <StateBadge
            state={`sample-${state}`}
            token={look.token}
            word={t(`shared.sample.${state}`)}
            {...(look.icon === undefined ? {} : { icon: look.icon })}
          />
        );
      },
    },
    { id: "who", header: t("kitchen.column.person"), value: (row) => row.staffName ?? NO_VALUE },
  ];
  return (
    <Panel title={t("quality.tab.sampel")}>
      <DataTable
        caption={t("quality.tab.sampel")}
        isCaptionHidden
        report="bank-sampel"
        source={{ table: "samples" }}
        columns={columns}
        rows={rows}
        rowKey={(row) => row.sampleId}
        emptyText={status === "loading" ? t("shared.loading") : t("quality.sample.none")}
        actions={{
          header: t("kitchen.column.act"),
          cell: (row) => <DisposeButton row={row} nowMs={nowMs} />,
        }}
      />
    </Panel>
  );
}

function DisposeButton(props: { readonly row: SampleRow; readonly nowMs: number }) {
  const { row, nowMs } = props;
  const { t } = useManagerCopy();
  const { grant } = useAct();
  const sign = useSign();
  const whyNot = useWhyNotPermitted();
  const rejection = useRejectionWords();
  if (row.status === "disposed") return null;
  const refusal = whyNotDisposed(row, { nowMs, isClockUntrusted: false }, { hasClockReason: false });
  return (
    <Button
      size="small"
      label={t("quality.sample.dispose-of", { sample: row.sampleCode })}
      reason={whyNot("quality.check") ?? (refusal === null ? null : rejection(refusal))}
      onPress={() =>
        void sign({
          title: t("quality.sample.dispose-of", { sample: row.sampleCode }),
          text: t("quality.sample.dispose-text"),
          witnessLabel: t("quality.sample.witness"),
          doneWords: t("quality.sample.disposed", { sample: row.sampleCode }),
          send: (signatures) =>
            grant(disposeSampleRef, { sampleId: row.sampleId, batchId: row.batchId }, { signatures }),
        })
      }
    >
      {t("quality.sample.dispose")}
    </Button>
  );
}
