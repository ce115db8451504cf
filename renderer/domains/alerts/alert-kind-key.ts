import type { AlertRow } from "#domains/alerts/queries.ts";

/** The name of an alert's words. A kloter that may still make its departure is not called late. */
export function alertKindKey(alert: Pick<AlertRow, "alertKind" | "severity">) {
  return alert.alertKind === "batch-late" && alert.severity === "medium" ? "batch-late-soon" : alert.alertKind;
}
