import { useCallback, useEffect, useState } from "react";
import { healthFromBody, type KitchenHealth } from "./health.ts";

const ASK_EVERY_MS = 15_000;

export type Asked =
  | { readonly kind: "asking" }
  | { readonly kind: "health"; readonly health: KitchenHealth }
  | { readonly kind: "away" };

/** What the kitchen server last said of itself, and a way to ask again at once. */
export interface HealthAsked {
  readonly asked: Asked;
  readonly ask: () => void;
}

/** Asks the kitchen server how it is, now and every quarter of a minute. */
export function useHealth(): HealthAsked {
  const [asked, setAsked] = useState<Asked>({ kind: "asking" });
  const ask = useCallback(() => {
    void fetchHealth().then((health) => setAsked(health === null ? { kind: "away" } : { kind: "health", health }));
  }, []);
  useEffect(() => {
    ask();
    const timer = setInterval(ask, ASK_EVERY_MS);
    return () => clearInterval(timer);
  }, [ask]);
  return { asked, ask };
}

/** A stopping or damaged store answers 503 with the same body: it is read all the same. */
async function fetchHealth(): Promise<KitchenHealth | null> {
  try {
    const response = await fetch("/healthz", { cache: "no-store" });
    return healthFromBody(await response.json());
  } catch {
    return null;
  }
}
