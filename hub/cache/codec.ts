import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";

/** Shorter texts gain nothing by being compressed. */
export const COMPRESS_FROM_BYTES = 4 * 1024;
/** The fastest: rows repeat their members' names and shrink tenfold even so. */
const LEVEL = 1;
const PLAIN = "p".codePointAt(0);
const GZIPPED = "z".codePointAt(0);
const gzipped = promisify(gzip);
const gunzipped = promisify(gunzip);

/** What is cached: the versions its tags had before it was read from Postgres, and the text. */
export interface Entry {
  readonly tagVersions: readonly string[];
  readonly text: string;
}

/** One byte that says how, then the entry. */
export async function packed(entry: Entry): Promise<Buffer> {
  const bytes = Buffer.from(`${JSON.stringify(entry.tagVersions)}\n${entry.text}`, "utf8");
  if (bytes.length < COMPRESS_FROM_BYTES) return Buffer.concat([Buffer.from("p"), bytes]);
  return Buffer.concat([Buffer.from("z"), await gzipped(bytes, { level: LEVEL })]);
}

/** Null for bytes that are none of ours. */
export async function unpacked(bytes: Buffer): Promise<Entry | null> {
  try {
    const [how] = bytes;
    if (how !== PLAIN && how !== GZIPPED) return null;
    const plain = how === PLAIN ? bytes.subarray(1) : await gunzipped(bytes.subarray(1));
    const text = plain.toString("utf8");
    const end = text.indexOf("\n");
    const tagVersions: unknown = JSON.parse(text.slice(0, end));
    if (!Array.isArray(tagVersions) || !tagVersions.every((version) => typeof version === "string")) return null;
    return { tagVersions, text: text.slice(end + 1) };
  } catch {
    return null;
  }
}
