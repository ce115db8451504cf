import { MINUTE_MS, type Clock } from "#kernel/time.ts";

/** How long a file waits to be fetched. */
export const EXPORT_KEPT_MS = 5 * MINUTE_MS;
/** Files kept or waiting to be made at once: beyond it a new one is refused, since nobody fetches so many. */
const PLACES_MAX_COUNT = 16;
/** Names of files already given or forgotten, so that asking twice is told apart from asking for nothing. */
const GONE_MAX_COUNT = 512;

/** A file on the shelf, maybe still being made. */
export interface FoundExport<Request, Outcome> {
  readonly request: Request;
  readonly outcome: Promise<Outcome>;
  /** Takes it down; false when somebody else was quicker. */
  remove(): boolean;
}

/** Where files wait, each for the device that asked, taken down once or after `EXPORT_KEPT_MS`. */
export interface ExportShelf<Request, Outcome> {
  /** A place to put what is made; null when the shelf is full. */
  reserve(exportId: string, deviceId: string | null, request: Request): { put(outcome: Outcome): void } | null;
  /** `unknown` also for a file of another device, whether it is still there or not. */
  find(exportId: string, deviceId: string): FoundExport<Request, Outcome> | "unknown" | "gone";
}

interface Place<Request, Outcome> {
  readonly deviceId: string | null;
  readonly request: Request;
  readonly outcome: Promise<Outcome>;
  /** By the monotonic clock; null until something was put there. */
  putAtMs: number | null;
}

export function createExportShelf<Request, Outcome>(clock: Pick<Clock, "monotonicMs">): ExportShelf<Request, Outcome> {
  const placeById = new Map<string, Place<Request, Outcome>>();
  const deviceByGoneId = new Map<string, string | null>();

  function takeDown(exportId: string, deviceId: string | null): void {
    placeById.delete(exportId);
    deviceByGoneId.set(exportId, deviceId);
    const oldest = deviceByGoneId.keys().next();
    if (deviceByGoneId.size > GONE_MAX_COUNT && oldest.done !== true) deviceByGoneId.delete(oldest.value);
  }

  function takeDownOld(): void {
    const nowMs = clock.monotonicMs();
    for (const [exportId, { putAtMs, deviceId }] of placeById) {
      if (putAtMs !== null && nowMs - putAtMs >= EXPORT_KEPT_MS) takeDown(exportId, deviceId);
    }
  }

  return {
    reserve: (exportId, deviceId, request) => {
      takeDownOld();
      if (placeById.size >= PLACES_MAX_COUNT) {
        takeDown(exportId, deviceId);
        return null;
      }
      const { promise, resolve } = Promise.withResolvers<Outcome>();
      const place: Place<Request, Outcome> = { deviceId, request, outcome: promise, putAtMs: null };
      placeById.set(exportId, place);
      return {
        put: (outcome) => {
          place.putAtMs = clock.monotonicMs();
          resolve(outcome);
        },
      };
    },
    find: (exportId, deviceId) => {
      takeDownOld();
      const place = placeById.get(exportId);
      if (place === undefined) return deviceByGoneId.get(exportId) === deviceId ? "gone" : "unknown";
      if (place.deviceId !== deviceId) return "unknown";
      return {
        request: place.request,
        outcome: place.outcome,
        remove: () => {
          if (placeById.get(exportId) !== place) return false;
          takeDown(exportId, deviceId);
          return true;
        },
      };
    },
  };
}
