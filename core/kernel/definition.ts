import type { z } from "zod";
import type { Face, Permission, SiteRole } from "./access.ts";
import type { DeviceId, EventId, StaffId } from "./ids.ts";
import type { ServiceDate } from "./service-date.ts";

/** A: cross-site or legal, uploaded first. B: operational. (C is telemetry and never an event.) */
export type EventClass = "A" | "B";

/** One version of one event type: its name (past tense, kebab), the schema of its body, its class. */
export interface EventDefinition<Type extends string = string, Body extends z.ZodType = z.ZodType> {
  readonly type: Type;
  readonly v: number;
  readonly class: EventClass;
  readonly body: Body;
}

export function defineEvent<const Type extends string, Body extends z.ZodType>(definition: {
  readonly type: Type;
  readonly v?: number;
  readonly class: EventClass;
  readonly body: Body;
}): EventDefinition<Type, Body> {
  return { v: 1, ...definition };
}

/** The event a `decide` returns for one definition: `{ type, body }`; the command bus adds the envelope. */
export type EventOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Body>
    ? { readonly type: Type; readonly body: z.output<Body> }
    : never;

/**
 * How a command treats the outside world (DOMAIN.md, "Facts and permissions").
 * `fact`: reports something that happened; waits on a cut-off device and arrives late with its own time.
 * `grant`: grants a permission or needs a personal number; never kept on a device, lapses unanswered.
 */
export type CommandNature = "fact" | "grant";

/** One command type: its body, who may send it from where, and how it must be signed. */
export interface CommandDefinition<Type extends string = string, Body extends z.ZodType = z.ZodType> {
  readonly type: Type;
  readonly body: Body;
  readonly nature: CommandNature;
  /** `system`: only the kitchen PC itself. `anybody`: no role needed beyond being identified (or a paired device, see `byDevice`). */
  readonly permission: Permission | "system" | "anybody";
  /** The faces whose devices may send it. */
  readonly faces: readonly Face[];
  /** How many personal numbers must sign it: 0 none, 1 the actor, 2 the actor and a witness or counterpart. */
  readonly signatureCount: 0 | 1 | 2;
  /** How many it may bear: where the domain asks for a witness only sometimes, more than it must (a costly discard). */
  readonly signatureMaxCount: 0 | 1 | 2;
  /** Whether a paired device may send it with nobody named (wall keys, a device asking for itself). */
  readonly byDevice: boolean;
  /**
   * Whether a badge in its body or a lone personal number (LAN50) says whose act it is, at a face where nobody signs in:
   * who stands at the attendance terminal is the one who was scanned.
   */
  readonly isIdentifiedByScan: boolean;
  /** Whether those who sign it must be checked in (DOMAIN.md, top): who signs for food, stock or a trip is in the kitchen. */
  readonly isPresenceNeeded: boolean;
}

export function defineCommand<const Type extends string, Body extends z.ZodType>(definition: {
  readonly type: Type;
  readonly body: Body;
  readonly nature: CommandNature;
  readonly permission: Permission | "system" | "anybody";
  readonly faces: readonly Face[];
  readonly signatureCount?: 0 | 1 | 2;
  /** Absent: as many as it must bear. */
  readonly signatureMaxCount?: 0 | 1 | 2;
  readonly byDevice?: boolean;
  readonly isIdentifiedByScan?: boolean;
  readonly isPresenceNeeded?: boolean;
}): CommandDefinition<Type, Body> {
  const defaults = { signatureCount: 0, byDevice: false, isIdentifiedByScan: false, isPresenceNeeded: false } as const;
  return { ...defaults, signatureMaxCount: definition.signatureCount ?? 0, ...definition };
}

/** The parsed command of one definition, as `decide` receives it. */
export type CommandOf<Definition> =
  Definition extends CommandDefinition<infer Type, infer Body>
    ? { readonly type: Type; readonly body: z.output<Body> }
    : never;

