import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { SAMPLES_PER_SECOND, samplesOf, SOUNDS_DIR, TONES_BY_SOUND, wavFile } from "./make-sounds.ts";

describe.each(Object.entries(TONES_BY_SOUND))("the sound %s", (name, tones) => {
  it("is the file in the resources", () => {
    expect(readFileSync(`${SOUNDS_DIR}${name}.wav`).equals(wavFile(samplesOf(tones)))).toBe(true);
  });

  it("has its energy between 500 and 2500 Hz", () => {
    const energy = spectrum(samplesOf(tones));
    const whole = energy.reduce((sum, { power }) => sum + power, 0);
    const within = energy
      .filter(({ hertz }) => hertz >= 500 && hertz <= 2_500)
      .reduce((sum, { power }) => sum + power, 0);
    expect(within / whole).toBeGreaterThan(0.98);
  });
});

/** Power by frequency, by a plain radix-2 transform. */
function spectrum(samples: Int16Array): { hertz: number; power: number }[] {
  const size = 2 ** Math.ceil(Math.log2(samples.length));
  const real = Float64Array.from({ length: size }, (_, index) => samples[index] ?? 0);
  const imaginary = new Float64Array(size);
  transform(real, imaginary);
  return Array.from({ length: size / 2 }, (_, index) => ({
    hertz: (index * SAMPLES_PER_SECOND) / size,
    power: (real[index] ?? 0) ** 2 + (imaginary[index] ?? 0) ** 2,
  }));
}

function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  if (size === 1) return;
  const half = size / 2;
  const part = (offset: number, from: Float64Array) =>
    Float64Array.from({ length: half }, (_, index) => from[2 * index + offset] ?? 0);
  const even = [part(0, real), part(0, imaginary)] as const;
  const odd = [part(1, real), part(1, imaginary)] as const;
  transform(...even);
  transform(...odd);
  for (let index = 0; index < half; index += 1) {
    const angle = (-2 * Math.PI * index) / size;
    const [oddReal, oddImaginary] = [odd[0][index] ?? 0, odd[1][index] ?? 0];
    const turnedReal = Math.cos(angle) * oddReal - Math.sin(angle) * oddImaginary;
    const turnedImaginary = Math.sin(angle) * oddReal + Math.cos(angle) * oddImaginary;
    real[index] = (even[0][index] ?? 0) + turnedReal;
    imaginary[index] = (even[1][index] ?? 0) + turnedImaginary;
    real[index + half] = (even[0][index] ?? 0) - turnedReal;
    imaginary[index + half] = (even[1][index] ?? 0) - turnedImaginary;
  }
}
