/** Any value JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/** Thrown by `canonicalJson` for a value the log must not hold; always a bug of the caller, who parsed first. */
export class CanonicalJsonError extends Error {}

/**
 * The one byte form of a value that is hashed: object keys sorted by UTF-16 code units, no white space, no `undefined`
 * members, strings as JSON.stringify writes them, integers only. A decimal (°C, nutrients: at most 3 places) is written
 * as `{"m":<integer milli-units>}`, so no floating point reaches the hash. Golden vectors in `json.test.ts` fix this form.
 */
export function canonicalJson(value: unknown): string {
  if (value === null) return "null";
  switch (typeof value) {
    case "boolean":
      return value ? "true" : "false";
    case "string":
      // ASCII is in NFC already, and nearly all of it.
      return JSON.stringify(NON_ASCII.test(value) ? value.normalize("NFC") : value);
    case "number":
      return canonicalNumber(value);
    case "object":
      break;
    case "undefined":
    case "bigint":
    case "function":
    case "symbol":
      throw new CanonicalJsonError(`a ${typeof value} has no canonical form`);
  }
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item)).join(",")}]`;
  const members = value as Readonly<Record<string, unknown>>; // an object, by the switch
  let text = "";
  for (const name of Object.keys(members).toSorted()) {
    const member = members[name];
    if (member === undefined) continue;
    text += `${text === "" ? "" : ","}${JSON.stringify(name)}:${canonicalJson(member)}`;
  }
  return `{${text}}`;
}

const NON_ASCII = /[\u0080-\uffff]/;

function canonicalNumber(value: number): string {
  if (!Number.isFinite(value)) throw new CanonicalJsonError("a number must be finite");
  if (Number.isSafeInteger(value)) return Object.is(value, -0) ? "0" : String(value);
  const milli = Math.round(value * 1000);
  if (!Number.isSafeInteger(milli) || Math.abs(milli / 1000 - value) > 1e-9) {
    throw new CanonicalJsonError("a decimal may have at most three places");
  }
  return `{"m":${milli}}`;
}
