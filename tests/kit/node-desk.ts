import { createKitchenClock } from "#renderer/client/clock.ts";
import { createCommands } from "#renderer/client/commands.ts";
import { createConnection, type Connection } from "#renderer/client/connection.ts";
import { createMemoryOutboxStore } from "#renderer/client/outbox-store.ts";
import { createOutbox, type Outbox } from "#renderer/client/outbox.ts";
import { browserRuntime } from "#renderer/client/runtime.ts";
import { createSignal } from "#renderer/client/signal.ts";
import { createCardEnrolment } from "#renderer/faces/attendance/desk/card-enrolment.ts";
import { createDesk, type Desk } from "#renderer/faces/attendance/desk/desk.ts";
import { createKnownBadges } from "#renderer/faces/attendance/desk/known-badges.ts";

/** The terminal's own desk, queue and connection, without its page: Node has the same sockets, timers and randomness. */
export interface NodeDesk {
  readonly desk: Desk;
  readonly connection: Connection;
  readonly outbox: Outbox;
  readonly stop: () => void;
}

export async function openNodeDesk(options: {
  readonly port: number;
  readonly deviceToken: string;
  readonly onTone?: () => void;
}): Promise<NodeDesk> {
  const runtime = browserRuntime;
  const clock = createKitchenClock(runtime);
  const connection = createConnection({
    runtime,
    clock,
    addresses: () => [`ws://127.0.0.1:${options.port}/lan`],
    rememberGoodAddress: () => undefined,
    deviceToken: options.deviceToken,
    client: { name: "node-desk", version: "0" },
  });
  const outbox = await createOutbox({ connection, runtime, store: createMemoryOutboxStore() });
  const commands = createCommands({ connection, clock, runtime, outbox, post: () => Promise.resolve({ ok: false }) });
  const desk = createDesk({
    kitchen: { clock, connection, runtime, commands },
    enrolment: createCardEnrolment({ commands, clock }),
    badges: createKnownBadges(),
    booth: { shutterCount: createSignal(0), take: () => null, keep: () => undefined },
    play: options.onTone ?? (() => undefined),
    isStoreWritable: () => Promise.resolve(true),
  });
  connection.start();
  return { desk, connection, outbox, stop: connection.stop };
}

/** Resolves once a signal's value fits. */
export function once<Value>(
  signal: { readonly get: () => Value; readonly subscribe: (listener: () => void) => () => void },
  fits: (value: Value) => boolean,
): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!fits(signal.get())) return;
      cancel();
      resolve();
    };
    const cancel = signal.subscribe(look);
    look();
  });
}
