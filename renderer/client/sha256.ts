/**
 * SHA-256 of a text's UTF-8 bytes, in hex (FIPS 180-4). `crypto.subtle` exists on trusted pages only, and a terminal must
 * know its cards on any; the inputs are a badge's few letters.
 */
export function sha256Hex(text: string): string {
  const hash = Uint32Array.from(fractionsOf(Math.sqrt, 8));
  const blocks = paddedBlocks(new TextEncoder().encode(text));
  for (let offset = 0; offset < blocks.byteLength; offset += BLOCK_BYTES) digestBlock(hash, blocks, offset);
  return [...hash].map((word) => word.toString(16).padStart(8, "0")).join("");
}

const BLOCK_BYTES = 64;

/** The first 32 bits of the fractional parts of a root of the first primes. */
function fractionsOf(root: (value: number) => number, count: number): readonly number[] {
  const fractions: number[] = [];
  for (let candidate = 2; fractions.length < count; candidate += 1) {
    let divisor = 2;
    while (candidate % divisor !== 0) divisor += 1;
    if (divisor === candidate) fractions.push(Math.floor((root(candidate) % 1) * 2 ** 32));
  }
  return fractions;
}

const ROUND_CONSTANTS = Uint32Array.from(fractionsOf(Math.cbrt, 64));

/** The message, a one bit, zeros, and its length in bits. */
function paddedBlocks(message: Uint8Array): DataView {
  const blocks = new Uint8Array(Math.ceil((message.length + 9) / BLOCK_BYTES) * BLOCK_BYTES);
  blocks.set(message);
  blocks[message.length] = 0x80;
  const view = new DataView(blocks.buffer);
  view.setUint32(blocks.length - 4, message.length * 8);
  return view;
}

function digestBlock(hash: Uint32Array, blocks: DataView, offset: number): void {
  const schedule = scheduleOf(blocks, offset);
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = hash;
  for (let round = 0; round < 64; round += 1) {
    const chosen = (e & f) ^ (~e & g);
    const majority = (a & b) ^ (a & c) ^ (b & c);
    const first =
      (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + chosen + at(ROUND_CONSTANTS, round) + at(schedule, round)) |
      0;
    const second = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + majority) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + first) | 0, c, b, a, (first + second) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, index) => {
    hash[index] = at(hash, index) + word;
  });
}

function scheduleOf(blocks: DataView, offset: number): Uint32Array {
  const schedule = new Uint32Array(64);
  for (let index = 0; index < 64; index += 1) {
    if (index < 16) {
      schedule[index] = blocks.getUint32(offset + 4 * index);
      continue;
    }
    const early = at(schedule, index - 15);
    const late = at(schedule, index - 2);
    const small = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
    const large = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
    schedule[index] = at(schedule, index - 16) + small + at(schedule, index - 7) + large;
  }
  return schedule;
}

function turned(word: number, count: number): number {
  return (word >>> count) | (word << (32 - count));
}

/** Every index used here lies within its array. */
function at(words: Uint32Array, index: number): number {
  return words[index] ?? 0;
}
