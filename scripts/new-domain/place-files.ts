import { copyFileSync, mkdirSync, renameSync, rmSync } from "node:fs";
import { dirname } from "node:path";

/** A file or folder of the staging place, and where it goes. */
export interface Move {
  readonly from: string;
  readonly to: string;
  /** For a file that is replaced: where its former text is kept until all is done. Absent: nothing stands at `to`. */
  readonly formerAt?: string;
}

/** Moves all of them or none: when one fails, those before it are taken back, and the failure is thrown on. */
export function placeAll(moves: readonly Move[]): void {
  const done: Move[] = [];
  try {
    for (const move of moves) {
      if (move.formerAt !== undefined) {
        mkdirSync(dirname(move.formerAt), { recursive: true });
        copyFileSync(move.to, move.formerAt);
      }
      // Within one file system a rename is whole or not at all.
      renameSync(move.from, move.to);
      done.push(move);
    }
  } catch (error) {
    for (const move of done.toReversed()) takeBack(move);
    throw error;
  }
}

function takeBack({ to, formerAt }: Move): void {
  if (formerAt === undefined) rmSync(to, { recursive: true });
  else renameSync(formerAt, to);
}
