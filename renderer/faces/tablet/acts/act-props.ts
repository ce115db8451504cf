import type { Station } from "#kernel/access.ts";
import type { BoardBatch, BoardDishRun } from "#domains/production/board.ts";

/** What every act on a batch is given. */
export interface ActProps {
  readonly station: Station;
  readonly batch: BoardBatch;
  /** The dish the act is about, for acts that have one. */
  readonly run: BoardDishRun | null;
}
