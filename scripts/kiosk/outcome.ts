/** How a command of `npm run kiosk` ends. */
export const EXIT = {
  done: 0,
  /** The kitchen says no; nothing was changed. */
  rejected: 1,
  /** The line was not understood. */
  usage: 2,
  /** The data folder or its store cannot be used. */
  fault: 3,
} as const;

export type Outcome =
  | { readonly kind: "done"; readonly text: string; readonly data: Readonly<Record<string, unknown>> }
  | {
      readonly kind: "failed";
      readonly exitCode: (typeof EXIT)["rejected" | "usage" | "fault"];
      readonly code: string;
      readonly message: string;
      readonly data?: Readonly<Record<string, unknown>>;
    };

export function done(text: string, data: Readonly<Record<string, unknown>>): Outcome {
  return { kind: "done", text, data };
}

/** The kitchen's own "no", with its code and data. */
export function rejected(rejection: { readonly code: string; readonly [name: string]: unknown }): Outcome {
  const { code, ...data } = rejection;
  const details = Object.entries(data).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return { kind: "failed", exitCode: EXIT.rejected, code, message: `ditolak dapur ${details.join(", ")}`.trim(), data };
}

export function misused(code: string, message: string): Outcome {
  return { kind: "failed", exitCode: EXIT.usage, code, message };
}

export function faulted(code: string, message: string): Outcome {
  return { kind: "failed", exitCode: EXIT.fault, code, message };
}
