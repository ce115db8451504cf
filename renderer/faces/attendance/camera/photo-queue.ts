import { fullJitterDelayMs, type BackoffBounds } from "#kernel/backoff.ts";
import type { ClientRuntime } from "#renderer/client/runtime.ts";

/** A picture on its way to the kitchen. */
export interface QueuedPhoto {
  readonly photoId: string;
  readonly file: Blob;
}

/** Where pictures wait; every promise resolves once the disk has done it. */
export interface PhotoStore {
  readonly readAll: () => Promise<readonly QueuedPhoto[]>;
  readonly put: (photo: QueuedPhoto) => Promise<void>;
  readonly remove: (photoId: string) => Promise<void>;
}

/** `gone`: the kitchen will never take this one (too old, not a picture). `later`: it could not now. */
export type UploadOutcome = "taken" | "gone" | "later";

/** Pictures of a week of punches; beyond that the oldest make way, the punches themselves do not. */
export const PHOTOS_MAX_COUNT = 2_000;
const RETRY_PAUSE: BackoffBounds = { firstMs: 1_000, maxMs: 60_000 };

/** Brings pictures to the kitchen one at a time, beside the punches and after them, over cuts and reloads. */
export interface PhotoQueue {
  readonly add: (photo: QueuedPhoto) => void;
  /** The line is back: the pause ends. */
  readonly sendNow: () => void;
}

export function createPhotoQueue(deps: {
  readonly runtime: Pick<ClientRuntime, "after" | "random">;
  readonly store: PhotoStore;
  readonly upload: (photo: QueuedPhoto) => Promise<UploadOutcome>;
}): PhotoQueue {
  const { runtime, store } = deps;
  const waiting: QueuedPhoto[] = [];
  let isSending = false;
  let attemptCount = 0;
  let cancelPause = () => {};

  async function send(): Promise<void> {
    cancelPause();
    const [photo] = waiting;
    if (isSending || photo === undefined) return;
    isSending = true;
    const outcome = await deps.upload(photo);
    isSending = false;
    if (outcome === "later") {
      attemptCount += 1;
      cancelPause = runtime.after(fullJitterDelayMs(attemptCount, RETRY_PAUSE, runtime.random), () => void send());
      return;
    }
    attemptCount = 0;
    leave(photo);
    await send();
  }
  function leave(photo: QueuedPhoto): void {
    const index = waiting.indexOf(photo);
    if (index >= 0) waiting.splice(index, 1);
    // Left on the disk it would be sent once more after a reload, which the kitchen takes as done.
    store.remove(photo.photoId).catch(() => {});
  }

  void store
    .readAll()
    .catch(() => [])
    .then((kept) => {
      waiting.unshift(...kept);
      return send();
    });
  return {
    add: (photo) => {
      waiting.push(photo);
      const [oldest] = waiting;
      if (waiting.length > PHOTOS_MAX_COUNT && oldest !== undefined) leave(oldest);
      // A disk that refuses costs the picture at the next reload, never the punch.
      store.put(photo).catch(() => {});
      void send();
    },
    sendNow: () => void send(),
  };
}

const STORE_NAME = "photo";

/** The queue's own database, so that pictures never stand in the way of punches. */
export function openPhotoStore(databaseName: string): PhotoStore {
  const opened = new Promise<IDBDatabase>((resolve, reject) => {
    const opening = indexedDB.open(databaseName, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE_NAME, { keyPath: "photoId" });
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error ?? new Error("the pictures could not be opened"));
  });
  opened.catch(() => {
    // Every use below meets the same error and is handled there.
  });
  const run = async <Value>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<Value>) => {
    const database = await opened;
    return new Promise<Value>((resolve, reject) => {
      const transaction = database.transaction(STORE_NAME, mode);
      const request = act(transaction.objectStore(STORE_NAME));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error ?? new Error("the pictures could not be written"));
    });
  };
  return {
    readAll: () => run("readonly", (store): IDBRequest<QueuedPhoto[]> => store.getAll()),
    put: async (photo) => void (await run("readwrite", (store) => store.put(photo))),
    remove: (photoId) => run("readwrite", (store) => store.delete(photoId)),
  };
}

/** Posts a picture as this device. */
export function createPhotoUpload(deviceToken: () => string | null): (photo: QueuedPhoto) => Promise<UploadOutcome> {
  return async ({ photoId, file }) => {
    try {
      const response = await fetch(`/photos/${photoId}`, {
        method: "POST",
        headers: { "content-type": "image/jpeg", authorization: `Bearer ${deviceToken() ?? ""}` },
        body: file,
        cache: "no-store",
      });
      if (response.ok) return "taken";
      // What the request itself is wrong in stays wrong; everything else may pass.
      return [400, 403, 409, 410, 413, 415, 422].includes(response.status) ? "gone" : "later";
    } catch {
      return "later";
    }
  };
}
