/** A kitchen that does not answer within this time is taken as away. */
export const PAGE_WAIT_MAX_MS = 3_000;

/** What the page tells its worker: the files it is made of. */
export interface WorkerMessage {
  readonly kind: "keep";
  readonly paths: readonly string[];
}

/** The part of `Cache` used here. */
export interface FileCache {
  readonly match: (path: string) => Promise<Response | undefined>;
  readonly put: (path: string, response: Response) => Promise<void>;
  readonly delete: (path: string) => Promise<boolean>;
  readonly keys: () => Promise<readonly { readonly url: string }[]>;
}

/** `page`: the face itself, at `pagePath`. `file`: a hashed file, the same for ever. `other`: not ours to answer. */
export function pathKind(path: string, pagePath: string): "page" | "file" | "other" {
  if (path.startsWith("/assets/")) return "file";
  return path === pagePath || path.startsWith(`${pagePath}/`) ? "page" : "other";
}

/** The page a worker keeps, by the worker's own address: `/tablet-worker.js` keeps `/tablet`. */
export function pageOfWorker(workerPath: string): string {
  return workerPath.replace(/-worker\.js$/, "");
}

/** A hashed file from this device, else from the kitchen. */
export async function cacheFirst(cache: FileCache, path: string): Promise<Response> {
  const kept = await cache.match(path);
  if (kept !== undefined) return kept;
  const fresh = await fetch(path);
  if (fresh.ok) await cache.put(path, fresh.clone());
  return fresh;
}

/** The newest page while the kitchen answers, the kept one when it does not. */
export async function networkFirst(cache: FileCache, pagePath: string): Promise<Response> {
  try {
    const fresh = await fetch(pagePath, { cache: "no-store", signal: AbortSignal.timeout(PAGE_WAIT_MAX_MS) });
    // A proxy's or a starting kitchen's error page is worse than the page of yesterday.
    if (fresh.ok) return fresh;
    return (await cache.match(pagePath)) ?? fresh;
  } catch (cause) {
    const kept = await cache.match(pagePath);
    if (kept !== undefined) return kept;
    throw cause;
  }
}

/**
 * Keeps the files a page is made of, and the page itself last: it must never name a file that is not here. Files of older
 * builds leave only after that.
 */
export async function keepFiles(cache: FileCache, pagePath: string, paths: readonly string[]): Promise<void> {
  const files = paths.filter((path) => pathKind(path, pagePath) === "file");
  for (const path of files) await cacheFirst(cache, path);
  const page = await fetch(pagePath, { cache: "no-store" });
  if (!page.ok) return;
  await cache.put(pagePath, page);
  const wanted = new Set([pagePath, ...files]);
  for (const { url } of await cache.keys()) {
    const path = new URL(url, "http://kitchen").pathname;
    if (!wanted.has(path)) await cache.delete(path);
  }
}
