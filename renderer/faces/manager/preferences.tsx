import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { present } from "#kernel/assert.ts";
import type { Language } from "#renderer/copy/copy.ts";
import type { ThemeName } from "#renderer/ui/tokens.ts";

/** How this device shows the console; a choice of the device, not of a person (UX.md §9). */
export interface Preferences {
  readonly language: Language;
  readonly theme: ThemeName;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: ThemeName) => void;
}

const LANGUAGE_KEY = "bergizi.manager.language";
const THEME_KEY = "bergizi.manager.theme";
const PreferencesContext = createContext<Preferences | null>(null);

export function PreferencesProvider(props: { readonly children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (readKept(LANGUAGE_KEY) === "en" ? "en" : "id"));
  const [theme, setTheme] = useState<ThemeName>(() => (readKept(THEME_KEY) === "dark" ? "dark" : "light"));
  useEffect(() => {
    document.documentElement.lang = language;
    keep(LANGUAGE_KEY, language);
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
    keep(THEME_KEY, theme);
  }, [theme]);
  const preferences = useMemo(() => ({ language, theme, setLanguage, setTheme }), [language, theme]);
  return <PreferencesContext.Provider value={preferences}>{props.children}</PreferencesContext.Provider>;
}

export function usePreferences(): Preferences {
  return present(useContext(PreferencesContext), "PreferencesProvider");
}

function readKept(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** A browser without storage forgets the choice, nothing more. */
function keep(key: string, value: string): void {
  try {
    localStorage.setItem(key, value);
  } catch {
    return;
  }
}
