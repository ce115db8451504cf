import type { ReactNode } from "react";
import { useLink } from "#renderer/client/use-link.ts";
import { StateBadge } from "#renderer/ui/state-badge.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./entrance.module.css";
import { DeviceChoices } from "#renderer/ui/device-choices.tsx";
import { useServiceDay } from "./service-day.tsx";

/** The card in the middle of the page that stands before the console: sign-in, founding, what is missing. */
export function Entrance(props: { readonly children: ReactNode }) {
  const { t } = useManagerCopy();
  const { siteName } = useServiceDay();
  const { isDemo } = useLink();
  return (
    <div className={styles.page}>
      <header className={styles.header}>
        <p className={styles.brand}>
          {t("shared.brand")}
          <span className={styles.site}>{siteName}</span>
          {isDemo ? <StateBadge state="demo" token="unknown" word={t("shared.demo")} surface="tint" /> : null}
        </p>
        <DeviceChoices />
      </header>
      <main className={styles.card} id="content" tabIndex={-1}>
        {props.children}
      </main>
    </div>
  );
}
