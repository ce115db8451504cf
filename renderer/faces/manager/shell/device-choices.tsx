import { Languages, Moon, Sun } from "lucide-react";
import { usePreferences } from "#renderer/ui/device-preferences.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import styles from "./device-choices.module.css";

/** Language and theme of this device. */
export function DeviceChoices() {
  const { t } = useManagerCopy();
  const { language, theme, setLanguage, setTheme } = usePreferences();
  const isDark = theme === "dark";
  return (
    <div className={styles.choices}>
      <button
        type="button"
        className={styles.choice}
        lang={language === "id" ? "en" : "id"}
        onClick={() => setLanguage(language === "id" ? "en" : "id")}
      >
        <Languages aria-hidden="true" size={18} />
        <span>{language === "id" ? t("manager.choice.english") : t("manager.choice.indonesian")}</span>
      </button>
      <button
        type="button"
        className={styles.choice}
        aria-label={isDark ? t("manager.choice.light") : t("manager.choice.dark")}
        onClick={() => setTheme(isDark ? "light" : "dark")}
      >
        {isDark ? <Sun aria-hidden="true" size={18} /> : <Moon aria-hidden="true" size={18} />}
      </button>
    </div>
  );
}
