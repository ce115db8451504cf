import { useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import { Icon } from "#renderer/ui/icon.tsx";
import styles from "./desk-screen.module.css";

/** Nothing can be written: the only thing that stops a terminal (UX.md §3.2). */
export function PaperScreen() {
  const { t } = useTerminalCopy();
  return (
    <main className={styles["paper"]} data-state="paper" role="alert">
      <Icon name="octagon-alert" sizeEm={3} />
      <h1>{t("attendance.paper.title")}</h1>
      <p>{t("attendance.paper.why")}</p>
    </main>
  );
}
