import { useEffect, useState } from "react";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { MINUTE_MS } from "#kernel/time.ts";

/** How much of the room the browser gives this page is taken, looked at each minute; null where it does not say. */
export function useStorageShareBp(): number | null {
  const { runtime } = useKitchen();
  const [shareBp, setShareBp] = useState<number | null>(null);
  useEffect(() => {
    let cancel = () => {};
    const look = () => {
      void storageShareBp().then(setShareBp);
      cancel = runtime.after(MINUTE_MS, look);
    };
    look();
    return () => cancel();
  }, [runtime]);
  return shareBp;
}

async function storageShareBp(): Promise<number | null> {
  // Browsers tell it to trusted pages only.
  if (!("storage" in navigator)) return null;
  try {
    const { usage, quota } = await navigator.storage.estimate();
    return usage === undefined || quota === undefined || quota === 0 ? null : Math.round((usage * 10_000) / quota);
  } catch {
    return null;
  }
}
