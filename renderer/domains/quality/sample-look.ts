import type { SampleDueState } from "#domains/quality/rules.ts";
import type { Look } from "#renderer/ui/icon.tsx";

/** “Diambil”, “Disimpan”, “Segera dimusnahkan”, “Waktunya dimusnahkan”, “Dimusnahkan” (UX.md §2.5). */
export const LOOK_BY_SAMPLE: Readonly<Record<SampleDueState, Look>> = {
  taken: { token: "warn", icon: "triangle-alert" },
  stored: { token: "ok", icon: "circle-check" },
  "due-soon": { token: "warn", icon: "triangle-alert" },
  due: { token: "crit", icon: "octagon-alert" },
  disposed: { token: "text", icon: "circle-check" },
};

export const WORD_BY_SAMPLE = {
  taken: "shared.sample.taken",
  stored: "shared.sample.stored",
  "due-soon": "shared.sample.due-soon",
  due: "shared.sample.due",
  disposed: "shared.sample.disposed",
} as const satisfies Readonly<Record<SampleDueState, string>>;
