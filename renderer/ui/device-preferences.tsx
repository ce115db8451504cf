import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { present } from "#kernel/assert.ts";
import type { Language } from "#renderer/copy/copy.ts";
import type { ThemeName } from "./tokens.ts";

/** How a face looks on this device; a choice of the device, not of a person (UX.md §9). */
export interface Preferences {
  readonly language: Language;
  readonly theme: ThemeName;
  readonly setLanguage: (language: Language) => void;
  readonly setTheme: (theme: ThemeName) => void;
}

const PreferencesContext = createContext<Preferences | null>(null);

/** Keeps the choices under `bergizi.<face>.…` and applies them to the page. */
export function PreferencesProvider(props: { readonly face: string; readonly children: ReactNode }) {
  const languageKey = `bergizi.${props.face}.language`;
  const themeKey = `bergizi.${props.face}.theme`;
  const [language, setLanguage] = useState<Language>(() => (readKept(languageKey) === "en" ? "en" : "id"));
  const [theme, setTheme] = useState<ThemeName>(() => (readKept(themeKey) === "dark" ? "dark" : "light"));
  useEffect(() => {
    document.documentElement.lang = language;
    keep(languageKey, language);
  }, [languageKey, language]);
  useEffect(() => {
    document.documentElement.dataset["theme"] = theme;
    keep(themeKey, theme);
  }, [themeKey, theme]);
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
