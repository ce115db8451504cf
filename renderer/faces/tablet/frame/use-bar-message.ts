import { useEffect, useRef, useState } from "react";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { MARK_ON_DEVICE_AFTER_MS } from "#renderer/client/record-mark.ts";
import { useOutbox } from "#renderer/client/use-command.ts";
import { useConnectionState, useLink } from "#renderer/client/use-link.ts";
import { useStorageShareBp } from "#renderer/faces/tablet/device/use-storage-share.ts";
import { useNewBuild } from "#renderer/faces/tablet/device/use-new-build.ts";
import { barMessage, type BarMessage } from "./bar-message.ts";

/** UX.md §4.3: how long the tablet says that it is back. */
export const BACK_SHOWN_MS = 10_000;

/** The one message of the top bar now. */
export function useBarMessage(): BarMessage | null {
  const { runtime, commands } = useKitchen();
  const link = useLink();
  const { entries, unsentCount } = useOutbox();
  const back = useBackNotice(unsentCount);
  const isNewBuildWaiting = useNewBuild();
  const nowMonotonicMs = runtime.monotonicMs();
  return barMessage({
    level: link.level,
    isConnected: link.phase === "open",
    unsentCount,
    isWaitingLong: entries.some(
      ({ state, sinceMonotonicMs }) =>
        (state === "waiting" || state === "sending") && nowMonotonicMs - sinceMonotonicMs > MARK_ON_DEVICE_AFTER_MS,
    ),
    storageShareBp: useStorageShareBp(),
    rejectedCount: entries.filter(({ state }) => state === "rejected").length,
    isDurable: commands.outbox.isDurable,
    back,
    isNewBuildWaiting,
    isTrusted: isSecureContext,
  });
}

interface Back {
  readonly atMs: number;
  readonly sentCount: number;
}

/** Says for some seconds that the kitchen is back, with what waited meanwhile. */
function useBackNotice(unsentCount: number): Back | null {
  const { clock, runtime } = useKitchen();
  const { phase, sessionCount } = useConnectionState();
  const [back, setBack] = useState<Back | null>(null);
  const waitedCount = useRef(0);
  const seenSessionCount = useRef(sessionCount);
  if (phase !== "open") waitedCount.current = Math.max(waitedCount.current, unsentCount);
  useEffect(() => {
    if (phase !== "open" || sessionCount === seenSessionCount.current) return;
    const isFirst = seenSessionCount.current === 0 && waitedCount.current === 0;
    seenSessionCount.current = sessionCount;
    if (isFirst) return;
    setBack({ atMs: clock.nowMs(), sentCount: waitedCount.current });
    waitedCount.current = 0;
    return runtime.after(BACK_SHOWN_MS, () => setBack(null));
  }, [phase, sessionCount, clock, runtime]);
  return back;
}
