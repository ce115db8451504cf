import { useSignal, useTerminal } from "#renderer/faces/attendance/terminal-context.tsx";
import { useTerminalCopy } from "#renderer/faces/attendance/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { usePreferences } from "#renderer/ui/device-preferences.tsx";
import styles from "./desk-screen.module.css";

/** Everything a person may want beside punching. */
export function Footer() {
  const { t } = useTerminalCopy();
  const { flow } = useTerminal();
  const step = useSignal(flow.state);
  const { language, setLanguage } = usePreferences();
  return (
    <footer className={styles["foot"]}>
      {step === null ? (
        <>
          <Button onPress={() => flow.start("correction")}>{t("attendance.do.correction")}</Button>
          <Button onPress={() => flow.start("hours")}>{t("attendance.do.hours")}</Button>
          <Button onPress={() => flow.start("leave")}>{t("attendance.do.leave")}</Button>
          <Button onPress={() => flow.start("reviews")}>{t("attendance.do.reviews")}</Button>
        </>
      ) : (
        <Button icon="x" onPress={flow.leave}>
          {t("attendance.do.cancel")}
        </Button>
      )}
      <Button kind="quiet" onPress={() => setLanguage(language === "id" ? "en" : "id")}>
        {language === "id" ? t("shared.language.english") : t("shared.language.indonesian")}
      </Button>
    </footer>
  );
}
