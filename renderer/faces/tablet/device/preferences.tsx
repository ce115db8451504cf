import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { present } from "#kernel/assert.ts";
import { clockTimeFromMs } from "#kernel/time.ts";
import { useKitchenTime } from "#renderer/client/use-link.ts";
import type { Language } from "#renderer/copy/copy.ts";
import type { ThemeName } from "#renderer/ui/tokens.ts";

/** `night`: dark from evening to morning by the kitchen's clock, light by day. */
export type ThemeChoice = ThemeName | "night";
/** Which hand holds the spoon's other end: the primary button stands at that thumb. */
export type Hand = "right" | "left";

export interface Preferences {
  readonly language: Language;
  readonly themeChoice: ThemeChoice;
  readonly hand: Hand;
}

interface PreferencesAccess extends Preferences {
  readonly change: (part: Partial<Preferences>) => void;
}

/** UX.md §2.1: “Gelap 18:00–05:00”. */
export const NIGHT_FROM = "18:00";
export const NIGHT_UNTIL = "05:00";

const STORAGE_KEY = "bergizi.tablet.preferences";
const FIRST: Preferences = { language: "id", themeChoice: "light", hand: "right" };
const PreferencesContext = createContext<PreferencesAccess | null>(null);

/** Whether a clock time lies in a span that may cross midnight. */
export function isWithinClockSpan(clock: string, from: string, until: string): boolean {
  return from <= until ? clock >= from && clock < until : clock >= from || clock < until;
}

/** Reads what was kept; anything not understood is the default. */
export function preferencesFromText(text: string | null): Preferences {
  try {
    const value: unknown = JSON.parse(text ?? "null");
    if (typeof value !== "object" || value === null) return FIRST;
    const { language, themeChoice, hand } = value as Partial<Preferences>; // each member is checked below
    return {
      language: language === "en" ? "en" : "id",
      themeChoice: themeChoice === "dark" || themeChoice === "night" ? themeChoice : "light",
      hand: hand === "left" ? "left" : "right",
    };
  } catch {
    return FIRST;
  }
}

/** Choices of the device, not of a person; kept on it. */
export function PreferencesProvider(props: { readonly children: ReactNode }) {
  const [preferences, setPreferences] = useState(() => preferencesFromText(readKept()));
  const { nowMs, timeZone } = useKitchenTime(60_000);
  const isNight = isWithinClockSpan(clockTimeFromMs(nowMs, timeZone), NIGHT_FROM, NIGHT_UNTIL);
  const { language, themeChoice } = preferences;
  const theme = themeChoice === "night" ? (isNight ? "dark" : "light") : themeChoice;
  useEffect(() => {
    document.documentElement.lang = language;
    document.documentElement.dataset["theme"] = theme;
  }, [language, theme]);
  const access = useMemo(
    () => ({
      ...preferences,
      change: (part: Partial<Preferences>) => {
        const next = { ...preferences, ...part };
        keep(JSON.stringify(next));
        setPreferences(next);
      },
    }),
    [preferences],
  );
  return <PreferencesContext.Provider value={access}>{props.children}</PreferencesContext.Provider>;
}

export function usePreferences(): PreferencesAccess {
  return present(useContext(PreferencesContext), "PreferencesProvider");
}

function readKept(): string | null {
  try {
    return localStorage.getItem(STORAGE_KEY);
  } catch {
    return null;
  }
}

function keep(text: string): void {
  try {
    localStorage.setItem(STORAGE_KEY, text);
  } catch {
    // A browser without storage forgets the choice, nothing more.
  }
}
