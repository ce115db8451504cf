import { createCopy, type Language } from "#renderer/copy/copy.ts";
import { rejectionsEn } from "#renderer/copy/rejections.en.ts";
import { rejectionsId } from "#renderer/copy/rejections.id.ts";
import { sharedEn } from "#renderer/copy/shared.en.ts";
import { sharedId } from "#renderer/copy/shared.id.ts";
import { actsEn } from "#renderer/copy/tablet-acts.en.ts";
import { actsId } from "#renderer/copy/tablet-acts.id.ts";
import { storeEn } from "#renderer/copy/tablet-store.en.ts";
import { storeId } from "#renderer/copy/tablet-store.id.ts";
import { tabletEn } from "#renderer/copy/tablet.en.ts";
import { tabletId } from "#renderer/copy/tablet.id.ts";
import type { TabletCopy } from "#renderer/copy/use-tablet-copy.ts";

/** Both languages are in the bundle: a switch needs no network. */
export function createTabletCopy(language: Language): TabletCopy {
  return createCopy({
    language,
    id: { shared: sharedId, rejections: rejectionsId, tablet: tabletId, acts: actsId, store: storeId },
    en: { shared: sharedEn, rejections: rejectionsEn, tablet: tabletEn, acts: actsEn, store: storeEn },
  });
}
