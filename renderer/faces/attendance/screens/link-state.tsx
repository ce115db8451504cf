import { useState } from "react";
import { useOutbox } from "#renderer/client/use-command.ts";
import { useLink } from "#renderer/client/use-link.ts";
import { useCopy, useUnits } from "#renderer/copy/use-copy.tsx";
import { useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { ConnectionPill, linkExplanation } from "#renderer/ui/connection-pill.tsx";
import styles from "./desk-screen.module.css";

/** How the line stands, and what waits on this device. */
export function LinkState(props: { readonly onQueue: () => void }) {
  const { t } = useTerminalCopy();
  const copy = useCopy();
  const units = useUnits();
  const link = useLink();
  const { entries, unsentCount } = useOutbox();
  const [isExplained, setExplained] = useState(false);
  const rejectedCount = entries.filter(({ state }) => state === "rejected").length;
  return (
    <div className={styles["link"]}>
      {link.isDemo ? (
        <span className={styles["demo"]} data-demo="">
          {t("shared.demo")}
        </span>
      ) : null}
      <ConnectionPill link={link} onExplain={() => setExplained((is) => !is)} />
      {unsentCount === 0 && rejectedCount === 0 ? null : (
        <Button icon={rejectedCount > 0 ? "triangle-alert" : "hourglass"} onPress={props.onQueue}>
          {rejectedCount > 0
            ? t("attendance.waiting.rejected", { count: units.count(rejectedCount) })
            : t("attendance.waiting.count", { count: units.count(unsentCount) })}
        </Button>
      )}
      {isExplained ? (
        <p className={styles["explain"]} role="status">
          {linkExplanation(link, unsentCount, { copy, units })}
        </p>
      ) : null}
    </div>
  );
}
