import { connect, createServer, type Socket } from "node:net";
import { once } from "node:events";

/** Stands between kitchens and the nodes of a hub as a load balancer would, and breaks the way between them when told. */
export interface TcpGate {
  readonly port: number;
  /** Ends every connection at once; new ones are let through. */
  cut(): void;
  /** Holds all bytes back for a while without closing anything. */
  stall(ms: number): void;
  close(): Promise<void>;
}

/** Each new connection goes to the next node that takes it; with none, it is ended. */
export async function openTcpGate(targetPorts: readonly number[]): Promise<TcpGate> {
  const pairs = new Set<readonly [Socket, Socket]>();
  let turn = 0;
  const reach = async (): Promise<Socket | null> => {
    for (let tried = 0; tried < targetPorts.length; tried += 1) {
      turn += 1;
      const socket = connect(targetPorts[turn % targetPorts.length] ?? 0, "127.0.0.1");
      const isOpen = await once(socket, "connect").then(
        () => true,
        () => false,
      );
      if (isOpen) return socket;
    }
    return null;
  };
  const server = createServer({ pauseOnConnect: true }, (outer) => {
    outer.on("error", () => outer.destroy());
    void reach().then((inner) => {
      if (inner === null) return outer.destroy();
      const pair = [outer, inner] as const;
      pairs.add(pair);
      inner.on("error", () => inner.destroy());
      const end = () => {
        pairs.delete(pair);
        outer.destroy();
        inner.destroy();
      };
      outer.on("close", end);
      inner.on("close", end);
      outer.pipe(inner);
      inner.pipe(outer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = server.address();
  return {
    port: typeof address === "object" && address !== null ? address.port : 0,
    cut: () => {
      for (const [outer, inner] of pairs) {
        outer.destroy();
        inner.destroy();
      }
    },
    stall: (ms) => {
      const held = [...pairs];
      for (const sockets of held) for (const socket of sockets) socket.pause();
      setTimeout(() => {
        for (const sockets of held) for (const socket of sockets) socket.resume();
      }, ms);
    },
    close: async () => {
      for (const pair of pairs) for (const socket of pair) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
