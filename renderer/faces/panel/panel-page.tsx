import { useCallback, useEffect, useState } from "react";
import type { PanelApi, PanelView } from "#contract/shell-api.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Button } from "#renderer/ui/button.tsx";
import { Diagnostics, type Act } from "./diagnostics.tsx";
import { ExitPage } from "./exit-page.tsx";
import styles from "./panel-page.module.css";
import { usePanelCopy } from "./words.ts";

/** What the shell shows over a display (UX.md §8). */
export function PanelPage(props: { readonly panel: PanelApi }) {
  const { panel } = props;
  const [view, setView] = useState<PanelView | null>(null);
  useEffect(() => {
    void panel.view().then(setView);
  }, [panel]);
  const act = useCallback<Act>(
    async (asked) => {
      const answer = await panel.act(asked);
      // Its window is gone when the act closed it; then nobody sees what comes now.
      void panel.view().then(setView, () => undefined);
      return answer;
    },
    [panel],
  );
  if (view === null) return null;
  switch (view.kind) {
    case "recovery":
      return <RecoveryPage view={view} act={act} />;
    case "screen-role":
      return <RolePage view={view} act={act} />;
    case "exit":
      return <ExitPage view={view} act={act} />;
  }
}

/** The kitchen server itself is away: other devices show nothing new either. */
const SERVER_AWAY_CODES: readonly number[] = [17, 18];

function RecoveryPage(props: { readonly view: Extract<PanelView, { readonly kind: "recovery" }>; readonly act: Act }) {
  const { t } = usePanelCopy();
  const units = useUnits();
  const { code, retryInMs } = props.view;
  const wait = units.duration(retryInMs);
  return (
    <main className={styles.page} id="content">
      <div className={styles.card}>
        <h1>{t("panel.recovery.title")}</h1>
        <p className={styles.code}>{t("panel.recovery.code", { code })}</p>
        <p>{t(SERVER_AWAY_CODES.includes(code) ? "panel.recovery.then-start" : "panel.recovery.then", { wait })}</p>
        <div className={styles.acts}>
          <Button kind="primary" size="large" icon="refresh-cw" onPress={() => void props.act({ act: "retry" })}>
            {t("panel.retry")}
          </Button>
          <Diagnostics act={props.act} />
        </div>
      </div>
    </main>
  );
}

const ROLES = ["wall", "attendance", "manager", "none"] as const;

function RolePage(props: { readonly view: Extract<PanelView, { readonly kind: "screen-role" }>; readonly act: Act }) {
  const { t } = usePanelCopy();
  const { displayNumber, role } = props.view;
  return (
    <main className={styles.rolePage} id="content">
      <p className={styles.number} aria-hidden="true">
        {displayNumber}
      </p>
      <div className={styles.roles}>
        <h1>{role === null ? t("panel.role.new") : t("panel.role.title", { number: displayNumber })}</h1>
        {ROLES.map((each) => (
          <Button
            key={each}
            size="large"
            isPressed={each === role}
            onPress={() => void props.act({ act: "assign", role: each })}
          >
            {each === role ? `${t(`panel.role.${each}`)} · ${t("panel.role.now")}` : t(`panel.role.${each}`)}
          </Button>
        ))}
        {role === null ? null : (
          <Button size="large" kind="quiet" onPress={() => void props.act({ act: "close" })}>
            {t("panel.close")}
          </Button>
        )}
      </div>
    </main>
  );
}
