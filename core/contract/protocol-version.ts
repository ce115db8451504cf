import { z } from "zod";
import { canonicalJson } from "#kernel/json.ts";
import { clientFrame, LAN_PROTOCOL_OLDEST_VERSION, LAN_PROTOCOL_VERSION, serverFrame } from "./lan-protocol.ts";

/** One version of the wire, with the hash its schemas had when it was fixed. */
export interface ProtocolVersion {
  readonly version: number;
  readonly schemaHash: string;
  readonly note: string;
}

/**
 * Every version of the LAN protocol, newest last. When `protocol-version.test.ts` fails, the wire changed: raise
 * `LAN_PROTOCOL_VERSION`, add a line here and to the history in `docs/protocol.md`, and go on serving the oldest promised
 * version. A hash may be replaced in place only for a version no kitchen runs yet.
 */
export const LAN_PROTOCOL_HISTORY: readonly ProtocolVersion[] = [
  { version: 1, schemaHash: "535fd6360af2dedd", note: "The first wire." },
];

/** Whether this build serves a client that speaks `version` (LAN4). */
export function isProtocolServed(version: number): boolean {
  return version >= LAN_PROTOCOL_OLDEST_VERSION && version <= LAN_PROTOCOL_VERSION;
}

/** FNV-1a, 64 bit (draft-eastlake-fnv): enough to notice a change; nobody is kept out by it. Takes ASCII. */
export function fingerprintOf(text: string): string {
  let hash = 0xcbf29ce484222325n;
  for (let index = 0; index < text.length; index += 1) {
    hash = BigInt.asUintN(64, (hash ^ BigInt(text.charCodeAt(index))) * 0x100000001b3n);
  }
  return hash.toString(16).padStart(16, "0");
}

/** The schemas of every frame in both directions as one canonical text, for hashing. */
export function lanSchemaText(): string {
  const shapeOf = (schema: z.ZodType) =>
    z.toJSONSchema(schema, { target: "draft-2020-12", io: "input", reused: "inline" });
  return canonicalJson({ client: shapeOf(clientFrame), server: shapeOf(serverFrame) });
}
