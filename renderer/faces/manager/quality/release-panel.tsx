import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import { useLiveQuery } from "#renderer/client/use-live-query.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { QualityBoardRow } from "#domains/quality/queries.ts";
import { failedGates, releaseGates, whyNotReleased } from "#domains/quality/rules.ts";
import type { GateResult } from "#domains/quality/values.ts";
import { qualityBoardRef, releaseBatchRef } from "#renderer/domains/quality/quality-refs.ts";
import { Button } from "#renderer/ui/button.tsx";
import type { IconName } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { useSign } from "#renderer/faces/manager/act/sign.tsx";
import { useAct, useRejectionWords } from "#renderer/faces/manager/act/use-act.ts";
import { QualityBadge } from "#renderer/faces/manager/kitchen/batch-badges.tsx";
import { kloterName } from "#renderer/faces/manager/kitchen/kloter-name.ts";
import { useWhyNotPermitted } from "#renderer/faces/manager/session/person.tsx";
import { EmptyState, Panel } from "#renderer/faces/manager/shell/page.tsx";
import { useServiceDay } from "#renderer/faces/manager/shell/service-day.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { useGateWords } from "./gate-words.ts";
import { LiftDialog } from "./lift-dialog.tsx";
import { OverrideDialog } from "./override-dialog.tsx";
import { RejectDialog } from "./reject-dialog.tsx";
import styles from "./quality.module.css";

/** Batches and their gates. A release with any gate missing is off and names the gate; the same rule rejects it. */
export function ReleasePanel(props: { readonly serviceDate: string }) {
  const { t } = useManagerCopy();
  const { rows, status } = useLiveQuery(qualityBoardRef, { serviceDate: props.serviceDate }, { isKeptOnDisk: true });
  const { nowMs } = useKitchenTime(5_000);
  const shown = rows.filter((row) => row.batchStatus !== "cancelled").toSorted(byUrgency);
  return (
    <Panel title={t("quality.release.title")}>
      {status !== "loading" && shown.length === 0 ? <EmptyState text={t("quality.release.empty")} /> : null}
      {status === "loading" ? <p role="status">{t("shared.loading")}</p> : null}
      <ul className={styles.list}>
        {shown.map((row) => (
          <li key={row.batchId}>
            <ReleaseCard row={row} nowMs={nowMs} />
          </li>
        ))}
      </ul>
    </Panel>
  );
}

/** Held first, then what is ready to go, then the rest, then what is through. */
function byUrgency(left: QualityBoardRow, right: QualityBoardRow): number {
  const rank = (row: QualityBoardRow) => {
    if (row.qualityStatus === "held") return 0;
    if (row.qualityStatus === "open" && row.batchStatus === "ready") return 1;
    return row.qualityStatus === "open" ? 2 : 3;
  };
  return rank(left) - rank(right);
}

function ReleaseCard(props: { readonly row: QualityBoardRow; readonly nowMs: number }) {
  const { row, nowMs } = props;
  const { t, find } = useManagerCopy();
  const units = useUnits();
  const { timeZone } = useServiceDay();
  const gates = releaseGates(row.gateFacts, { nowMs, isClockUntrusted: false });
  const name = `${kloterName(row.batchCode) ?? row.batchCode} ${row.groupLabel}`;
  // Once released the gates are history: judged again now they would only seem to fail.
  const isJudged = row.qualityStatus === "open" || row.qualityStatus === "held";
  return (
    <article className={styles.card} aria-label={name} tabIndex={-1} data-row={row.batchId}>
      <div className={styles.head}>
        <h3>
          <Link to="/dapur/kloter/$batchId" params={{ batchId: row.batchId }}>
            {name}
          </Link>
        </h3>
        {row.qualityStatus === "released" && row.batchStatus === "ready" ? null : (
          <span>{find(`shared.batch.${row.batchStatus}`) ?? row.batchStatus}</span>
        )}
        <QualityBadge quality={row.qualityStatus} />
        {row.isOverridden ? (
          <StateBadge state="overridden" token="warn" word={t("quality.release.overridden")} />
        ) : null}
        {row.releasedAtMs === null ? null : (
          <span>{t("quality.release.at", { clock: units.clock(row.releasedAtMs, timeZone) })}</span>
        )}
      </div>
      {row.hold === null ? null : (
        <p className={styles.hold}>
          {t("quality.release.held-because", {
            reason: t(`quality.hold-reason.${row.hold.reasonCode}`),
            name: row.hold.staffName ?? t("kitchen.by-system"),
            clock: units.clock(row.hold.heldAtMs, timeZone),
          })}
          {row.hold.note === null ? "" : ` – ${row.hold.note}`}
        </p>
      )}
      {isJudged ? <Gates gates={gates} /> : null}
      <ReleaseActs row={row} gates={gates} name={name} />
    </article>
  );
}

