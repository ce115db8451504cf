import type { AlertSeverity } from "#domains/alerts/values.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import type { StateToken } from "#renderer/ui/tokens.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./severity-badge.module.css";

const TOKEN_BY_SEVERITY: Readonly<Record<AlertSeverity, StateToken>> = {
  low: "text",
  medium: "warn",
  high: "crit",
  critical: "crit",
};

/** Info · Perhatian · Mendesak (crit edge) · KRITIS (crit fill) (UX.md §2.5). */
export function SeverityBadge(props: { readonly severity: AlertSeverity }) {
  const { t } = useManagerCopy();
  const { severity } = props;
  return (
    <StateBadge
      state={`severity-${severity}`}
      token={TOKEN_BY_SEVERITY[severity]}
      icon={severity === "low" ? "info" : severity === "medium" ? "triangle-alert" : "octagon-alert"}
      word={t(`shared.severity.${severity}`)}
      className={(severity === "critical" ? styles.critical : severity === "high" ? styles.high : "") ?? ""}
    />
  );
}
