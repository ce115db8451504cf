import type { ShellApi } from "#contract/shell-api.ts";

declare global {
  interface Window {
    /** Present only in a window the shell holds; the name is `SHELL_API_GLOBAL`. */
    readonly bergiziShell?: ShellApi;
  }
}

/** Tells the shell, if there is one, that this page has really painted; it keeps the window hidden until then. */
export function reportPainted(): void {
  const shell = window.bergiziShell;
  if (shell === undefined) return;
  // The first frame callback runs before the paint it belongs to, the second one after it.
  requestAnimationFrame(() => {
    requestAnimationFrame(() => {
      shell.pagePainted(performance.now()).catch(() => {
        // The shell shows an unpainted window by itself after a while; nothing here can do more.
      });
    });
  });
}
