import { cacheFirst, keepFiles, networkFirst, pageOfWorker, pathKind, type WorkerMessage } from "./page-cache.ts";

/**
 * A face's service worker: a page reloaded while the kitchen is away comes from this device. Only trusted pages
 * (HTTPS, or the kitchen PC itself) may have one; elsewhere a reload waits for the kitchen.
 */

interface LastingEvent extends Event {
  readonly waitUntil: (work: Promise<unknown>) => void;
}
interface FetchEvent extends LastingEvent {
  readonly request: Request;
  readonly respondWith: (response: Promise<Response>) => void;
}
interface WorkerScope {
  readonly location: Location;
  readonly clients: { readonly claim: () => Promise<void> };
  readonly skipWaiting: () => Promise<void>;
  addEventListener(type: "install" | "activate", listener: (event: LastingEvent) => void): void;
  addEventListener(type: "fetch", listener: (event: FetchEvent) => void): void;
  addEventListener(type: "message", listener: (event: LastingEvent & { readonly data: WorkerMessage }) => void): void;
}

const scope = self as unknown as WorkerScope; // this file only ever runs as a service worker
const PAGE_PATH = pageOfWorker(scope.location.pathname);
const CACHE_NAME = `bergizi-${PAGE_PATH.slice(1)}`;

scope.addEventListener("install", (event) => event.waitUntil(scope.skipWaiting()));
scope.addEventListener("activate", (event) => event.waitUntil(scope.clients.claim()));

scope.addEventListener("message", (event) => {
  const { data } = event;
  if (data.kind === "keep")
    event.waitUntil(caches.open(CACHE_NAME).then((cache) => keepFiles(cache, PAGE_PATH, data.paths)));
});

scope.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== scope.location.origin) return;
  const kind = pathKind(url.pathname, PAGE_PATH);
  if (kind === "file") event.respondWith(caches.open(CACHE_NAME).then((cache) => cacheFirst(cache, url.pathname)));
  if (kind === "page") event.respondWith(caches.open(CACHE_NAME).then((cache) => networkFirst(cache, PAGE_PATH)));
});
