/** What this machine has for showing a kitchen. */
export interface LaunchFacts {
  readonly isHeadless: boolean;
  readonly hasDisplay: boolean;
  readonly electronPath: string | null;
  readonly chromiumPath: string | null;
}

export type Launch =
  | { readonly kind: "electron"; readonly electronPath: string }
  | { readonly kind: "browser"; readonly chromiumPath: string }
  | { readonly kind: "server"; readonly isHeadless: boolean };

/** Electron where its binary and a display exist, else a kiosk browser on the display, else the server alone. */
export function chooseLaunch(facts: LaunchFacts): Launch {
  if (facts.isHeadless || !facts.hasDisplay) return { kind: "server", isHeadless: facts.isHeadless };
  if (facts.electronPath !== null) return { kind: "electron", electronPath: facts.electronPath };
  if (facts.chromiumPath !== null) return { kind: "browser", chromiumPath: facts.chromiumPath };
  return { kind: "server", isHeadless: false };
}
