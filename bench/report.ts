/** One figure of one benchmark, with what bounds it from below and what others do, measured in the same run. */
export interface BenchFigure {
  /** `P2`. */
  readonly bench: string;
  readonly metric: string;
  readonly value: number;
  /** What the hardware and the libraries alone give; `null` when nothing sensible exists. */
  readonly floor: number | null;
  /** `value / floor`. */
  readonly ratio: number | null;
  readonly peer: string | null;
  readonly peerValue: number | null;
  /** The target in words, as ARCHITECTURE.md §11 has it. */
  readonly target: string;
  readonly pass: boolean;
}

/** Prints a figure as one JSON line; a missed target makes the process fail. */
export function reportFigure(figure: Omit<BenchFigure, "ratio">): void {
  const ratio = figure.floor === null || figure.floor === 0 ? null : figure.value / figure.floor;
  const { bench, metric, value, floor, peer, peerValue, target, pass } = figure;
  const line: BenchFigure = {
    bench,
    metric,
    value: rounded(value),
    floor: floor === null ? null : rounded(floor),
    ratio: ratio === null ? null : rounded(ratio),
    peer,
    peerValue: peerValue === null ? null : rounded(peerValue),
    target,
    pass,
  };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  if (!pass) process.exitCode = 1;
}

/** The value below which `shareOfHundred` of a hundred samples lie (nearest rank). */
export function percentile(samples: readonly number[], shareOfHundred: number): number {
  const sorted = samples.toSorted((left, right) => left - right);
  const rank = Math.max(0, Math.ceil((shareOfHundred / 100) * sorted.length) - 1);
  return sorted[rank] ?? Number.NaN;
}

function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
