import type { z } from "zod";
import type {
  CommandDefinition,
  DecisionContext,
  EventDefinition,
  QueryDefinition,
  StoredEvent,
} from "#kernel/definition.ts";
import type { Rejection } from "#kernel/rejections.ts";
import type { Result } from "#kernel/result.ts";
import type { ServiceDate } from "#kernel/service-date.ts";
import type { ReadableDb, WritableDb } from "./readable-db.ts";

/** A parsed command of any domain. */
export interface AnyCommand {
  readonly type: string;
  readonly body: unknown;
}

/** An event a `decide` asks to append; the bus adds the envelope. */
export interface DecidedEvent {
  readonly type: string;
  readonly body: unknown;
  /**
   * Another stream of the same domain that this event belongs to, for the rare command that writes several at once
   * (a whole day's plan). Absent: the command's own stream. Its `decide` knows those streams from its facts only.
   */
  readonly streamId?: string;
  /** The service day of the thing this event is about, where it is not the command's own (a stay's, a roster's). */
  readonly serviceDate?: ServiceDate;
}

/** The stream a command writes, and the service day its events belong to (the day of the thing they are about). */
export interface CommandTarget {
  readonly streamId: string;
  readonly serviceDate: ServiceDate;
}

/** A command the kitchen PC sends because an event was written (DOMAIN.md §4.12). Its id derives from that event and `key`. */
export interface FollowOn {
  readonly type: string;
  readonly body: unknown;
  /** Distinguishes several follow-ons of one event; stable across replays. */
  readonly key: string;
}

/** One table a domain's projections own: dropped and made again on rebuild. */
export interface ProjectionTable {
  readonly name: string;
  /** `CREATE TABLE … STRICT` followed by its indexes. */
  readonly ddl: readonly string[];
}

/**
 * A function a domain adds to SQL on the store's connections, to open sealed columns. It is registered direct-only and
 * deterministic, and may never appear in a table, an index or a trigger.
 */
export interface SqlFunction {
  readonly name: string;
  readonly run: (...values: readonly (string | number | bigint | Uint8Array | null)[]) => string | number | null;
}

/** A query's definition with the function that answers it. */
export interface QueryHandler {
  readonly definition: QueryDefinition;
  /** Event types that can change the answer; `*` for any event of this domain. Types of other domains are named too. */
  readonly changedBy: readonly string[];
  /** Gives at most one row more than the definition's limit: by that row the LAN server knows that more exist. */
  readonly answer: (db: ReadableDb, params: unknown, viewer: QueryViewer) => readonly object[];
}

/** What a viewer may see; part of what makes two subscriptions the same question. */
export interface QueryViewer {
  /** May see people's names (a paired face inside the kitchen, except a wall set to hide them). */
  readonly isNamesAllowed: boolean;
  readonly staffId: string | null;
}

/**
 * The door of a domain: everything the runtime needs of it. Types are erased here; `createDomainModule` checks them where
 * the module is written.
 */
export interface DomainModule {
  readonly domain: string;
  readonly events: readonly EventDefinition[];
  readonly commands: readonly CommandDefinition[];
  readonly queries: readonly QueryHandler[];
  readonly projectionVersion: number;
  readonly tables: readonly ProjectionTable[];
  readonly sqlFunctions: readonly SqlFunction[];
  /** Brings an older version of an event body to the latest one. */
  readonly upcast: (event: StoredEvent) => StoredEvent;
  readonly project: (db: WritableDb, event: StoredEvent) => void;
  /** The same for many events of the domain in log order, with the same outcome, for less: what a rebuild calls, where given. */
  readonly projectAll?: (db: WritableDb, events: readonly StoredEvent[]) => void;
  readonly followOns: (db: ReadableDb, event: StoredEvent) => readonly FollowOn[];
  readonly initialState: unknown;
  readonly evolve: (state: unknown, event: StoredEvent) => unknown;
  /** Which stream and day a command is about; refused when the thing it names does not exist. */
  readonly target: (db: ReadableDb, command: AnyCommand, context: DecisionContext) => Result<CommandTarget, Rejection>;
  readonly gatherFacts: (db: ReadableDb, command: AnyCommand, context: DecisionContext) => unknown;
  readonly decide: (
    state: unknown,
    command: AnyCommand,
    facts: unknown,
    context: DecisionContext,
  ) => Result<readonly DecidedEvent[], Rejection>;
  /**
   * Runs after the events were appended and projected, in the same savepoint: writes durable side tables (sealed data,
   * credentials) and returns the members of `accepted.result`. Plain read models belong to `project`. `facts`: those it
   * was decided by, from before its events.
   */
  readonly complete: (
    db: WritableDb,
    command: AnyCommand,
    events: readonly StoredEvent[],
    context: DecisionContext,
    facts: unknown,
  ) => Readonly<Record<string, unknown>>;
}

