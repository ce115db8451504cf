import { useMemo, useState } from "react";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { NO_VALUE } from "#renderer/copy/units.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { CheckRow } from "#domains/quality/queries.ts";
import { checksRef } from "#renderer/domains/quality/quality-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import { kloterName } from "#renderer/faces/manager/kitchen/kloter-name.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { isoFromMs } from "#renderer/faces/manager/table/csv.ts";
import { DataTable, type DataColumn } from "#renderer/faces/manager/table/data-table.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { checkPairs, type CheckPair } from "./check-pairs.ts";
import { useCheckWords } from "./check-words.ts";
import { CorrectDialog, isCorrectableHere } from "./correct-dialog.tsx";
import styles from "./quality.module.css";
import { OutcomeBadge } from "./temperature-panel.tsx";

/** Every check of the day; a corrected one shows the original beside the correction. */
export function ChecksPanel(props: { readonly serviceDate: string }) {
  const { serviceDate } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const words = useCheckWords();
  const whyNot = useWhyNotPermitted();
  const { rows, status, isPartial } = useLiveQuery(checksRef, {
    fromServiceDate: serviceDate,
    toServiceDate: serviceDate,
  });
  const pairs = useMemo(() => checkPairs(rows), [rows]);
  const [correcting, setCorrecting] = useState<CheckRow | null>(null);
  const columns: ReadonlyArray<DataColumn<CheckPair>> = [
    {
      id: "time",
      header: t("kitchen.column.time"),
      value: ({ check }) => check.occurredAtMs,
      cell: ({ check }) => units.clock(check.occurredAtMs, timeZone),
      exported: ({ check }) => isoFromMs(check.occurredAtMs, timeZone),
    },
    { id: "kind", header: t("quality.column.kind"), value: ({ check }) => t(`quality.check-kind.${check.checkKind}`) },
    { id: "batch", header: t("kitchen.column.batch"), value: ({ check }) => kloterName(check.batchCode) ?? NO_VALUE },
    { id: "dish", header: t("kitchen.column.dish"), value: ({ check }) => check.dishName ?? "" },
    {
      id: "value",
      header: t("quality.column.value"),
      value: ({ check }) => words.value(check),
      cell: (pair) => <ValueCell pair={pair} />,
    },
    { id: "detail", header: t("kitchen.column.detail"), value: ({ check }) => words.detail(check) },
    {
      id: "outcome",
      header: t("quality.column.outcome"),
      value: ({ check }) => t(`shared.check.${check.outcome}`),
      cell: ({ check }) => <OutcomeBadge outcome={check.outcome} />,
    },
    { id: "who", header: t("kitchen.column.person"), value: ({ check }) => check.staffName ?? t("kitchen.by-system") },
  ];
  return (
    <Panel title={t("quality.tab.pemeriksaan")}>
      {isPartial ? <p role="status">{t("quality.partial")}</p> : null}
      <DataTable
        caption={t("quality.tab.pemeriksaan")}
        isCaptionHidden
        report="pemeriksaan"
        source={{ table: "checks", serviceDate }}
        columns={columns}
        rows={pairs}
        rowKey={({ check }) => check.checkId}
        emptyText={status === "loading" ? t("shared.loading") : t("quality.checks.none")}
        actions={{
          header: t("kitchen.column.act"),
          cell: ({ check }) => (
            <Button
              size="small"
              label={t("quality.correct.of", { check: t(`quality.check-kind.${check.checkKind}`) })}
              reason={whyNot("quality.check") ?? (isCorrectableHere(check) ? null : t("quality.correct.on-tablet"))}
              onPress={() => setCorrecting(check)}
            >
              {t("quality.correct.act")}
            </Button>
          ),
        }}
      />
      {correcting === null ? null : <CorrectDialog check={correcting} onClose={() => setCorrecting(null)} />}
    </Panel>
  );
}

/** The value in force; under it each original, struck through, with why it was corrected. */
function ValueCell(props: { readonly pair: CheckPair }) {
  const { check, originals } = props.pair;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const words = useCheckWords();
  return (
    <span className={styles.pair}>
      <strong>{words.value(check)}</strong>
      {originals.map((original, index) => (
        <span key={original.checkId}>
          <s>{words.value(original)}</s>{" "}
          {t("quality.correct.because", {
            name: (index === 0 ? check.staffName : originals[index - 1]?.staffName) ?? NO_VALUE,
            clock: units.clock((index === 0 ? check : (originals[index - 1] ?? check)).recordedAtMs, timeZone),
            reason: (index === 0 ? check.correctionReason : originals[index - 1]?.correctionReason) ?? NO_VALUE,
          })}
        </span>
      ))}
    </span>
  );
}
