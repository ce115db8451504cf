import { useEffect, useRef } from "react";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useToast } from "#renderer/faces/manager/act/toasts.tsx";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { createIdleWatch, IDLE_MAX_MS } from "./idle-watch.ts";

const TOUCHED_KEY = "bergizi.manager.touchedAtMs";
const TOUCH_EVENTS = ["pointerdown", "keydown", "wheel", "touchstart"] as const;
/** How often a touch is written down, for a page that is closed and opened again. */
const KEEP_EVERY_MS = 10_000;

/**
 * Signs the person out of this shared PC after 15 idle minutes. A console closed in between counts too: when it opens
 * again later than that, the session it left is ended before anything is shown.
 */
export function useIdleSignOut(staffId: string | null, onIdledOut: () => void): void {
  const { runtime, sessions, connection } = useKitchen();
  const toast = useToast();
  const { t } = useManagerCopy();
  const latest = useRef({ toast, t, onIdledOut });
  latest.current = { toast, t, onIdledOut };
  // Looked at once, before anything on this page can be touched.
  const wasLeftIdle = useRef<boolean | null>(null);
  wasLeftIdle.current ??= runtime.deviceTimeMs() - readTouchedAtMs(runtime.deviceTimeMs()) > IDLE_MAX_MS;
  useEffect(() => {
    if (staffId === null) return;
    const signOut = () => {
      sessions.signOut(staffId);
      latest.current.onIdledOut();
    };
    // A session the kitchen still had open when this page came, as against one just signed in.
    const isResumed = connection.state.get().welcome?.sessions.some((session) => session.staffId === staffId) === true;
    const isLeftOver = isResumed && wasLeftIdle.current === true;
    wasLeftIdle.current = false;
    if (isLeftOver) {
      signOut();
      return;
    }
    let keptAtMs = Number.NEGATIVE_INFINITY;
    let isWarned = false;
    const watch = createIdleWatch({
      monotonicMs: runtime.monotonicMs,
      every: (periodMs, callback) => {
        const timer = setInterval(callback, periodMs);
        return () => clearInterval(timer);
      },
      onWarn: () => {
        if (!isWarned) latest.current.toast({ text: latest.current.t("manager.sign-in.idle-soon"), tone: "refused" });
        isWarned = true;
      },
      onActive: () => {
        isWarned = false;
      },
      onIdle: signOut,
    });
    const touch = () => {
      watch.touch();
      if (runtime.monotonicMs() - keptAtMs < KEEP_EVERY_MS) return;
      keptAtMs = runtime.monotonicMs();
      keepTouched(runtime.deviceTimeMs());
    };
    touch();
    for (const name of TOUCH_EVENTS) addEventListener(name, touch, { passive: true });
    return () => {
      watch.stop();
      for (const name of TOUCH_EVENTS) removeEventListener(name, touch);
    };
  }, [staffId, runtime, sessions, connection]);
}

function readTouchedAtMs(fallbackMs: number): number {
  try {
    const kept = Number(localStorage.getItem(TOUCHED_KEY));
    return kept > 0 ? kept : fallbackMs;
  } catch {
    return fallbackMs;
  }
}

function keepTouched(atMs: number): void {
  try {
    localStorage.setItem(TOUCHED_KEY, String(atMs));
  } catch {
    // Without storage only the running page measures idle time.
    return;
  }
}
