import { LINK_CUT_MS } from "#renderer/client/link.ts";
import { useLink } from "#renderer/client/use-link.ts";
import { useUnits } from "#renderer/copy/use-copy.tsx";
import { Banner } from "#renderer/ui/banner.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./cut-bar.module.css";

/** Lasting trouble with the kitchen server: what happened, since when, what to do (UX.md §3.4, §4.1). */
export function CutBar() {
  const { t } = useManagerCopy();
  const units = useUnits();
  const link = useLink();
  if (link.refusal === "revoked") {
    return (
      <Banner state="device-revoked" tone="red" className={styles.bar ?? ""}>
        {t("manager.bar.revoked")}
      </Banner>
    );
  }
  if (link.ageMs <= LINK_CUT_MS) return null;
  return (
    <Banner state={`link-${link.level}`} tone="amber" icon="wifi-off" className={styles.bar ?? ""}>
      {t("manager.bar.cut", { clock: units.clock(link.heardAtMs, link.timeZone) })}
    </Banner>
  );
}
