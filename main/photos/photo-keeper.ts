import { photoKeepMs } from "#domains/attendance/settings.ts";
import { DAY_MS, HOUR_MS, localFromMs, type Clock } from "#kernel/time.ts";
import { photoIdsOf } from "#main/domains/attendance/queries.ts";
import { erasedStaffIds } from "#main/domains/people/queries.ts";
import { serviceDateAt, settingReader, siteProfile } from "#main/domains/site/queries.ts";
import type { PhotoShelf } from "#main/lan/ports.ts";
import type { KitchenStore } from "#main/store/kitchen-store.ts";
import { firstKeptDate, type PhotoStore } from "./photo-store.ts";

/** How often old pictures are looked for; a kitchen PC is not on at every midnight. */
export const PHOTOS_LOOK_EVERY_MS = HOUR_MS;

/** Keeps pictures for as long as the kitchen said (`photo.keep`), and no longer. */
export interface PhotoKeeper extends PhotoShelf {
  /** Deletes what was kept long enough, and what there is of people who were erased, however late it came. */
  look(): Promise<void>;
}

export function createPhotoKeeper(deps: {
  readonly photos: PhotoStore;
  readonly store: Pick<KitchenStore, "reader" | "status">;
  readonly clock: Pick<Clock, "nowMs">;
}): PhotoKeeper {
  const { photos, store, clock } = deps;
  const today = () => localFromMs(clock.nowMs(), siteProfile(store.reader).timeZone).date;
  return {
    keep: (photoId, bytes) => photos.keep(photoId, bytes, today()),
    read: photos.read,
    look: async () => {
      const { reader } = store;
      const nowMs = clock.nowMs();
      const keptMs = settingReader(reader, serviceDateAt(reader, nowMs))(photoKeepMs).value;
      // A punch is recorded before or soon after its picture arrives; older ones have no picture any more.
      const sinceMs = nowMs - keptMs - 2 * DAY_MS;
      await photos.erase(photoIdsOf(reader, { staffIds: erasedStaffIds(reader), sinceMs }));
      // A clock that jumped ahead would delete a month of pictures at once.
      if (store.status().isClockUntrusted) return;
      await photos.eraseBefore(firstKeptDate(today(), Math.ceil(keptMs / DAY_MS)));
    },
  };
}
