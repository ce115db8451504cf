import type { WorkerMessage } from "./page-cache.ts";

/** Shared with the worker by value, so that the two stay files of their own. */
const HASHED_FILES = "/assets/";

/** Lets a face be loaded while the kitchen is away, where the browser trusts the page enough for that. */
export function keepPageOnDevice(pagePath: string, otherPaths: readonly string[]): void {
  if (!isSecureContext || !("serviceWorker" in navigator)) return;
  const { serviceWorker } = navigator;
  const tell = async () => {
    await serviceWorker.register(`${pagePath}-worker.js`, { scope: pagePath });
    const { active } = await serviceWorker.ready;
    const message: WorkerMessage = { kind: "keep", paths: [...ownFiles(), ...otherPaths] };
    active?.postMessage(message);
  };
  tell().catch(() => {
    // No disk for it, or not allowed here: a reload then waits for the kitchen.
  });
}

/** The files this page has loaded. */
function ownFiles(): readonly string[] {
  const loaded = performance.getEntriesByType("resource").map(({ name }) => new URL(name, location.href).pathname);
  const named = [...document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>("script[src], link[href]")].map(
    (element) => new URL("src" in element ? element.src : element.href, location.href).pathname,
  );
  return [...new Set([...loaded, ...named])].filter((path) => path.startsWith(HASHED_FILES));
}
