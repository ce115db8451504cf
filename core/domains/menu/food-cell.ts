import { err, ok, type Result } from "#kernel/result.ts";

/** A figure in a cell of a food table. Pure and free of zod. */

/** Why a cell is no figure. */
export type FigureProblem = "text-in-number" | "negative";
/** What was done to a figure: the tail of a binary fraction cut off, or places beyond the second rounded. */
export type FigureNote = "tail-rounded" | "places-rounded";

export interface CellFigure {
  /** Null where the cell is empty or a dash: unknown, not zero. */
  readonly value: number | null;
  readonly note: FigureNote | null;
}

const FIGURE = /^([+-]?)(\d+(?:[.,]\d+)?(?:E[+-]?\d+)?)$/i;
/** A printed table has at most a few places; what differs less than this from two of them is a binary fraction's tail. */
const TAIL = 1e-6;

/** A figure as tables write it, with comma or point, at most two places kept: `77.099999999999994` is 77,1. */
export function figureOfCell(text: string): Result<CellFigure, FigureProblem> {
  const plain = text.trim();
  if (plain === "" || plain === "-" || plain === "–") return ok({ value: null, note: null });
  const match = FIGURE.exec(plain);
  if (match === null) return err("text-in-number");
  const written = Number((match[2] ?? "").replace(",", "."));
  if (match[1] === "-" && written !== 0) return err("negative");
  const value = Math.round(written * 100) / 100;
  const hasMorePlaces = String(written) !== String(value);
  const isTail = Math.abs(written - value) < TAIL;
  const wasCut = hasMorePlaces || String(value).length < plain.replace(/[.,]?0+$/, "").length;
  if (!wasCut) return ok({ value, note: null });
  return ok({ value, note: isTail ? "tail-rounded" : "places-rounded" });
}
