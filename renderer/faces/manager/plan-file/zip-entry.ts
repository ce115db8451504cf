import { findZipEnd, ZIP_ENTRY_LENGTH_BYTES, ZIP_ENTRY_SIGNATURE } from "./zip-guard.ts";

const LOCAL_HEADER_LENGTH_BYTES = 30;
const STORED = 0;
const DEFLATED = 8;

/** One member of a ZIP file as text, or null when it is not there, packed otherwise, or unfolds past the limit. */
export async function textOfZipEntry(
  bytes: Uint8Array<ArrayBuffer>,
  name: string,
  maxBytes: number,
): Promise<string | null> {
  const found = findEntry(bytes, name);
  if (found === null) return null;
  const packed = bytes.subarray(found.startIndex, found.startIndex + found.packedBytes);
  if (found.method === STORED) return packed.length > maxBytes ? null : new TextDecoder().decode(packed);
  return found.method === DEFLATED ? inflatedText(packed, maxBytes) : null;
}

interface ZipEntry {
  readonly method: number;
  readonly packedBytes: number;
  readonly startIndex: number;
}

/** Looks a member up in the directory (APPNOTE 6.3 §4.3.12), which says where its local header stands (§4.3.7). */
function findEntry(bytes: Uint8Array, name: string): ZipEntry | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endIndex = findZipEnd(view);
  if (endIndex === null) return null;
  const entryCount = view.getUint16(endIndex + 10, true);
  let index = view.getUint32(endIndex + 16, true);
  for (let entry = 0; entry < entryCount; entry += 1) {
    if (index + ZIP_ENTRY_LENGTH_BYTES > view.byteLength) return null;
    if (view.getUint32(index, true) !== ZIP_ENTRY_SIGNATURE) return null;
    const nameBytes = view.getUint16(index + 28, true);
    const nameIndex = index + ZIP_ENTRY_LENGTH_BYTES;
    if (new TextDecoder().decode(bytes.subarray(nameIndex, nameIndex + nameBytes)) === name) {
      const headerIndex = view.getUint32(index + 42, true);
      if (headerIndex + LOCAL_HEADER_LENGTH_BYTES > view.byteLength) return null;
      return {
        method: view.getUint16(index + 10, true),
        packedBytes: view.getUint32(index + 20, true),
        startIndex:
          headerIndex +
          LOCAL_HEADER_LENGTH_BYTES +
          view.getUint16(headerIndex + 26, true) +
          view.getUint16(headerIndex + 28, true),
      };
    }
    index = nameIndex + nameBytes + view.getUint16(index + 30, true) + view.getUint16(index + 32, true);
  }
  return null;
}

/** The directory may lie about the size, so what comes out is counted. */
async function inflatedText(packed: Uint8Array<ArrayBuffer>, maxBytes: number): Promise<string | null> {
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  const decoder = new TextDecoder();
  let text = "";
  let totalBytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    totalBytes += value.length;
    if (totalBytes > maxBytes) {
      await reader.cancel();
      return null;
    }
    text += decoder.decode(value, { stream: true });
  }
}
