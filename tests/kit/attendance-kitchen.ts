import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pairAnswer } from "#contract/pairing.ts";
import type { Face, Station } from "#kernel/access.ts";
import { INSTALLED } from "#main/config.ts";
import { createKitchenServer, type KitchenServer } from "#main/kitchen-server.ts";
import { playAttendanceMonth, type AttendanceMonth } from "./attendance-month.ts";

/** A real kitchen at 06:00 of 28 November 2026, with the month behind it generated. */
export interface AttendanceKitchen {
  readonly server: KitchenServer;
  readonly month: AttendanceMonth;
  /** Pairs a device of this PC and gives its token. */
  readonly pair: (face: Face, name: string, station?: Station) => Promise<string>;
  readonly close: () => Promise<void>;
}

export async function startAttendanceKitchen(facesDir: string): Promise<AttendanceKitchen> {
  const dataDir = mkdtempSync(join(tmpdir(), "attendance-kitchen-"));
  const month = await playAttendanceMonth({ dataDir, fromDate: "2026-11-02", toDate: "2026-11-28" });
  const server = await createKitchenServer({
    dataDir,
    host: "127.0.0.1",
    port: 0,
    logLevel: "error",
    ...INSTALLED,
    facesDir,
    demo: { startMs: month.endMs, rate: 1 },
  });
  return {
    server,
    month,
    pair: async (face, name, station) => {
      const response = await fetch(`${server.origin}/pair`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ secret: server.shellSecret, face, name, station: station ?? null }),
      });
      const answer = pairAnswer.parse(await response.json());
      if (answer.status !== "paired") throw new Error(answer.status);
      return answer.deviceToken;
    },
    close: async () => {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}
