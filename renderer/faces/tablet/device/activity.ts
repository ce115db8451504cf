import type { ClientRuntime } from "#renderer/client/runtime.ts";

/** When somebody last touched the tablet: who acts is forgotten, and new builds are loaded, by this. */
export interface Activity {
  readonly lastTouchMonotonicMs: () => number;
  readonly idleMs: () => number;
}

/** Watches every touch and key of the page. */
export function createActivity(runtime: ClientRuntime): Activity {
  let lastTouchMonotonicMs = runtime.monotonicMs();
  const touched = () => {
    lastTouchMonotonicMs = runtime.monotonicMs();
  };
  addEventListener("pointerdown", touched, { capture: true });
  addEventListener("keydown", touched, { capture: true });
  return {
    lastTouchMonotonicMs: () => lastTouchMonotonicMs,
    idleMs: () => runtime.monotonicMs() - lastTouchMonotonicMs,
  };
}
