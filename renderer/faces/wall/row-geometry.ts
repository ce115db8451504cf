import type { WallLayout } from "./legibility.ts";
import { PAGE_PADDING_X_PX, PAGE_GAP_PX, PAGE_WIDTH_PX } from "./legibility.ts";
import { textWidthEm } from "./text-width.ts";

/** Widths of the wall's columns (UX.md §3.1): left 1164, right 704; one list of 1880 when stacked. */
export const RIGHT_WIDTH_PX = 704;
export const CONTENT_WIDTH_PX = PAGE_WIDTH_PX - 2 * PAGE_PADDING_X_PX;
/** The right block of a row holds “BERJALAN” with its icon: at least 6.4 of the small size. */
export const BLOCK_WIDTH_F16 = 6.7;
export const ROW_PADDING_X_PX = 10;
export const CELL_GAP_PX = 8;
const NUMBER_WIDTH_F20 = 0.65;
const ICON_WIDTH_F20 = 0.9;

export interface RowSpace {
  readonly namePx: number;
  /** Width of line 2 in em of the small size. */
  readonly lineEm: number;
}

/** What a row leaves for its name and its second line. */
export function rowSpace(layout: WallLayout): RowSpace {
  const listPx = layout.mode === "wide" ? CONTENT_WIDTH_PX - RIGHT_WIDTH_PX - PAGE_GAP_PX : CONTENT_WIDTH_PX;
  const blockPx = BLOCK_WIDTH_F16 * layout.f16Px;
  const signsPx = (NUMBER_WIDTH_F20 + ICON_WIDTH_F20) * layout.f20Px + 2 * CELL_GAP_PX;
  const namePx = listPx - blockPx - CELL_GAP_PX - 2 * ROW_PADDING_X_PX - signsPx;
  return { namePx, lineEm: namePx / layout.f16Px };
}

/** What an entry of the right panel leaves for its name, beside its time. */
export function panelNamePx(layout: WallLayout): number {
  return RIGHT_WIDTH_PX - 2 * ROW_PADDING_X_PX - CELL_GAP_PX * 2 - textWidthEm("00:00") * layout.f20Px;
}

/** 1, or less where a name is longer than a name may be: then it is set smaller rather than cut. */
export function nameScale(name: string, options: { readonly widthPx: number; readonly sizePx: number }): number {
  const wantedPx = textWidthEm(name) * options.sizePx;
  return Math.min(1, options.widthPx / Math.max(1, wantedPx));
}
