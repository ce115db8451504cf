import type { StoredPublicationsEvent } from "./events.ts";

/** One hub stream as far as it was read, or one publication as people dealt with it. */
export interface PublicationsState {
  /** The last message received; 0 before the first. */
  readonly lastNumber: number;
  readonly isAcknowledged: boolean;
}

export const initialPublicationsState: PublicationsState = { lastNumber: 0, isAcknowledged: false };

export function evolvePublications(state: PublicationsState, event: StoredPublicationsEvent): PublicationsState {
  switch (event.type) {
    case "publication-received":
      return { ...state, lastNumber: event.body.number };
    case "announcement-acknowledged":
      return { ...state, isAcknowledged: true };
  }
}
