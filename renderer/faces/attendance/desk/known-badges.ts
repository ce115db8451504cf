import type { RowOf } from "#kernel/definition.ts";
import type { terminalRosterQuery } from "#domains/attendance/queries.ts";
import { sha256Hex } from "#renderer/client/sha256.ts";

type RosterRow = RowOf<typeof terminalRosterQuery>;

export interface KnownPerson {
  readonly staffId: string;
  readonly name: string;
}

/** Whose badge a text is, from the list the kitchen last sent; kept on this device for when it is cut off. */
export interface KnownBadges {
  /** `unknown`: nobody on the list has it. `no-list`: this device never had one. */
  readonly ownerOf: (text: string) => KnownPerson | "unknown" | "no-list";
  readonly take: (rows: readonly RosterRow[]) => void;
}

export function createKnownBadges(): KnownBadges {
  let personByDigest: ReadonlyMap<string, RosterRow> | null = null;
  return {
    ownerOf: (text) => {
      if (personByDigest === null) return "no-list";
      const person = personByDigest.get(sha256Hex(text));
      if (person === undefined) return "unknown";
      return { staffId: person.staffId, name: person.name };
    },
    take: (rows) => {
      personByDigest = new Map(rows.flatMap((row) => row.badgeDigests.map((digest) => [digest, row] as const)));
    },
  };
}
