import { z } from "zod";

declare const idBrand: unique symbol;

/** A branded, prefixed identifier: `<prefix>_` + 32 lower-case hex digits of a UUIDv7, e.g. `batch_0193…`. */
export type Id<Prefix extends string> = `${Prefix}_${string}` & { readonly [idBrand]: Prefix };

export type StaffId = Id<"staff">;
export type DeviceId = Id<"device">;
export type CommandId = Id<"command">;
export type EventId = Id<"event">;
export type SiteId = Id<"site">;

const ID_HEX_LENGTH_COUNT = 32;

/** A zod schema for one kind of id; its output type is branded. */
export function idSchema<Prefix extends string>(prefix: Prefix): z.ZodType<Id<Prefix>, string> {
  const pattern = new RegExp(`^${prefix}_[0-9a-f]{${ID_HEX_LENGTH_COUNT}}$`);
  return z
    .string()
    .regex(pattern)
    .transform((text) => text as Id<Prefix>); // true by the pattern just matched
}

/** Where ids get their time and randomness; handed in at the edge so tests can fix both. */
export interface IdSource {
  readonly nowMs: () => number;
  /** Fills the given bytes with randomness. */
  readonly fillRandom: (bytes: Uint8Array) => void;
}

/** Makes ids of any kind; ids made by one factory within the same millisecond still sort by creation in practice only. */
export type IdFactory = <Prefix extends string>(prefix: Prefix) => Id<Prefix>;

/** Creates a factory of UUIDv7 ids (RFC 9562 §5.7: 48 bit Unix ms, version, 74 bit randomness). */
export function createIdFactory(source: IdSource): IdFactory {
  return <Prefix extends string>(prefix: Prefix) => {
    const bytes = new Uint8Array(16);
    source.fillRandom(bytes);
    let timeMs = Math.max(0, Math.floor(source.nowMs()));
    for (let index = 5; index >= 0; index -= 1) {
      bytes[index] = timeMs % 256;
      timeMs = Math.floor(timeMs / 256);
    }
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    return idFromBytes(prefix, bytes);
  };
}

/** Builds an id from 16 bytes already made elsewhere (a digest, for follow-on command ids). */
export function idFromBytes<Prefix extends string>(prefix: Prefix, bytes: Uint8Array): Id<Prefix> {
  let hex = "";
  for (let index = 0; index < 16; index += 1) hex += (bytes[index] ?? 0).toString(16).padStart(2, "0");
  return `${prefix}_${hex}` as Id<Prefix>; // prefix and 32 hex digits by construction
}
