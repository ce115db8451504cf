import type { ReactNode } from "react";
import { useConnectionState } from "#renderer/client/use-link.ts";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./entrance.module.css";
import { DeviceChoices } from "./device-choices.tsx";

/** The card in the middle of the page that stands before the console: sign-in, founding, what is missing. */
export function Entrance(props: { readonly children: ReactNode }) {
  const { t } = useManagerCopy();
  const { memory } = useKitchen();
  const { welcome } = useConnectionState();
  const site = welcome ?? memory.site();
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.brand}>
          {t("shared.brand")}
          <span className={styles.site}>{site?.siteName ?? ""}</span>
          {site?.isDemo === true ? (
            <StateBadge state="demo" token="unknown" word={t("shared.demo")} surface="tint" />
          ) : null}
        </p>
        <DeviceChoices />
      </header>
      <main className={styles.card} id="content" tabIndex={-1}>
        {props.children}
      </main>
    </div>
  );
}
