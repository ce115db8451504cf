import type { Clock } from "#kernel/time.ts";
import type { PresenceView } from "#main/domains/devices/query-handlers.ts";
import type { DevicePresence } from "./ports.ts";

/** When devices were last heard is written this often, never on the way of a connection. */
export const PRESENCE_WRITE_EVERY_MS = 30_000;

interface Heard {
  readonly connectionCount: number;
  readonly seenAtMs: number;
  readonly version: string;
  /** Null until the device said so on its present connection. */
  readonly unsent: { readonly count: number; readonly saidAtMs: number } | null;
}

/** Which devices are connected, and what must be written of it. */
export interface Presence extends DevicePresence, PresenceView {
  /** What was heard since the last call, to be written beside the log. */
  takeUnwritten(): readonly { readonly deviceId: string; readonly seenAtMs: number; readonly version: string }[];
}

export function createPresence(clock: Pick<Clock, "nowMs">): Presence {
  const heardById = new Map<string, Heard>();
  const unwritten = new Set<string>();

  return {
    connected: ({ deviceId, clientVersion, atMs }) => {
      const connectionCount = (heardById.get(deviceId)?.connectionCount ?? 0) + 1;
      heardById.set(deviceId, { connectionCount, seenAtMs: atMs, version: clientVersion, unsent: null });
      unwritten.add(deviceId);
    },
    disconnected: (deviceId, atMs) => {
      const heard = heardById.get(deviceId);
      if (heard === undefined) return;
      const connectionCount = Math.max(0, heard.connectionCount - 1);
      heardById.set(deviceId, { ...heard, connectionCount, seenAtMs: atMs });
      unwritten.add(deviceId);
    },
    holds: (deviceId, unsentCount) => {
      const heard = heardById.get(deviceId);
      if (heard === undefined) return;
      const saidAtMs = clock.nowMs();
      heardById.set(deviceId, { ...heard, unsent: { count: unsentCount, saidAtMs }, seenAtMs: saidAtMs });
    },
    of: (deviceId) => {
      const heard = heardById.get(deviceId);
      if (heard === undefined) return undefined;
      const { connectionCount, ...rest } = heard;
      return { isConnected: connectionCount > 0, ...rest };
    },
    takeUnwritten: () => {
      // Whoever is connected now is being heard now.
      const nowMs = clock.nowMs();
      const connected = [...heardById].filter(([, heard]) => heard.connectionCount > 0).map(([deviceId]) => deviceId);
      const taken = [...new Set([...unwritten, ...connected])].flatMap((deviceId) => {
        const heard = heardById.get(deviceId);
        if (heard === undefined) return [];
        return [{ deviceId, seenAtMs: heard.connectionCount > 0 ? nowMs : heard.seenAtMs, version: heard.version }];
      });
      unwritten.clear();
      return taken;
    },
  };
}
