const END_SIGNATURE = 0x06054b50;
export const ZIP_ENTRY_SIGNATURE = 0x02014b50;
const END_LENGTH_BYTES = 22;
const COMMENT_MAX_BYTES = 0xffff;
export const ZIP_ENTRY_LENGTH_BYTES = 46;

/**
 * What a ZIP file says it unfolds to, read from its directory (APPNOTE 6.3 §4.3.12 and §4.3.16), or null when it has none.
 * Asked before unpacking, so a small file cannot fill the memory.
 */
export function unpackedBytesOfZip(bytes: Uint8Array): number | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const endIndex = findZipEnd(view);
  if (endIndex === null) return null;
  const entryCount = view.getUint16(endIndex + 10, true);
  let index = view.getUint32(endIndex + 16, true);
  let totalBytes = 0;
  for (let entry = 0; entry < entryCount; entry += 1) {
    if (index + ZIP_ENTRY_LENGTH_BYTES > view.byteLength || view.getUint32(index, true) !== ZIP_ENTRY_SIGNATURE)
      return null;
    totalBytes += view.getUint32(index + 24, true);
    index +=
      ZIP_ENTRY_LENGTH_BYTES +
      view.getUint16(index + 28, true) +
      view.getUint16(index + 30, true) +
      view.getUint16(index + 32, true);
  }
  return totalBytes;
}

/** Where the end record of a ZIP file stands, or null when there is none. */
export function findZipEnd(view: DataView): number | null {
  const lastIndex = view.byteLength - END_LENGTH_BYTES;
  for (let index = lastIndex; index >= Math.max(0, lastIndex - COMMENT_MAX_BYTES); index -= 1) {
    if (view.getUint32(index, true) === END_SIGNATURE) return index;
  }
  return null;
}
