import { useEffect } from "react";
import { useConnectionState, useTick } from "#renderer/client/use-link.ts";
import { useAddress } from "#renderer/faces/tablet/use-address.ts";
import { useTablet } from "#renderer/faces/tablet/tablet-context.tsx";
import { isFormAddress } from "#renderer/faces/tablet/address.ts";
import { reloadDecision } from "./reload-policy.ts";

const CHECK_EVERY_MS = 5_000;

/** Whether the kitchen serves a newer build; loads it once the tablet lies idle. */
export function useNewBuild(): boolean {
  const { welcome, phase } = useConnectionState();
  const { activity, ownBuild } = useTablet();
  const address = useAddress();
  useTick(CHECK_EVERY_MS);
  const decision = reloadDecision({
    ownBuild: ownBuild(),
    kitchenBuild: welcome?.build ?? null,
    idleMs: activity.idleMs(),
    isFormOpen: isFormAddress(address),
    isConnected: phase === "open",
  });
  useEffect(() => {
    if (decision === "now") location.reload();
  }, [decision]);
  return decision !== "none";
}
