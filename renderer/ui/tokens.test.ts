import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { contrastRatio } from "./contrast.ts";
import {
  CONTRAST_EDGE_MIN,
  CONTRAST_ON_TINT_MIN,
  CONTRAST_TEXT_MIN,
  FILLS,
  THEMES,
  type Theme,
  type ThemeName,
} from "./tokens.ts";

/** UX.md §2.1, on card and on background, as printed there. */
const PRINTED: Readonly<Record<ThemeName, Readonly<Record<string, readonly [number, number]>>>> = {
  light: {
    text: [18.0, 15.2],
    muted: [7.6, 6.4],
    border: [3.8, 3.2],
    ok: [6.6, 5.6],
    info: [6.9, 5.8],
    warn: [6.4, 5.4],
    crit: [6.9, 5.9],
    unknown: [8.4, 7.1],
  },
  dark: {
    text: [14.3, 16.3],
    muted: [7.4, 8.5],
    border: [4.3, 4.9],
    ok: [7.6, 8.6],
    info: [7.4, 8.4],
    warn: [9.7, 11.1],
    crit: [6.2, 7.0],
    unknown: [7.6, 8.7],
  },
};
const themeNames = ["light", "dark"] as const;
const stateTokens = ["ok", "info", "warn", "crit", "unknown"] as const;

describe.each(themeNames)("[UX10.3] the %s theme", (name) => {
  const theme = THEMES[name];

  it.each(Object.entries(PRINTED[name]))("gives %s the printed contrast", (token, [onCard, onBackground]) => {
    const colour = theme[token as keyof Theme]; // tokens of the table above
    expect(Math.abs(contrastRatio(colour, theme.card) - onCard)).toBeLessThanOrEqual(0.1);
    expect(Math.abs(contrastRatio(colour, theme.bg) - onBackground)).toBeLessThanOrEqual(0.1);
  });

  it("keeps text above 4.5 and edges above 3 on every surface", () => {
    for (const surface of [theme.card, theme.bg]) {
      for (const token of ["text", "muted", ...stateTokens] as const) {
        expect(contrastRatio(theme[token], surface)).toBeGreaterThanOrEqual(CONTRAST_TEXT_MIN);
      }
      expect(contrastRatio(theme.border, surface)).toBeGreaterThanOrEqual(CONTRAST_EDGE_MIN);
    }
    expect(contrastRatio(theme.onPrimary, theme.primary)).toBeGreaterThanOrEqual(CONTRAST_TEXT_MIN);
    expect(contrastRatio(theme.text, theme.progress)).toBeGreaterThanOrEqual(CONTRAST_TEXT_MIN);
  });

  it.each(stateTokens)("keeps %s readable on its own tint", (token) => {
    expect(contrastRatio(theme[token], theme[`${token}Tint`])).toBeGreaterThanOrEqual(CONTRAST_ON_TINT_MIN);
    expect(contrastRatio(theme.text, theme[`${token}Tint`])).toBeGreaterThanOrEqual(CONTRAST_TEXT_MIN);
  });

  it("is mirrored by the style sheet", () => {
    const sheet = readFileSync(new URL("./theme.css", import.meta.url), "utf8");
    const block = sheet.split("}").find((part) => part.includes(`[data-theme="${name}"]`)) ?? "";
    const written = Object.fromEntries(
      [...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6})/gi)].map(([, key = "", value = ""]) => [
        key,
        value.toUpperCase(),
      ]),
    );
    const expected = Object.fromEntries(Object.entries(theme).map(([key, value]) => [kebab(key), value]));
    expect(written).toEqual(expected);
  });
});

describe("[UX10.3] fills", () => {
  it("carry their own text in both themes", () => {
    expect(contrastRatio(FILLS.onAmber, FILLS.amber)).toBeCloseTo(11.2, 0);
    expect(contrastRatio(FILLS.onRed, FILLS.red)).toBeGreaterThanOrEqual(CONTRAST_TEXT_MIN);
    expect(contrastRatio("#FFFFFF", "#000000")).toBeCloseTo(21, 5);
  });
});

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}
