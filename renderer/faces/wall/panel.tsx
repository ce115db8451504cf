import type { ReactNode } from "react";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { PanelBoundary } from "./panel-boundary.tsx";
import styles from "./wall.module.css";
import { useWallCopy } from "./words.ts";

/** A panel that failed is tried again this often. */
const PANEL_RETRY_MS = 10_000;

/** Keeps trouble of one panel to itself, and says its code for whoever is called. */
export function Panel(props: { readonly code: string; readonly children: ReactNode }) {
  const { runtime } = useKitchen();
  const { t } = useWallCopy();
  const failed = (
    <div className={styles.panelFailed} role="status" data-state="panel-failed">
      {t("wall.panel.failed", { code: props.code })}
    </div>
  );
  return (
    <PanelBoundary fallback={failed} attempt={Math.floor(runtime.monotonicMs() / PANEL_RETRY_MS)}>
      {props.children}
    </PanelBoundary>
  );
}
