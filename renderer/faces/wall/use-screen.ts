import { useEffect, useState } from "react";
import { useKitchen } from "#renderer/client/kitchen-context.tsx";
import { useTick } from "#renderer/client/use-link.ts";
import { PAGE_HEIGHT_PX, PAGE_WIDTH_PX } from "./legibility.ts";

/** How far the page, 1920 × 1080, is scaled to fill this window; 1 where the shell set the zoom. */
export function useStageScale(): number {
  const [scale, setScale] = useState(stageScale);
  useEffect(() => {
    const handleResize = () => setScale(stageScale());
    addEventListener("resize", handleResize);
    return () => removeEventListener("resize", handleResize);
  }, []);
  return scale;
}

function stageScale(): number {
  return Math.min(innerWidth / PAGE_WIDTH_PX, innerHeight / PAGE_HEIGHT_PX);
}

export const SHIFT_EVERY_MS = 60_000;
/** Within the page's own padding, so nothing leaves the screen. */
const SHIFTS_PX = [
  [0, 0],
  [8, 5],
  [-8, 8],
  [-5, -8],
  [12, -4],
  [3, 10],
  [-12, 2],
] as const;

/** The burn-in shift: another few pixels every minute. */
export function useBurnInShift(): string {
  const { runtime } = useKitchen();
  useTick(SHIFT_EVERY_MS);
  const [x, y] = SHIFTS_PX[Math.floor(runtime.monotonicMs() / SHIFT_EVERY_MS) % SHIFTS_PX.length] ?? [0, 0];
  return `translate(${x}px, ${y}px)`;
}

const HEALTH_EVERY_MS = 15_000;
export type StoreState = "ok" | "full" | "damaged";

/**
 * Whether the kitchen can write, from `GET /healthz`. A full store cannot tell it in an event, and the wall is where
 * people must read it.
 */
export function useStoreState(isConnected: boolean): StoreState {
  const { runtime } = useKitchen();
  const [state, setState] = useState<StoreState>("ok");
  useEffect(() => {
    if (!isConnected) return;
    let isOver = false;
    let cancel = () => {};
    const look = async () => {
      const seen = await storeState();
      if (isOver) return;
      if (seen !== null) setState(seen);
      cancel = runtime.after(HEALTH_EVERY_MS, () => void look());
    };
    void look();
    return () => {
      isOver = true;
      cancel();
    };
  }, [isConnected, runtime]);
  return state;
}

async function storeState(): Promise<StoreState | null> {
  try {
    const response = await fetch("/healthz", { cache: "no-store" });
    const body: unknown = await response.json();
    const store = typeof body === "object" && body !== null && "store" in body ? body.store : null;
    return store === "ok" || store === "full" || store === "damaged" ? store : null;
  } catch {
    return null;
  }
}
