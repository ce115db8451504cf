import { temperatureState, type TemperatureState } from "#domains/quality/judgement.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import type { Look } from "#renderer/ui/icon.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { isJudgeable, temperatureFromEntry, textFromTemperatureEntry } from "./temperature-entry.ts";
import type { TemperaturePoints } from "./temperature-points.ts";
import styles from "./temperature-readout.module.css";

export interface TemperatureLimit {
  readonly limitKind: "min" | "max";
  readonly limitC: number;
}

export const LOOK_BY_TEMPERATURE: Readonly<Record<TemperatureState, Look>> = {
  within: { token: "ok", icon: "circle-check" },
  near: { token: "warn", icon: "triangle-alert" },
  below: { token: "crit", icon: "octagon-alert" },
  above: { token: "crit", icon: "octagon-alert" },
};

/** What is being typed, large, with how it stands to its limit; beside several points, each a target to type it again. */
export function TemperatureReadout(props: {
  readonly points: TemperaturePoints;
  readonly limit: TemperatureLimit | null;
  readonly onPoint: (index: number) => void;
}) {
  const { points, limit } = props;
  const copy = useTabletCopy();
  const units = useUnits();
  const active = points.entries[points.activeIndex];
  const text = active === undefined ? "" : textFromTemperatureEntry(active, copy.language === "id" ? "," : ".");
  const value = active === undefined || !isJudgeable(active) ? null : temperatureFromEntry(active);
  return (
    <div className={styles["readout"]}>
      <output className={styles["figure"]} aria-live="off">
        {text === "" ? "–" : text}
        <span className={styles["unit"]}> °C</span>
      </output>
      <span className={styles["state"]}>
        {value === null || limit === null ? null : <TemperatureBadge valueC={value} limit={limit} />}
      </span>
      {points.entries.length < 2 ? null : (
        <ol className={styles["points"]}>
          {points.entries.map((entry, index) => {
            const reading = temperatureFromEntry(entry);
            const state =
              reading === null || limit === null || !isJudgeable(entry) ? null : temperatureState(reading, limit);
            const words = reading === null ? copy.t("acts.temperature.point-empty") : units.temperature(reading);
            return (
              // Points have no identity but their place.
              <li key={`point-${String(index)}`}>
                <button
                  type="button"
                  className={styles["point"]}
                  aria-pressed={index === points.activeIndex}
                  onClick={() => props.onPoint(index)}
                >
                  <span>{copy.t("acts.temperature.point", { number: index + 1 })}</span>
                  {state === null || reading === null ? (
                    <span>{words}</span>
                  ) : (
                    <StateBadge
                      state={`temperature-${state}`}
                      {...LOOK_BY_TEMPERATURE[state]}
                      word={words}
                      label={`${copy.t(`shared.temperature.${state}`)}, ${words}`}
                    />
                  )}
                </button>
              </li>
            );
          })}
        </ol>
      )}
    </div>
  );
}

/** “Dalam batas”, “Mendekati batas”, “DI BAWAH BATAS”, “DI ATAS BATAS”. */
export function TemperatureBadge(props: { readonly valueC: number; readonly limit: TemperatureLimit }) {
  const copy = useTabletCopy();
  const state = temperatureState(props.valueC, props.limit);
  return (
    <StateBadge
      state={`temperature-${state}`}
      {...LOOK_BY_TEMPERATURE[state]}
      word={copy.t(`shared.temperature.${state}`)}
      surface="tint"
    />
  );
}
