import { useCallback } from "react";
import type { Rejection } from "#kernel/rejections.ts";
import type { TimeZone } from "#kernel/time.ts";
import type { Copy } from "./copy.ts";
import { rejectionWords, type RejectionsSet } from "./rejection-words.ts";
import type { actsId } from "./tablet-acts.id.ts";
import type { storeId } from "./tablet-store.id.ts";
import type { tabletId } from "./tablet.id.ts";
import { NO_VALUE } from "./units.ts";
import { useCopy, useUnits, type SharedSet } from "./use-copy.tsx";

/** The areas a tablet loads; its own screens and the domain parts on them read their words from here. */
export type TabletSet = SharedSet &
  RejectionsSet & {
    readonly tablet: typeof tabletId;
    readonly acts: typeof actsId;
    readonly store: typeof storeId;
  };
export type TabletCopy = Copy<TabletSet>;

export function useTabletCopy(): TabletCopy {
  return useCopy<TabletSet>();
}

/** Says a refusal in words; a missing permission names who may. */
export function useRefusalWords(timeZone: TimeZone): (rejection: Rejection) => string {
  const copy = useTabletCopy();
  const units = useUnits();
  return useCallback(
    (rejection: Rejection) => refusalWords(rejection, { copy, units, timeZone }),
    [copy, units, timeZone],
  );
}

/** The words of a refusal as the tablet says them. */
export function refusalWords(
  rejection: Rejection,
  context: { readonly copy: TabletCopy; readonly units: ReturnType<typeof useUnits>; readonly timeZone: TimeZone },
): string {
  if (rejection.code === "not-permitted" && "permission" in rejection) {
    const need = context.copy.find(`tablet.need.${String(rejection.permission)}`);
    if (need !== null) return need;
  }
  if (rejection.code === "wrong-state" && "state" in rejection) {
    const state = context.copy.find(`tablet.wrong-state.${String(rejection.state)}`);
    if (state !== null) return state;
  }
  // A list names codes only: a figure it did not send is a dash, never a name in braces.
  return rejectionWords(rejection, context).replaceAll(/\{\{\w+\}\}/g, NO_VALUE);
}
