import { PAINT_HEARTBEAT_MS } from "#contract/paint-heartbeat.ts";
import type { ShellApi } from "#contract/shell-api.ts";

declare global {
  interface Window {
    /** Present only in a window the shell holds. */
    readonly bergiziShell?: ShellApi;
  }
}

/** UX.md §8: the way out is asked for by holding the top-left corner this long. */
const EXIT_HOLD_MS = 5_000;
const EXIT_CORNER_PX = 96;

/**
 * Tells the shell, if there is one, that this page has really painted (it keeps the window hidden until then), says so again
 * with every heartbeat, and listens for the way out.
 */
export function reportPainted(): void {
  const shell = window.bergiziShell;
  if (shell === undefined) return;
  // The shell notices by itself when a page says nothing; nothing here could do more.
  const say = (told: Promise<unknown>) => void told.catch(() => undefined);
  afterPaint(() => say(shell.pagePainted(performance.now())));
  setInterval(() => {
    afterPaint(() => say(shell.paintHeartbeat(isBlank())));
  }, PAINT_HEARTBEAT_MS);
  watchCorner(() => say(shell.askExit()));
}

/** The first frame callback runs before the paint it belongs to, the second one after it. */
function afterPaint(act: () => void): void {
  requestAnimationFrame(() => {
    requestAnimationFrame(act);
  });
}

/** Nothing of the face is on the page: its scripts fell over and took everything with them. */
function isBlank(): boolean {
  const parts = [...(document.getElementById("face")?.children ?? [])];
  return !parts.some((part) => part.clientWidth > 0 && part.clientHeight > 0);
}

function watchCorner(act: () => void): void {
  let held: ReturnType<typeof setTimeout> | undefined;
  const letGo = () => {
    clearTimeout(held);
  };
  addEventListener(
    "pointerdown",
    ({ clientX, clientY }) => {
      letGo();
      if (clientX <= EXIT_CORNER_PX && clientY <= EXIT_CORNER_PX) held = setTimeout(act, EXIT_HOLD_MS);
    },
    { capture: true },
  );
  for (const end of ["pointerup", "pointercancel", "blur"]) addEventListener(end, letGo, { capture: true });
}
