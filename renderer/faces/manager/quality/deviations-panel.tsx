import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { DeviationRow } from "#domains/quality/queries.ts";
import { deviationsRef } from "#renderer/domains/quality/quality-refs.ts";
import { SeverityBadge } from "#renderer/faces/manager/alerts/severity-badge.tsx";
import { kloterName } from "#renderer/faces/manager/kitchen/kloter-name.ts";
import { EmptyState, Facts, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { DeviationActs } from "./deviation-acts.tsx";
import styles from "./quality.module.css";

/** Deviations with their steps: known, cause and action, verified by another person. */
export function DeviationsPanel() {
  const { t } = useManagerCopy();
  const [which, setWhich] = useState<"open" | "verified">("open");
  const { rows, status } = useLiveQuery(deviationsRef, which === "verified" ? { status: "verified" } : {});
  const shown = rows.filter((row) => (which === "verified") === (row.status === "verified"));
  return (
    <Panel
      title={t("quality.tab.penyimpangan")}
      actions={
        <SegmentedControl
          size="md"
          value={which}
          onChange={(value) => setWhich(value === "verified" ? "verified" : "open")}
          data={[
            { value: "open", label: t("quality.deviation.list-open") },
            { value: "verified", label: t("quality.deviation.list-verified") },
          ]}
          aria-label={t("quality.deviation.which")}
          transitionDuration={0}
        />
      }
    >
      {shown.length === 0 ? (
        <EmptyState text={status === "loading" ? t("shared.loading") : t("quality.deviation.none")} />
      ) : null}
      <ul className={styles.list}>
        {shown.map((row) => (
          <li key={row.deviationId}>
            <DeviationCard row={row} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function DeviationCard(props: { readonly row: DeviationRow }) {
  const { row } = props;
  const { t } = useManagerCopy();
  const title = [t(`quality.check-kind.${row.checkKind}`), row.dishName, kloterName(row.batchCode)]
    .filter(Boolean)
    .join(" · ");
  return (
    <article className={styles.card} aria-label={title} tabIndex={-1} data-row={row.deviationId}>
      <div className={styles.head}>
        <h3>{title}</h3>
        <SeverityBadge severity={row.severity} />
        <span>{t(`quality.deviation-status.${row.status}`)}</span>
        {row.occurrenceCount > 1 ? <span>{t("quality.alert.times", { count: row.occurrenceCount })}</span> : null}
      </div>
      <DeviationSteps row={row} />
      {row.status === "verified" ? null : <DeviationActs row={row} title={title} />}
    </article>
  );
}

function DeviationSteps(props: { readonly row: DeviationRow }) {
  const { row } = props;
  const { t } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const when = (atMs: number | null, staffId: string | null) =>
    atMs === null
      ? t("quality.deviation.not-yet")
      : [units.clock(atMs, timeZone), row.nameByStaffId[staffId ?? ""] ?? ""].filter((part) => part !== "").join(" · ");
  const steps: ReadonlyArray<readonly [string, string]> = [
    [
      t("quality.deviation.opened"),
      [when(row.openedAtMs, row.recordedByStaffId), row.note ?? ""].filter((part) => part !== "").join(" – "),
    ],
    [t("quality.deviation.acknowledged"), when(row.acknowledgedAtMs, row.acknowledgedByStaffId)],
    [t("quality.deviation.cause"), row.cause ?? t("quality.deviation.not-yet")],
    [
      t("quality.deviation.action"),
      row.action === null
        ? t("quality.deviation.not-yet")
        : [
            row.action,
            row.disposition === null ? "" : t(`quality.disposition.${row.disposition}`),
            when(row.actionAtMs, row.actionByStaffId),
          ]
            .filter((part) => part !== "")
            .join(" · "),
    ],
    [t("quality.deviation.verified"), when(row.verifiedAtMs, row.verifiedByStaffId)],
  ];
  return <Facts facts={steps} />;
}
