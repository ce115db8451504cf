import { Languages, Moon, Sun } from "lucide-react";
import { useCopy } from "#renderer/copy/use-copy.tsx";
import { usePreferences } from "./device-preferences.tsx";
import styles from "./device-choices.module.css";

/** Language and theme of this device, for pointer screens. */
export function DeviceChoices() {
  const { t } = useCopy();
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
        <span>{language === "id" ? t("shared.language.english") : t("shared.choice.indonesian")}</span>
      </button>
      <button
        type="button"
        className={styles.choice}
        aria-label={isDark ? t("shared.choice.light") : t("shared.choice.dark")}
        onClick={() => setTheme(isDark ? "light" : "dark")}
      >
        {isDark ? <Sun aria-hidden="true" size={18} /> : <Moon aria-hidden="true" size={18} />}
      </button>
    </div>
  );
}
