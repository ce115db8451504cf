import type { CommitWindow } from "./commit-window.ts";

/** What decides when a push is taken. */
export interface PushRank {
  /** This push makes class A events durable that waited for nothing else: the lane that is always open. */
  readonly isUrgent: boolean;
  /** Events up to the newest class A event that waits in the kitchen; null when none does. */
  readonly toClassACount: number | null;
}

/** A push may be worked on; called once when it is over. */
export type Leave = (outcome: { readonly latencyMs: number } | "failed") => void;

/** Two ways into Postgres for all kitchens of a node (decision 0035). */
export interface PushLanes {
  /** Resolves when it is this push's turn. */
  enter(rank: PushRank): Promise<Leave>;
  /** Pushes that wait for their turn, by lane. */
  waiting(): { readonly urgentCount: number; readonly bulkCount: number };
  /** How many pushes a kitchen may have under way now: more than one only while nobody waits. */
  credits(): number;
  /** Too many wait already for more kitchens to be greeted. */
  isFull(): boolean;
}

export interface PushLanesOptions {
  /** Pushes at work at once in all: the connections to Postgres less what everything else needs. */
  readonly slotCount: number;
  readonly window: CommitWindow;
  /** Credits of a kitchen while the node has room. */
  readonly creditsMaxCount: number;
  /** Pushes waiting at which nobody else is greeted; each may hold a frame of a quarter of a megabyte. */
  readonly waitingMaxCount: number;
}

interface Waiting {
  readonly rank: PushRank;
  readonly arrival: number;
  readonly start: () => void;
}

/** So that a kitchen far behind is not passed for ever: every so many turns the one that waited longest goes first. */
const LONGEST_WAIT_EVERY = 8;

/**
 * The urgent lane goes first and is bounded by the slots alone; the rest by the window as well. Within a lane whoever has least to
 * send before its class A is durable goes first, so that live events pass those who catch up; without class A comes after.
 */
export function createPushLanes(options: PushLanesOptions): PushLanes {
  const { slotCount, window } = options;
  const queues = { urgent: [] as Waiting[], bulk: [] as Waiting[] };
  let urgentAtWork = 0;
  let bulkAtWork = 0;
  let arrivals = 0;
  let turns = 0;

  const next = (): Waiting | undefined => {
    if (urgentAtWork + bulkAtWork >= slotCount) return undefined;
    const isBulkOpen = bulkAtWork < Math.min(window.size(), slotCount);
    const queue = queues.urgent.length > 0 ? queues.urgent : isBulkOpen ? queues.bulk : [];
    turns += queue.length > 0 ? 1 : 0;
    const index = turns % LONGEST_WAIT_EVERY === 0 ? indexOfLongest(queue) : indexOfNearest(queue);
    return queue.splice(index, 1)[0];
  };
  const advance = () => {
    for (let waiting = next(); waiting !== undefined; waiting = next()) waiting.start();
  };
  const leaving = (isUrgent: boolean): Leave => {
    let isOver = false;
    return (outcome) => {
      if (isOver) return;
      isOver = true;
      const isBusy = bulkAtWork >= window.size();
      if (isUrgent) urgentAtWork -= 1;
      else bulkAtWork -= 1;
      if (outcome === "failed") window.failed();
      else window.committed(outcome.latencyMs, isBusy);
      advance();
    };
  };
  return {
    enter: (rank) =>
      new Promise((resolve) => {
        const start = () => {
          if (rank.isUrgent) urgentAtWork += 1;
          else bulkAtWork += 1;
          resolve(leaving(rank.isUrgent));
        };
        queues[rank.isUrgent ? "urgent" : "bulk"].push({ rank, arrival: (arrivals += 1), start });
        advance();
      }),
    waiting: () => ({ urgentCount: queues.urgent.length, bulkCount: queues.bulk.length }),
    credits: () => (queues.urgent.length + queues.bulk.length > 0 ? 1 : options.creditsMaxCount),
    isFull: () => queues.urgent.length + queues.bulk.length >= options.waitingMaxCount,
  };
}

function indexOfLongest(queue: readonly Waiting[]): number {
  return queue.reduce((best, { arrival }, index) => (arrival < (queue[best]?.arrival ?? Infinity) ? index : best), 0);
}

function indexOfNearest(queue: readonly Waiting[]): number {
  const distance = (waiting: Waiting | undefined) => waiting?.rank.toClassACount ?? Infinity;
  return queue.reduce((best, waiting, index) => (distance(waiting) < distance(queue[best]) ? index : best), 0);
}

/**
 * A log is pushed in order, so class A behind a long backlog of class B cannot pass it. Urgent is therefore the push that itself
 * reaches the newest class A event waiting; the rest of a backlog goes with the bulk, ahead of whoever has no class A at all.
 * @param headClassASeq the newest class A event the kitchen told of, 0 for none
 */
export function pushRank(
  push: { readonly firstSeq: number; readonly lastSeq: number; readonly lastClassASeq: number | null },
  headClassASeq: number,
): PushRank {
  const newest = Math.max(headClassASeq, push.lastClassASeq ?? 0);
  if (newest < push.firstSeq) return { isUrgent: false, toClassACount: null };
  return { isUrgent: newest <= push.lastSeq, toClassACount: newest - push.firstSeq + 1 };
}
