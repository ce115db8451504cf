import { useCallback, useMemo, useSyncExternalStore } from "react";
import { addressFromHash, hashFromAddress, type TabletAddress } from "./address.ts";

function subscribe(listener: () => void): () => void {
  addEventListener("hashchange", listener);
  return () => removeEventListener("hashchange", listener);
}

/** Where the tablet is, from the part of the address after `#`. */
export function useAddress(): TabletAddress {
  const hash = useSyncExternalStore(subscribe, () => location.hash);
  return useMemo(() => addressFromHash(hash), [hash]);
}

/** Goes to a screen. There is no history to walk: every screen knows where it leads back to. */
export function useGo(): (address: TabletAddress) => void {
  return useCallback((address) => location.replace(hashFromAddress(address)), []);
}