/** The typed form of `DomainModule`, as a domain writes it. Optional members get a do-nothing default. */
export interface TypedDomainModule<
  State,
  Command extends AnyCommand,
  Facts,
  Event extends DecidedEvent,
  Refusal extends Rejection,
> {
  readonly domain: string;
  readonly events: readonly EventDefinition[];
  readonly commands: readonly CommandDefinition[];
  readonly queries: readonly QueryHandler[];
  readonly projectionVersion: number;
  readonly tables: readonly ProjectionTable[];
  readonly sqlFunctions?: readonly SqlFunction[];
  readonly upcast?: (event: StoredEvent) => StoredEvent;
  readonly project: (db: WritableDb, event: StoredEventOfUnion<Event>) => void;
  readonly projectAll?: (db: WritableDb, events: readonly StoredEventOfUnion<Event>[]) => void;
  readonly followOns?: (db: ReadableDb, event: StoredEventOfUnion<Event>) => readonly FollowOn[];
  readonly initialState: State;
  readonly evolve: (state: State, event: StoredEventOfUnion<Event>) => State;
  readonly target: (db: ReadableDb, command: Command, context: DecisionContext) => Result<CommandTarget, Rejection>;
  readonly gatherFacts: (db: ReadableDb, command: Command, context: DecisionContext) => Facts;
  readonly decide: (
    state: State,
    command: Command,
    facts: Facts,
    context: DecisionContext,
  ) => Result<readonly Event[], Refusal>;
  readonly complete?: (
    db: WritableDb,
    command: Command,
    events: readonly StoredEventOfUnion<Event>[],
    context: DecisionContext,
    facts: Facts,
  ) => Readonly<Record<string, unknown>>;
}

/** Distributes `StoredEvent` over a union of decided events. */
export type StoredEventOfUnion<Event> = Event extends {
  readonly type: infer Type extends string;
  readonly body: infer Body;
}
  ? StoredEvent<Type, Body>
  : never;

/** Erases a typed module. Sound because the bus hands a module only commands and events parsed by its own definitions. */
export function createDomainModule<
  State,
  Command extends AnyCommand,
  Facts,
  Event extends DecidedEvent,
  Refusal extends Rejection,
>(module: TypedDomainModule<State, Command, Facts, Event, Refusal>): DomainModule {
  const defaults = {
    sqlFunctions: [],
    upcast: (event: StoredEvent) => event,
    followOns: () => [],
    complete: () => ({}),
  };
  // The casts erase type parameters only: each function is called with values its own schemas produced.
  return { ...defaults, ...module } as unknown as DomainModule;
}

/** Pairs a query's definition with its answer, keeping the parameter and row types together. */
export function answerQuery<Name extends string, Params extends z.ZodType, Row extends z.ZodType>(
  definition: QueryDefinition<Name, Params, Row>,
  changedBy: readonly string[],
  answer: (db: ReadableDb, params: z.output<Params>, viewer: QueryViewer) => readonly z.output<Row>[],
): QueryHandler {
  return {
    definition,
    changedBy,
    answer: answer as QueryHandler["answer"], // parameters are parsed by `definition.params` before the call
  };
}
