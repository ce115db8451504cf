import { createServer } from "node:http";
import { WebSocketServer } from "ws";
import { openSpineKitchen } from "./spine-kitchen.ts";

/**
 * The server side of P5, a process that is killed: the kitchen on its data folder, or ws answering every frame with the same
 * bytes at once. Says where it listens; the first kitchen also pairs the tablets and names the person who works on them.
 */
export interface ResumeReady {
  readonly port: number;
  readonly tokens: readonly string[];
  readonly pin: string;
}

const [kind = "", dataDir = "", port = "0", tabletsCount = "0"] = process.argv.slice(2);
process.send?.(kind === "kitchen" ? await openKitchen() : await openFloor());

async function openKitchen(): Promise<ResumeReady> {
  const kitchen = await openSpineKitchen({ dataDir, port: Number(port) });
  if (tabletsCount === "0") return { port: kitchen.port, tokens: [], pin: "" };
  const { number: pin } = await kitchen.addPerson();
  const tokens: string[] = [];
  for (let index = 0; index < Number(tabletsCount); index += 1)
    tokens.push(await kitchen.pairTablet(`tablet ${index}`));
  return { port: kitchen.port, tokens, pin };
}

/** Each frame of a device is answered by the bytes the kitchen would send, kept from its first answers. */
async function openFloor(): Promise<ResumeReady> {
  const http = createServer();
  const server = new WebSocketServer({ server: http, perMessageDeflate: false });
  const rows = Array.from({ length: Number(tabletsCount) }, (_, index) => ({
    name: `device-${index}`,
    totalCount: 1_000,
    isClosed: false,
  }));
  const answers: Readonly<Record<string, (id: string) => object>> = {
    hello: () => ({ kind: "welcome", siteId: "s".repeat(37), siteName: "SPPG", epoch: "e".repeat(16), sessions: [] }),
    subscribe: (subscriptionId) => ({
      kind: "rows",
      subscriptionId,
      epoch: "e".repeat(16),
      rev: 1,
      isPartial: false,
      rows,
    }),
    command: (commandId) => ({
      kind: "accepted",
      commandId,
      seq: 1,
      streamId: "tally:x",
      streamVersion: 1,
      result: {},
    }),
  };
  server.on("connection", (socket) => {
    socket.on("message", (data: Buffer) => {
      const frame = JSON.parse(data.toString()) as { kind: string; subscriptionId?: string; commandId?: string }; // the bench's own
      const answer = answers[frame.kind]?.(frame.commandId ?? frame.subscriptionId ?? "");
      if (answer !== undefined) socket.send(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => void http.listen(Number(port), "127.0.0.1", resolve));
  const address = http.address();
  return { port: typeof address === "object" && address !== null ? address.port : 0, tokens: [], pin: "" };
}
