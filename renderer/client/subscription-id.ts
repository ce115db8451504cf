import { canonicalJson } from "#kernel/json.ts";

/** The contract's longest id (`subscriptionId`, at most 256 characters). */
export const SUBSCRIPTION_ID_MAX_LENGTH_COUNT = 256;

export interface Question {
  readonly query: string;
  readonly params: object;
  /** Whose permissions the answer is scoped by. */
  readonly staffId?: string;
}

/**
 * One id for one question: equal questions of all devices get equal ids, so the server serialises their answer once. A
 * long one is cut and ends in a 104-bit digest of the whole.
 */
export function subscriptionIdOf({ query, params, staffId }: Question): string {
  const full = `${query}?${canonicalJson(params)}${staffId === undefined ? "" : `@${staffId}`}`;
  if (full.length <= SUBSCRIPTION_ID_MAX_LENGTH_COUNT) return full;
  const digest = `#${hash53(full, 1)}${hash53(full, 2)}`;
  return full.slice(0, SUBSCRIPTION_ID_MAX_LENGTH_COUNT - digest.length) + digest;
}

/** cyrb53, a public-domain 53-bit string hash: no secret hangs on it, and plain HTTP pages have no `crypto.subtle`. */
function hash53(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(16).padStart(14, "0");
}
