import { useCallback } from "react";
import { isGranted } from "#kernel/access.ts";
import { useConnectionState, useKitchenTime } from "#renderer/client/use-link.ts";
import { useRefusalWords, useTabletCopy } from "#renderer/copy/use-tablet-copy.ts";
import type { BatchAct } from "#renderer/faces/tablet/address.ts";
import { useStationPeople } from "#renderer/faces/tablet/tablet-context.tsx";
import type { ActOffer } from "./act-offers.ts";
import { DEMAND_BY_ACT } from "./act-permissions.ts";

/** Commands the kitchen must answer at once: they grant something and are never kept (ARCHITECTURE.md §3). */
const GRANTS: ReadonlySet<BatchAct> = new Set(["team", "cancel", "lift-hold", "release", "reject"]);

/**
 * Why an act is off, in words: the kitchen's own refusal first, then who may, then who is here. Signed acts ask for the
 * number of whoever may, so nobody needs to be chosen for them.
 */
export function useActReason(): (offer: ActOffer) => string | null {
  const copy = useTabletCopy();
  const { timeZone } = useKitchenTime(60_000);
  const refusal = useRefusalWords(timeZone);
  const { acting } = useStationPeople();
  const { phase } = useConnectionState();
  const isConnected = phase === "open";
  return useCallback(
    (offer) => {
      // The release screen lists what is missing: it opens in any case.
      if (offer.why !== null && offer.why.code !== "gate-failed") return refusal(offer.why);
      const demand = DEMAND_BY_ACT[offer.act];
      if (demand === undefined) return null;
      if (!isConnected && GRANTS.has(offer.act)) return refusal({ code: "kitchen-away" });
      if (demand.signatureCount > 0) return null;
      if (acting === null) return copy.t("tablet.who.choose-first");
      if (isGranted(acting.roles, demand.permission)) return null;
      return refusal({ code: "not-permitted", ...{ permission: demand.permission } });
    },
    [acting, copy, isConnected, refusal],
  );
}
