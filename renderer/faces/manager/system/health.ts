/** What `GET /healthz` says of the kitchen's store. */
export interface KitchenHealth {
  readonly isOk: boolean;
  readonly store: string;
  readonly seq: number;
  readonly epoch: string;
  readonly uptimeMs: number;
  readonly build: string;
}

/** Reads the answer; null when it is not one. */
export function healthFromBody(body: unknown): KitchenHealth | null {
  if (typeof body !== "object" || body === null) return null;
  const { ok, store, seq, epoch, uptimeMs, build } = body as Readonly<Record<string, unknown>>; // members checked below
  const isHealth =
    typeof ok === "boolean" &&
    typeof store === "string" &&
    typeof seq === "number" &&
    typeof epoch === "string" &&
    typeof uptimeMs === "number" &&
    typeof build === "string";
  return isHealth ? { isOk: ok, store, seq, epoch, uptimeMs, build } : null;
}
