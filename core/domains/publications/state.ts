import type { StoredPublicationsEvent } from "./events.ts";

/** One hub stream as far as it was read, or one publication as people dealt with it. */
export interface PublicationsState {
  /** The last message received; 0 before the first. */
  readonly lastNumber: number;
  readonly isAcknowledged: boolean;
  /** Of a recall: whether it was looked for, and what was met so far. */
  readonly isApplied: boolean;
  readonly lotIds: readonly string[];
  readonly batchIds: readonly string[];
}

export const initialPublicationsState: PublicationsState = {
  lastNumber: 0,
  isAcknowledged: false,
  isApplied: false,
  lotIds: [],
  batchIds: [],
};

export function evolvePublications(state: PublicationsState, event: StoredPublicationsEvent): PublicationsState {
  switch (event.type) {
    case "publication-received":
      return { ...state, lastNumber: event.body.number };
    case "recall-applied":
      return {
        ...state,
        isApplied: true,
        lotIds: [...state.lotIds, ...event.body.lotIds],
        batchIds: [...state.batchIds, ...event.body.batchIds],
      };
    case "recall-acknowledged":
    case "announcement-acknowledged":
      return { ...state, isAcknowledged: true };
  }
}
