import type { GateResult } from "#domains/quality/values.ts";
import type { TimeZone } from "#kernel/time.ts";
import { useTabletCopy, type TabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { NO_VALUE, type Units } from "#renderer/copy/units.ts";
import { Icon, type Look } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import styles from "./gate-list.module.css";

const LOOK_BY_OUTCOME: Readonly<Record<GateResult["outcome"], Look>> = {
  pass: { token: "ok", icon: "circle-check" },
  fail: { token: "crit", icon: "circle-x" },
  unjudged: { token: "unknown", icon: "hourglass" },
  "not-applicable": { token: "text", icon: "minus" },
};

/** The release gates in two columns: ✓, or what is missing with the way to it. */
export function GateList(props: {
  readonly gates: readonly GateResult[];
  readonly timeZone: TimeZone;
  readonly canFix: (gate: GateResult) => boolean;
  readonly onFix: (gate: GateResult) => void;
}) {
  const copy = useTabletCopy();
  const units = useUnits();
  return (
    <ul className={styles["gates"]} aria-label={copy.t("acts.release.title")}>
      {props.gates.map((gate) => {
        const name = copy.t(`acts.release.gate.${gate.gate}`);
        const words = (
          <span className={styles["words"]}>
            <span className={styles["name"]}>{name}</span>
            <StateBadge
              state={`gate-${gate.outcome}`}
              {...LOOK_BY_OUTCOME[gate.outcome]}
              word={gate.reason === null ? outcomeWords(gate, copy, units) : reasonWords(gate, copy, units)}
              className={styles["badge"] ?? ""}
            />
          </span>
        );
        return (
          <li key={gate.gate}>
            {props.canFix(gate) ? (
              <button
                type="button"
                className={styles["gate"]}
                data-outcome={gate.outcome}
                onClick={() => props.onFix(gate)}
              >
                {words}
                <span className={styles["fix"]}>
                  {copy.t("acts.release.fix")} <Icon name="arrow-right" />
                </span>
              </button>
            ) : (
              <div className={styles["gate"]} data-outcome={gate.outcome}>
                {words}
              </div>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function outcomeWords(gate: GateResult, copy: TabletCopy, units: Units): string {
  const outcome = copy.t(`acts.release.outcome.${gate.outcome}`);
  const isShown = gate.outcome === "pass" && gate.value !== null && (gate.unit === "c" || gate.unit === "ms");
  return isShown ? `${outcome} · ${figure(gate.value, gate.unit, units)}` : outcome;
}

function reasonWords(gate: GateResult, copy: TabletCopy, units: Units): string {
  const words =
    copy.find(`acts.release.reason.${gate.reason ?? ""}`, {
      value: figure(gate.value, gate.unit, units),
      limit: figure(gate.limit, gate.unit, units),
      names: gate.subjectIds.map((id) => copy.find(`acts.rapid.${id}`) ?? id).join(", "),
    }) ?? copy.t("acts.release.outcome.fail");
  return gate.unit === "c" && gate.value !== null && gate.limit !== null
    ? `${words}: ${figure(gate.value, "c", units)} / ${figure(gate.limit, "c", units)}`
    : words;
}

function figure(value: number | null, unit: GateResult["unit"], units: Units): string {
  if (value === null) return NO_VALUE;
  switch (unit) {
    case "c":
      return units.temperature(value);
    case "ms":
      return units.duration(value);
    case "count":
    case "points":
      return units.count(value);
  }
}
