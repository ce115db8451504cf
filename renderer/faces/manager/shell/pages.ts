/** The pages of the manager's face, in the order of its sidebar (UX.md §3.4). */
export type PageId =
  | "today"
  | "menu"
  | "purchasing"
  | "stock"
  | "kitchen"
  | "quality"
  | "distribution"
  | "people"
  | "reports"
  | "devices"
  | "system"
  | "alerts";

export interface Page {
  readonly id: PageId;
  readonly path: string;
  /** The letter after `G`. */
  readonly letter: string;
  /** Whether this version of the kitchen has it; the others are shown with the reason they are closed. */
  readonly isOpen: boolean;
  /** Alerts are reached by the bell, not by the sidebar. */
  readonly isInSidebar: boolean;
}

const open = (id: PageId, path: string, letter: string): Page => ({
  id,
  path,
  letter,
  isOpen: true,
  isInSidebar: id !== "alerts",
});
const later = (id: PageId, path: string): Page => ({ id, path, letter: "", isOpen: false, isInSidebar: true });

export const PAGES: readonly Page[] = [
  open("today", "/hari-ini", "h"),
  open("menu", "/menu", "n"),
  open("purchasing", "/belanja", "b"),
  open("stock", "/gudang", "g"),
  open("kitchen", "/dapur", "d"),
  open("quality", "/mutu", "m"),
  later("distribution", "/distribusi"),
  open("people", "/orang", "o"),
  later("reports", "/laporan"),
  open("devices", "/perangkat", "t"),
  open("system", "/sistem", "s"),
  open("alerts", "/peringatan", "p"),
];
