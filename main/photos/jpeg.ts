/** The longest side a terminal's picture may have; a punch is pictured at 320 × 240 (UX.md §5). */
const SIDE_MAX_PX = 640;

const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;

/**
 * Whether bytes are a whole JPEG of a picture small enough to be a punch's: every segment in its place, a frame of 8 bits with
 * its size, a scan, the end mark last (ITU-T T.81 annex B). The picture itself is never decoded here.
 */
export function isSmallJpeg(bytes: Uint8Array): boolean {
  if (bytes.length < 4 || bytes[0] !== 0xff || bytes[1] !== START_OF_IMAGE) return false;
  if (bytes.at(-2) !== 0xff || bytes.at(-1) !== END_OF_IMAGE) return false;
  let index = 2;
  let hasFrame = false;
  while (index + 4 <= bytes.length) {
    if (bytes[index] !== 0xff) return false;
    const marker = bytes[index + 1] ?? 0;
    // Any number of fill bytes may stand before a marker.
    if (marker === 0xff) {
      index += 1;
      continue;
    }
    const lengthBytes = uint16(bytes, index + 2);
    if (lengthBytes < 2 || index + 2 + lengthBytes > bytes.length) return false;
    if (marker === START_OF_SCAN) return hasFrame;
    if (isFrame(marker)) {
      if (hasFrame || !isSmallFrame(bytes, index + 4)) return false;
      hasFrame = true;
    }
    index += 2 + lengthBytes;
  }
  return false;
}

/** The frames canvases and cameras write: baseline, extended and progressive Huffman. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xc2;
}

function isSmallFrame(bytes: Uint8Array, at: number): boolean {
  const [heightPx, widthPx] = [uint16(bytes, at + 1), uint16(bytes, at + 3)];
  const isSide = (sidePx: number) => sidePx >= 1 && sidePx <= SIDE_MAX_PX;
  return bytes[at] === 8 && isSide(heightPx) && isSide(widthPx);
}

function uint16(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0);
}