/** A live query: a question with parameters whose answer is rows with a key (ARCHITECTURE.md §4). */
export interface QueryDefinition<
  Name extends string = string,
  Params extends z.ZodType = z.ZodType,
  Row extends z.ZodType = z.ZodType,
> {
  readonly name: Name;
  readonly params: Params;
  readonly row: Row;
  /** The member of a row that names it among the rows; its value is a string. */
  readonly key: string;
  /** The most rows one answer may hold, at most `QUERY_ROWS_MAX_COUNT`. */
  readonly limit: number;
  /** `device`: any paired device of the listed faces; otherwise a signed-in person with the permission. */
  readonly permission: Permission | "device";
  readonly faces: readonly Face[];
}

export const QUERY_ROWS_MAX_COUNT = 500;

export function defineQuery<const Name extends string, Params extends z.ZodType, Row extends z.ZodType>(definition: {
  readonly name: Name;
  readonly params: Params;
  readonly row: Row;
  readonly key: string & keyof z.output<Row>;
  readonly limit?: number;
  readonly permission: Permission | "device";
  readonly faces: readonly Face[];
}): QueryDefinition<Name, Params, Row> {
  return { limit: QUERY_ROWS_MAX_COUNT, ...definition };
}

export type RowOf<Definition> =
  Definition extends QueryDefinition<string, z.ZodType, infer Row> ? z.output<Row> : never;
export type ParamsOf<Definition> = Definition extends QueryDefinition<string, infer Params> ? z.output<Params> : never;

/** A personal number given for one act (DOMAIN.md §3, "Personal PIN"). */
export interface Signature {
  readonly staffId: StaffId;
  readonly method: "number" | "badge";
  readonly signedAtMs: number;
}

/** Who acts: a person on a device, a device alone, or the kitchen PC (`system`). */
export interface Actor {
  readonly kind: "person" | "device" | "system";
  readonly staffId: StaffId | null;
  readonly roles: readonly SiteRole[];
  readonly divisionCode: string | null;
  readonly deviceId: DeviceId | null;
  readonly face: Face | null;
  readonly signatures: readonly Signature[];
}

/** What every `decide` may know beside its own facts. Times are epoch milliseconds. */
export interface DecisionContext {
  readonly actor: Actor;
  /** The kitchen PC's clock. */
  readonly nowMs: number;
  /** When the act happened by the device's clock, already replaced by `nowMs` when implausible. */
  readonly occurredAtMs: number;
  /** The act reached the kitchen PC long after it happened. */
  readonly isLateEntry: boolean;
  /** The PC's clock jumped or was never set: time guards become signature + reason. */
  readonly isClockUntrusted: boolean;
}

/** An event as it stands in the log. `body` is the latest version after upcasting. */
export interface StoredEvent<Type extends string = string, Body = unknown> {
  readonly seq: number;
  readonly eventId: EventId;
  readonly streamId: string;
  readonly streamVersion: number;
  readonly domain: string;
  readonly type: Type;
  readonly v: number;
  readonly occurredAtMs: number;
  readonly recordedAtMs: number;
  readonly serviceDate: ServiceDate;
  readonly staffId: StaffId | null;
  readonly deviceId: DeviceId | null;
  readonly commandId: string;
  readonly class: EventClass;
  readonly body: Body;
  /** Signatures and markings of the act, beside the domain's own body. */
  readonly marks: EventMarks;
}

export interface EventMarks {
  readonly signatures?: readonly Signature[];
  readonly isLateEntry?: true;
  readonly isClockUntrusted?: true;
  /** The sender's time was implausible: `occurredAtMs` is the kitchen PC's. */
  readonly isOccurredAtReplaced?: true;
}

/** A stored event of one definition. */
export type StoredEventOf<Definition> =
  Definition extends EventDefinition<infer Type, infer Body> ? StoredEvent<Type, z.output<Body>> : never;
