import { useCallback } from "react";
import { isGranted, type Permission } from "#kernel/access.ts";
import { useConnectionState } from "#renderer/client/use-link.ts";
import { useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import type { StoreAct } from "#renderer/faces/tablet/address.ts";
import type { ZoneAction } from "#renderer/faces/tablet/frame/frame.tsx";
import { useStationPeople } from "#renderer/faces/tablet/tablet-context.tsx";
import { useGo } from "#renderer/faces/tablet/use-address.ts";
import { useRefusalWordsNow } from "#renderer/faces/tablet/work/use-refusal-words-now.ts";

/** Why the person acting now may not do what a permission covers; null when they may. */
export function useStoreReason(): (permission: Permission) => string | null {
  const copy = useTabletCopy();
  const refusal = useRefusalWordsNow();
  const { acting } = useStationPeople();
  return useCallback(
    (permission) => {
      if (acting === null) return copy.t("tablet.who.choose-first");
      return isGranted(acting.roles, permission) ? null : refusal({ code: "not-permitted", ...{ permission } });
    },
    [acting, copy, refusal],
  );
}

/** Why a signed act cannot be asked for now: only the kitchen itself grants it. */
export function useAwayReason(): string | null {
  const copy = useTabletCopy();
  const { phase } = useConnectionState();
  return phase === "open" ? null : copy.t("tablet.save.away");
}

/** Goes about the store room's screens. */
export function useStoreGo(): {
  readonly home: () => void;
  readonly to: (act: StoreAct, subjectId?: string | null, itemId?: string | null, lotId?: string | null) => void;
  readonly back: (onPress: () => void) => ZoneAction;
} {
  const copy = useTabletCopy();
  const go = useGo();
  const home = useCallback(() => go({ screen: "tasks", station: "receive", page: 0 }), [go]);
  const to = useCallback(
    (act: StoreAct, subjectId: string | null = null, itemId: string | null = null, lotId: string | null = null) =>
      go({ screen: "store", act, subjectId, itemId, lotId }),
    [go],
  );
  const back = useCallback(
    (onPress: () => void): ZoneAction => ({ label: copy.t("shared.verb.back"), icon: "arrow-left", onPress }),
    [copy],
  );
  return { home, to, back };
}
