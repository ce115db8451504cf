import { mkdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/**
 * Makes `resources/sounds/*.wav` (UX.md §2.4): pure tones with soft edges, so all their energy lies between 500 and
 * 2500 Hz, where tired ears and small speakers still hear. Run `node scripts/make-sounds.ts` after changing the table.
 */

/** One tone, or a silence (`hertz: 0`). */
interface Tone {
  readonly hertz: number;
  readonly durationMs: number;
}

const tone = (hertz: number, durationMs: number): Tone => ({ hertz, durationMs });
const GAP = tone(0, 60);

/** Wall: info, stage-done, soon, unsafe. Terminal: punch-… Tablet: tick (and unsafe). */
export const TONES_BY_SOUND: Readonly<Record<string, readonly Tone[]>> = {
  info: [tone(660, 120)],
  "stage-done": [tone(660, 120), tone(880, 120)],
  soon: [tone(880, 180), GAP, tone(880, 180)],
  unsafe: [1, 2, 3].flatMap(() => [tone(988, 250), tone(740, 250), GAP]),
  tick: [tone(1_200, 40)],
  "punch-ok": [tone(660, 110), tone(990, 140)],
  "punch-known": [tone(780, 100)],
  "punch-refused": [tone(520, 300), GAP, tone(520, 300)],
};

export const SAMPLES_PER_SECOND = 22_050;
const PEAK = 0.8 * 32_767;
/** Raised-cosine edges: without them a tone begins and ends with a click, which is energy everywhere. */
const EDGE_MS = 12;

/** 16-bit mono samples of a sequence of tones. */
export function samplesOf(tones: readonly Tone[]): Int16Array {
  return Int16Array.from(tones.flatMap(toneSamples));
}

function toneSamples({ hertz, durationMs }: Tone): number[] {
  const count = Math.round((durationMs * SAMPLES_PER_SECOND) / 1_000);
  const edgeCount = Math.min(Math.round((EDGE_MS * SAMPLES_PER_SECOND) / 1_000), Math.floor(count / 2));
  return Array.from({ length: count }, (_, index) => {
    const nearest = Math.min(index, count - 1 - index);
    const edge = nearest >= edgeCount ? 1 : (1 - Math.cos((Math.PI * nearest) / edgeCount)) / 2;
    return Math.round(PEAK * edge * Math.sin((2 * Math.PI * hertz * index) / SAMPLES_PER_SECOND));
  });
}

/** A WAV file: the 44-byte header of PCM, then the samples, little-endian. */
export function wavFile(samples: Int16Array): Buffer {
  const bytesPerSample = 2;
  const data = Buffer.alloc(samples.length * bytesPerSample);
  samples.forEach((sample, index) => data.writeInt16LE(sample, index * bytesPerSample));
  const header = Buffer.alloc(44);
  header.write("RIFF", 0);
  header.writeUInt32LE(36 + data.length, 4);
  header.write("WAVEfmt ", 8);
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(1, 20);
  header.writeUInt16LE(1, 22);
  header.writeUInt32LE(SAMPLES_PER_SECOND, 24);
  header.writeUInt32LE(SAMPLES_PER_SECOND * bytesPerSample, 28);
  header.writeUInt16LE(bytesPerSample, 32);
  header.writeUInt16LE(8 * bytesPerSample, 34);
  header.write("data", 36);
  header.writeUInt32LE(data.length, 40);
  return Buffer.concat([header, data]);
}

export const SOUNDS_DIR = fileURLToPath(new URL("../resources/sounds/", import.meta.url));

if (import.meta.main) {
  mkdirSync(SOUNDS_DIR, { recursive: true });
  for (const [name, tones] of Object.entries(TONES_BY_SOUND)) {
    writeFileSync(`${SOUNDS_DIR}${name}.wav`, wavFile(samplesOf(tones)));
  }
}
