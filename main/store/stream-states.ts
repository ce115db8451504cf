import { assert } from "#kernel/assert.ts";
import type { StoredEvent } from "#kernel/definition.ts";
import type { DomainModule } from "./domain-module.ts";
import type { EventLog } from "./event-log.ts";
import type { ModuleRegistry } from "./module-registry.ts";

/** Folded states kept in memory; beyond it those changed longest ago are dropped after the commit. */
export const STREAM_STATES_MAX_COUNT = 2_000;

export interface StreamState {
  readonly domain: string;
  readonly version: number;
  readonly state: unknown;
}

/** States of streams, folded once and kept; a rolled-back savepoint or transaction takes its changes back. */
export interface StreamStates {
  load(module: DomainModule, streamId: string): StreamState;
  apply(module: DomainModule, event: StoredEvent): void;
  /** A point to return to. */
  mark(): number;
  rollbackTo(mark: number): void;
  /** The transaction is durable: forget how to undo it, drop what is beyond the bound. */
  commit(): void;
}

export function createStreamStates(
  log: EventLog,
  registry: ModuleRegistry,
  maxCount: number = STREAM_STATES_MAX_COUNT,
): StreamStates {
  const stateByStreamId = new Map<string, StreamState>();
  const undo: { readonly streamId: string; readonly before: StreamState | undefined }[] = [];

  function put(streamId: string, next: StreamState): void {
    undo.push({ streamId, before: stateByStreamId.get(streamId) });
    // Re-inserting keeps the map in order of the last change.
    stateByStreamId.delete(streamId);
    stateByStreamId.set(streamId, next);
  }

  function fold(module: DomainModule, streamId: string): StreamState {
    let state = module.initialState;
    let version = 0;
    for (const event of log.readStream(streamId)) {
      assertOwner(event, module, streamId);
      version += 1;
      assert(event.streamVersion === version, `stream ${streamId} is dense`);
      // An event type a newer release wrote is kept in the log and means nothing to this one.
      if (registry.eventOf(event.domain, event.type) === undefined) continue;
      state = module.evolve(state, registry.upcast(event));
    }
    return { domain: module.domain, version, state };
  }

  return {
    load: (module, streamId) => {
      const known = stateByStreamId.get(streamId);
      if (known !== undefined) {
        assertOwner(known, module, streamId);
        return known;
      }
      const folded = fold(module, streamId);
      put(streamId, folded);
      return folded;
    },
    apply: (module, event) => {
      const before = stateByStreamId.get(event.streamId) ?? emptyState(module);
      assertOwner(before, module, event.streamId);
      assert(event.streamVersion === before.version + 1, `stream ${event.streamId} is dense`);
      put(event.streamId, {
        domain: module.domain,
        version: event.streamVersion,
        state: module.evolve(before.state, event),
      });
    },
    mark: () => undo.length,
    rollbackTo: (mark) => {
      for (let index = undo.length - 1; index >= mark; index -= 1) {
        const step = undo[index];
        assert(step, "an undo step is present");
        if (step.before === undefined) stateByStreamId.delete(step.streamId);
        else stateByStreamId.set(step.streamId, step.before);
      }
      undo.length = mark;
    },
    commit: () => {
      undo.length = 0;
      for (const streamId of stateByStreamId.keys()) {
        if (stateByStreamId.size <= maxCount) break;
        stateByStreamId.delete(streamId);
      }
    },
  };
}

function emptyState(module: DomainModule): StreamState {
  return { domain: module.domain, version: 0, state: module.initialState };
}

function assertOwner(held: { readonly domain: string }, module: DomainModule, streamId: string): void {
  assert(held.domain === module.domain, `stream ${streamId} belongs to ${held.domain}, not ${module.domain}`);
}
