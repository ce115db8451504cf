import { expect } from "vitest";
import { present } from "#kernel/assert.ts";
import type { Actor } from "#kernel/definition.ts";
import { createIdFactory, type CommandId, type DeviceId, type IdFactory, type StaffId } from "#kernel/ids.ts";
import { ok } from "#kernel/result.ts";
import type { Clock } from "#kernel/time.ts";
import type { CommandAnswer } from "#main/store/command-answer.ts";
import type { DomainModule, QueryViewer } from "#main/store/domain-module.ts";
import type { CommitReport } from "#main/store/group-transaction.ts";
import { openKitchenStore, type KitchenStore, type StoreLog } from "#main/store/kitchen-store.ts";
import { createModuleRegistry } from "#main/store/module-registry.ts";
import type { AuthorizeCommand } from "#main/store/perform-command.ts";
import { TEST_NOW_MS } from "./decide-spec.ts";
import { dumpTables } from "./dump-tables.ts";

/** A clock moved by hand. */
export interface TestClock extends Clock {
  /** Time passes: both clocks move. */
  advance(byMs: number): void;
  /** Somebody changes the wall clock: the monotonic clock does not move. */
  jump(byMs: number): void;
}

export function createTestClock(startMs: number = TEST_NOW_MS): TestClock {
  let wallMs = startMs;
  let monotonicMs = 1_000;
  return {
    nowMs: () => wallMs,
    monotonicMs: () => monotonicMs,
    advance: (byMs) => {
      wallMs += byMs;
      monotonicMs += byMs;
    },
    jump: (byMs) => {
      wallMs += byMs;
    },
  };
}

/** Ids that count up: the same run makes the same ids. */
export function createTestIds(clock: Clock): IdFactory {
  let madeCount = 0;
  return createIdFactory({
    nowMs: () => clock.nowMs(),
    fillRandom: (bytes) => {
      madeCount += 1;
      bytes.fill(0);
      new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).setUint32(12, madeCount);
    },
  });
}

export const TEST_DEVICE_ID = `device_${"d".repeat(32)}` as DeviceId; // well formed
export const TEST_ACTOR: Actor = {
  kind: "person",
  staffId: `staff_${"1".repeat(32)}` as StaffId, // well formed
  roles: ["kitchen-head"],
  divisionCode: null,
  deviceId: TEST_DEVICE_ID,
  face: "manager",
  signatures: [],
};
/** Lets everybody do everything: for tests of rules that are not about permission. */
export const authorizeAll: AuthorizeCommand = (_db, _definition, submitted) => ok(submitted.actor);
export const silentLog: StoreLog = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** Keys the digests of command bodies in every test's store. */
export const TEST_COMMAND_KEY = new Uint8Array(32).fill(7);

/** Epochs that count up from `000…1`. */
export function createTestEpochs(): () => string {
  let madeCount = 0;
  return () => {
    madeCount += 1;
    return madeCount.toString(16).padStart(16, "0");
  };
}

export interface SubmitOptions {
  /** Who acts, as what differs from `TEST_ACTOR`. */
  readonly as?: Partial<Actor>;
  readonly signatures?: Actor["signatures"];
  readonly commandId?: CommandId;
  readonly expectedVersion?: number;
  readonly occurredAtMs?: number;
}

export interface TestKitchen {
  readonly store: KitchenStore;
  readonly modules: readonly DomainModule[];
  readonly clock: TestClock;
  readonly makeId: IdFactory;
  submit(type: string, body: unknown, options?: SubmitOptions): Promise<CommandAnswer>;
  /** Submits and insists on `accepted`. */
  accepted(
    type: string,
    body: unknown,
    options?: SubmitOptions,
  ): Promise<Extract<CommandAnswer, { readonly kind: "accepted" }>>;
  /** Asks a query as a face would: parameters and rows are checked against its definition. */
  ask(queryName: string, params?: unknown, viewer?: Partial<QueryViewer>): readonly object[];
  /** Fails unless every read model equals what the log alone gives. */
  rebuildAndCompare(): void;
  close(): void;
}

/** A kitchen's real store in memory, with a clock moved by hand and ids that count up. Close it after the test. */
export function createTestKitchen(options: {
  readonly modules: readonly DomainModule[];
  readonly startMs?: number;
  /** The clock the modules were made with, when they need one. */
  readonly clock?: TestClock;
  readonly authorize?: AuthorizeCommand;
  /** A folder, for a test that opens the same store again; it then passes its `makeId` on, too. */
  readonly dataDir?: string;
  readonly makeId?: IdFactory;
  readonly makeEpoch?: () => string;
  readonly commandKey?: Uint8Array;
  readonly log?: StoreLog;
  readonly onCommitted?: (report: CommitReport) => void;
  /** Bugs are the point of the test: `submit` answers `internal-error` instead of throwing what went wrong. */
  readonly areBugsAnswered?: boolean;
}): TestKitchen {
  const clock = options.clock ?? createTestClock(options.startMs);
  const makeId = options.makeId ?? createTestIds(clock);
  const bugs: unknown[] = [];
  function noteError(line: { readonly event?: unknown; readonly err?: unknown }): void {
    if (line.event === "command-failed") bugs.push(line.err);
    options.log?.error(line);
  }
  const store = openKitchenStore({
    dataDir: options.dataDir ?? ":memory:",
    clock,
    makeId,
    modules: options.modules,
    authorize: options.authorize ?? authorizeAll,
    commandKey: options.commandKey ?? TEST_COMMAND_KEY,
    log: { ...silentLog, ...options.log, error: noteError },
    makeEpoch: options.makeEpoch ?? createTestEpochs(),
    ...(options.onCommitted && { onCommitted: options.onCommitted }),
  });
  const registry = createModuleRegistry(options.modules);

  async function submit(type: string, body: unknown, given: SubmitOptions = {}): Promise<CommandAnswer> {
    const { answer } = await store.bus.submit({
      commandId: given.commandId ?? makeId("command"),
      type,
      body,
      occurredAtMs: given.occurredAtMs ?? clock.nowMs(),
      actor: { ...TEST_ACTOR, ...given.as, signatures: given.signatures ?? given.as?.signatures ?? [] },
      ...(given.expectedVersion !== undefined && { expectedVersion: given.expectedVersion }),
    });
    if (bugs.length > 0 && options.areBugsAnswered !== true) throw new Error(`${type} met a bug`, { cause: bugs[0] });
    return answer;
  }

  return {
    store,
    modules: options.modules,
    clock,
    makeId,
    submit,
    accepted: async (type, body, given) => {
      const answer = await submit(type, body, given);
      if (answer.kind !== "accepted") throw new Error(`${type} was rejected: ${JSON.stringify(answer.rejection)}`);
      return answer;
    },
    ask: (queryName, params = {}, viewer = {}) => {
      const { definition, answer } = present(registry.queryOf(queryName), `the query ${queryName}`);
      const rows = answer(store.reader, definition.params.parse(params), {
        isNamesAllowed: true,
        staffId: null,
        ...viewer,
      });
      expect(rows.length, `${queryName} keeps its limit`).toBeLessThanOrEqual(definition.limit + 1);
      for (const row of rows) expect(definition.row.parse(row), `${queryName} gives rows of its shape`).toEqual(row);
      return rows;
    },
    rebuildAndCompare: () => {
      const names = options.modules.flatMap((module) => module.tables.map((table) => table.name));
      const incremental = dumpTables(store.reader, names);
      store.rebuild();
      expect(incremental, "read models kept up to date equal those computed from the log").toEqual(
        dumpTables(store.reader, names),
      );
    },
    close: () => {
      store.close();
    },
  };
}
