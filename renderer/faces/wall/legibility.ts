/** The wall's type follows from where people stand (UX.md §2.2); its layout follows from the type. Pure arithmetic. */

export const PAGE_WIDTH_PX = 1920;
export const PAGE_HEIGHT_PX = 1080;

const MM_PER_INCH = 25.4;
/** Width of a 16:9 screen per unit of its diagonal. */
const WIDTH_PER_DIAGONAL = 16 / Math.hypot(16, 9);
/** Capital height of Inter per em. */
const CAPITAL_PER_EM = 0.72;
const RADIANS_PER_ARC_MINUTE = Math.PI / (180 * 60);

/** 20 arc-minutes of capital height for everything that matters, 16 as the floor. */
export const MAIN_ARC_MINUTES = 20;
export const SMALLEST_ARC_MINUTES = 16;
/** Up to here batches and departures stand side by side; up to the next they share one list; beyond, the screen is refused. */
export const WIDE_F20_MAX_PX = 64;
export const STACKED_F20_MAX_PX = 96;

/** Screens a shop sells, for the advice. */
const USUAL_DIAGONALS_INCHES = [32, 43, 50, 55, 65, 75, 85];

export interface WallScreen {
  readonly diagonalInches: number;
  /** The farthest usual viewer. */
  readonly viewingMetres: number;
}

/** The font size at which capitals take up `arcMinutes` for the farthest viewer, on a page 1920 px wide. */
export function fontSizePx(arcMinutes: number, screen: WallScreen): number {
  const capitalMm = 2 * screen.viewingMetres * 1000 * Math.tan((arcMinutes * RADIANS_PER_ARC_MINUTE) / 2);
  const screenWidthMm = screen.diagonalInches * MM_PER_INCH * WIDTH_PER_DIAGONAL;
  return Math.ceil((capitalMm * PAGE_WIDTH_PX) / screenWidthMm / CAPITAL_PER_EM);
}

export interface WallType {
  readonly f20Px: number;
  readonly f16Px: number;
}

export function wallType(screen: WallScreen): WallType {
  return { f20Px: fontSizePx(MAIN_ARC_MINUTES, screen), f16Px: fontSizePx(SMALLEST_ARC_MINUTES, screen) };
}

export const PAGE_PADDING_Y_PX = 16;
export const PAGE_PADDING_X_PX = 20;
export const PAGE_GAP_PX = 12;
export const HEADER_HEIGHT_F20 = 1.62;
export const TOTALS_HEIGHT_F20 = 1.2;
export const ALERT_HEIGHT_F20 = 1.5;
const ROW_PADDING_PX = 12;
const ROW_GAP_PX = 8;
const LINE_HEIGHT = 1.04;

export interface WallLayout extends WallType {
  readonly mode: "wide" | "stacked";
  readonly rowCount: number;
  readonly headerPx: number;
  /** The totals bar, or the bar that takes its place; 0 when there is neither. */
  readonly barPx: number;
  readonly alertPx: number;
  readonly bodyPx: number;
  /** The line under the list that tells what is folded away. */
  readonly foldPx: number;
}

/**
 * The page for a screen. `stacked` has no totals: there a bar (cut off, starting) takes a share of the list. `null`: the
 * screen is too small for its viewers; `tooSmallAdvice` says what would do.
 */
export function wallLayout(screen: WallScreen, options: { readonly hasBar: boolean }): WallLayout | null {
  const { f20Px, f16Px } = wallType(screen);
  if (f20Px > STACKED_F20_MAX_PX) return null;
  const mode = f20Px <= WIDE_F20_MAX_PX ? "wide" : "stacked";
  const headerPx = HEADER_HEIGHT_F20 * f20Px;
  const alertPx = ALERT_HEIGHT_F20 * f20Px;
  const barPx = mode === "wide" || options.hasBar ? TOTALS_HEIGHT_F20 * f20Px : 0;
  const gapCount = barPx === 0 ? 2 : 3;
  const bodyPx = PAGE_HEIGHT_PX - 2 * PAGE_PADDING_Y_PX - headerPx - barPx - alertPx - gapCount * PAGE_GAP_PX;
  const rowPx = LINE_HEIGHT * (f20Px + f16Px) + ROW_PADDING_PX;
  const rowCount = Math.floor((bodyPx + ROW_GAP_PX) / (rowPx + ROW_GAP_PX));
  return { mode, rowCount, f20Px, f16Px, headerPx, barPx, alertPx, bodyPx, foldPx: LINE_HEIGHT * f16Px };
}

export interface TooSmallAdvice {
  readonly diagonalInches: number;
  readonly viewingMetres: number;
  readonly largerInches: number;
  readonly closerMetres: number;
}

/** What would make a refused screen readable: a larger one for the same viewers, or the same one closer. */
export function tooSmallAdvice(screen: WallScreen): TooSmallAdvice | null {
  if (wallLayout(screen, { hasBar: false }) !== null) return null;
  const larger = USUAL_DIAGONALS_INCHES.find(
    (diagonalInches) => wallLayout({ ...screen, diagonalInches }, { hasBar: false }) !== null,
  );
  let closerMetres = Math.floor(screen.viewingMetres);
  while (closerMetres > 1 && wallLayout({ ...screen, viewingMetres: closerMetres }, { hasBar: false }) === null) {
    closerMetres -= 1;
  }
  return {
    diagonalInches: screen.diagonalInches,
    viewingMetres: screen.viewingMetres,
    largerInches: larger ?? USUAL_DIAGONALS_INCHES.at(-1) ?? screen.diagonalInches,
    closerMetres,
  };
}
