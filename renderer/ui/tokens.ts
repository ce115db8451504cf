/** The one table of colours, sizes and times of the kit (UX.md §2). `theme.css` mirrors the colours; a test compares them. */

export type ThemeName = "light" | "dark";

/** State tokens: `text` is the normal, neutral state. Colour is for trouble (UX.md §1.3). */
export type StateToken = "text" | "info" | "ok" | "warn" | "crit" | "unknown";

export interface Theme {
  readonly bg: string;
  readonly card: string;
  readonly text: string;
  readonly muted: string;
  readonly border: string;
  readonly ok: string;
  readonly okTint: string;
  readonly info: string;
  readonly infoTint: string;
  readonly warn: string;
  readonly warnTint: string;
  readonly crit: string;
  readonly critTint: string;
  readonly unknown: string;
  readonly unknownTint: string;
  readonly primary: string;
  readonly onPrimary: string;
  readonly progress: string;
}

/** Light is “dapur”, the default: kitchens are bright at two in the morning too. Dark is “malam”. */
export const THEMES: Readonly<Record<ThemeName, Theme>> = {
  light: {
    bg: "#E9ECEF",
    card: "#FFFFFF",
    text: "#12171C",
    muted: "#4A5560",
    border: "#7A8590",
    ok: "#0B6B3A",
    okTint: "#E4F3EA",
    info: "#0A5AA8",
    infoTint: "#E3EFFA",
    warn: "#8A5200",
    warnTint: "#FFF4DC",
    crit: "#B3150C",
    critTint: "#FDE9E7",
    unknown: "#5B34A8",
    unknownTint: "#F0EAFB",
    primary: "#0A5AA8",
    onPrimary: "#FFFFFF",
    progress: "#C9DDF2",
  },
  dark: {
    bg: "#14181D",
    card: "#1E242B",
    text: "#F2F5F7",
    muted: "#A9B4BF",
    border: "#7C8894",
    ok: "#5BC98C",
    okTint: "#163A28",
    info: "#6FB7FF",
    infoTint: "#14304A",
    warn: "#FFC24D",
    warnTint: "#3A2C0E",
    crit: "#FF7A70",
    critTint: "#43191A",
    unknown: "#C3A6FF",
    unknownTint: "#2E2344",
    primary: "#6FB7FF",
    onPrimary: "#12171C",
    progress: "#24486B",
  },
};

/** Solid fills of wall state blocks and banners, the same in both themes. */
export const FILLS = { amber: "#FFC24D", onAmber: "#12171C", red: "#D42A20", onRed: "#FFFFFF" } as const;

export const CONTRAST_TEXT_MIN = 4.5;
export const CONTRAST_EDGE_MIN = 3;
/** Each state colour on its own tint. */
export const CONTRAST_ON_TINT_MIN = 5.7;

/** UX.md §2.3: a hold is for acts without a way back. */
export const HOLD_MS = 800;
export const MOTION_MAX_MS = 150;
/** UX.md §1.6. */
export const UNDO_SHOWN_MS = 10_000;
export const TOAST_SHOWN_MS = 6_000;

/** CSS px a millimetre, by screen (UX.md §2.3). */
export const PX_PER_MM = { "tablet-10.1": 5.88, "terminal-15.6": 5.56 } as const;