/** What has simply not been done yet is no trouble: colour is for what is wrong. */
const NOT_YET: ReadonlySet<string | null> = new Set([
  "not-measured",
  "not-tasted",
  "not-tested",
  "not-enough-samples",
  "not-cooked",
]);
const NOT_YET_LOOK = { token: "text", icon: "circle-dashed" } as const;

function lookOf(gate: GateResult): { readonly token: StateToken; readonly icon: IconName } {
  return gate.outcome === "fail" && NOT_YET.has(gate.reason) ? NOT_YET_LOOK : OUTCOME_LOOK[gate.outcome];
}

const OUTCOME_LOOK = {
  pass: { token: "ok", icon: "circle-check" },
  fail: { token: "crit", icon: "circle-x" },
  unjudged: { token: "unknown", icon: "hourglass" },
  "not-applicable": { token: "text", icon: "minus" },
} as const satisfies Record<GateResult["outcome"], { token: StateToken; icon: IconName }>;

function Gates(props: { readonly gates: readonly GateResult[] }) {
  const { t } = useManagerCopy();
  const words = useGateWords();
  return (
    <ul className={styles.gates}>
      {props.gates.map((gate) => (
        <li key={gate.gate} className={styles.gate}>
          <StateBadge
            state={`gate-${gate.outcome}`}
            token={lookOf(gate).token}
            icon={lookOf(gate).icon}
            word={words.name(gate)}
            label={`${words.name(gate)}: ${t(`quality.gate-outcome.${gate.outcome}`)}`}
          />
          <span className={styles.gateDetail}>
            {[words.figure(gate), words.reason(gate) ?? ""].filter((part) => part !== "").join(" · ")}
          </span>
        </li>
      ))}
    </ul>
  );
}

function ReleaseActs(props: {
  readonly row: QualityBoardRow;
  readonly gates: readonly GateResult[];
  readonly name: string;
}) {
  const { row, gates, name } = props;
  const { t } = useManagerCopy();
  const sign = useSign();
  const { grant } = useAct();
  const whyNot = useWhyNotPermitted();
  const rejection = useRejectionWords();
  const gateWords = useGateWords();
  const [dialog, setDialog] = useState<"none" | "lift" | "reject" | "override">("none");
  const close = () => setDialog("none");
  if (row.qualityStatus === "released" || row.qualityStatus === "rejected") return null;
  const failed = failedGates(gates);
  const refusal = whyNotReleased(row.gateFacts, gates, { hasClockReason: false });
  const refusalWords = () => {
    if (refusal === null) return null;
    if (refusal.code === "gate-failed") {
      return t("quality.release.missing", { gates: failed.map(gateWords.name).join(", ") });
    }
    // Before portioning ends no gate is missing yet: the stage is.
    return refusal.code === "wrong-state" ? t("quality.release.not-ready") : rejection(refusal);
  };
  const release = () =>
    void sign({
      title: t("quality.release.of", { batch: name }),
      text: t("quality.release.text"),
      doneWords: t("quality.release.done", { batch: name }),
      send: (signatures) => grant(releaseBatchRef, { batchId: row.batchId }, { signatures }),
    });
  return (
    <div className={styles.acts}>
      {row.qualityStatus === "held" ? (
        <Button
          size="small"
          label={t("quality.lift.of", { batch: name })}
          reason={whyNot("quality.release")}
          onPress={() => setDialog("lift")}
        >
          {t("shared.verb.lift-hold")}
        </Button>
      ) : (
        <span data-approve="">
          <Button
            size="small"
            kind={refusal === null ? "primary" : "secondary"}
            icon="check"
            label={t("quality.release.of", { batch: name })}
            reason={whyNot("quality.release") ?? refusalWords()}
            onPress={release}
          >
            {t("shared.verb.release")}
          </Button>
        </span>
      )}
      {row.qualityStatus === "open" && row.batchStatus === "ready" && failed.length > 0 ? (
        <Button
          size="small"
          label={t("quality.override.of", { batch: name })}
          reason={whyNot("quality.override") ?? overrideReason(failed, gateWords.name, t)}
          onPress={() => setDialog("override")}
        >
          {t("quality.override.act")}
        </Button>
      ) : null}
      <Button
        size="small"
        kind="danger"
        icon="circle-x"
        label={t("quality.reject.of", { batch: name })}
        reason={whyNot("quality.release")}
        onPress={() => setDialog("reject")}
      >
        {t("quality.reject.act")}
      </Button>
      {dialog === "lift" ? <LiftDialog row={row} name={name} onClose={close} /> : null}
      {dialog === "reject" ? <RejectDialog batchId={row.batchId} name={name} onClose={close} /> : null}
      {dialog === "override" ? <OverrideDialog row={row} gates={gates} name={name} onClose={close} /> : null}
    </div>
  );
}

function overrideReason(
  failed: readonly GateResult[],
  nameOf: (gate: GateResult) => string,
  t: ReturnType<typeof useManagerCopy>["t"],
): string | null {
  const fixed = failed.find((gate) => !gate.isOverridable);
  return fixed === undefined ? null : t("quality.override.never", { gate: nameOf(fixed) });
}
