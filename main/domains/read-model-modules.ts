import { createPassingSecrets } from "#main/site-secrets.ts";
import type { DomainModule } from "#main/store/domain-module.ts";
import { allModules } from "./modules.ts";

/**
 * The domains as the checking thread needs them: projections and tables only. Nothing here decides, seals or reveals, so the
 * keys are passing ones and nobody is connected.
 */
export function readModelModules(): readonly DomainModule[] {
  return allModules({
    clock: { nowMs: () => 0, monotonicMs: () => 0 },
    makeId: () => {
      throw new Error("assertion failed: a check makes no ids");
    },
    randomness: { fill: (bytes) => bytes.fill(0), below: () => 0 },
    secrets: createPassingSecrets((bytes) => bytes.fill(0)),
    keepForReveal: () => "",
    presence: { of: () => undefined },
  });
}
