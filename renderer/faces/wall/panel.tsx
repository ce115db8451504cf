import type { ReactNode } from "react";
import { PanelBoundary } from "./panel-boundary.tsx";
import styles from "./wall.module.css";
import { useWallCopy } from "./words.ts";

/** Keeps trouble of one panel to itself, and says its code for whoever is called. */
export function Panel(props: { readonly code: string; readonly children: ReactNode }) {
  const { t } = useWallCopy();
  const failed = (
    <div className={styles.panelFailed} role="status" data-state="panel-failed">
      {t("wall.panel.failed", { code: props.code })}
    </div>
  );
  return <PanelBoundary fallback={failed}>{props.children}</PanelBoundary>;
}
