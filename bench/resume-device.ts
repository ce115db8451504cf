import { createIdFactory } from "#kernel/ids.ts";
import { connectLanClient, type LanClient } from "#tests/kit/lan-client.ts";
import { systemRandomness } from "#main/randomness.ts";

/**
 * One tablet of P5. It counts its own tally up, one command after another, keeps what was not answered, and after a cut comes
 * back, takes up its board and sends again what is open, with the same ids.
 */
export interface ResumeDevice {
  /** Connects; resolves when the board is current and everything open was answered. Gives how long that took. */
  comeBack(port: number): Promise<number>;
  /** Counts up at a pace, beginning after a while, until `stop`. */
  work(pace: { readonly afterMs: number; readonly everyMs: number }): void;
  stop(): void;
  /** Hears nothing any more, though what it sends still arrives. */
  goDeaf(): void;
  /** Drops the line with whatever is still on it. */
  cut(): void;
  /** Commands sent more than once, because a cut left them without an answer. */
  resentCount(): number;
  /** Commands ever sent; each is 1 on the tally. */
  sentCount(): number;
  /** The device's own row as its board shows it. */
  shownCount(): number;
  close(): Promise<void>;
}

const makeId = createIdFactory({ nowMs: () => Date.now(), fillRandom: (bytes) => systemRandomness.fill(bytes) });

export function createResumeDevice(options: {
  readonly name: string;
  readonly token: string;
  readonly pin: string;
  /** The floor speaks no protocol: nobody signs in there. */
  readonly isSignedIn: boolean;
}): ResumeDevice {
  const { name, token, pin } = options;
  const openIds = new Set<string>();
  const countById = new Map<string, number>();
  const totals = new Map<string, number>();
  let known: { readonly epoch: string; readonly rev: number } | undefined;
  let client: LanClient | undefined;
  let timer: NodeJS.Timeout | undefined;
  let staffId = "";
  let sentCount = 0;
  let resentCount = 0;
  let wake: () => void = () => undefined;

  const isCurrent = { rows: false };
  const listen = (present: LanClient) =>
    present.onFrame((frame) => {
      if (frame.kind === "accepted" || frame.kind === "rejected") openIds.delete(frame.commandId);
      if (frame.kind === "rejected") throw new Error(`rejected: ${JSON.stringify(frame.rejection)}`);
      if (frame.kind === "error") throw new Error(`refused: ${JSON.stringify(frame)}`);
      if (frame.kind === "rows" || frame.kind === "unchanged") isCurrent.rows = true;
      if (frame.kind === "rows") totals.clear();
      const rows = frame.kind === "rows" ? frame.rows : frame.kind === "patch" ? frame.upserts : [];
      for (const row of rows) totals.set(String(row["name"]), Number(row["totalCount"]));
      if (frame.kind === "rows") known = { epoch: frame.epoch, rev: frame.rev };
      if (frame.kind === "patch" && known !== undefined) known = { ...known, rev: frame.rev };
      wake();
    });
  const send = (commandId: string) =>
    client?.send({
      kind: "command",
      commandId,
      type: countById.get(commandId) === 0 ? "open-tally" : "count-tally",
      body: countById.get(commandId) === 0 ? { name, goalCount: 1_000_000_000 } : { name, addedCount: 1 },
      occurredAtMs: Date.now(),
      ...(options.isSignedIn ? { staffId } : {}),
    });
  const add = (count: number) => {
    const commandId = makeId("command");
    openIds.add(commandId);
    countById.set(commandId, count);
    send(commandId);
  };

  return {
    comeBack: async (port) => {
      const startedMs = performance.now();
      isCurrent.rows = false;
      client = await connectLanClient({ port, isChecked: false, waitMaxMs: 60_000 });
      listen(client);
      await client.hello(token);
      client.send({
        kind: "subscribe",
        subscriptionId: "tallies",
        query: "tallies",
        params: {},
        ...(known === undefined ? {} : { knownEpoch: known.epoch, knownRev: known.rev }),
      });
      resentCount += openIds.size;
      for (const commandId of openIds) send(commandId);
      while (!isCurrent.rows || openIds.size > 0) await new Promise<void>((resolve) => void (wake = resolve));
      const tookMs = performance.now() - startedMs;
      if (options.isSignedIn && staffId === "") {
        const session = await client.signIn({ pin });
        if (!("staffId" in session)) throw new Error(`sign-in failed: ${JSON.stringify(session)}`);
        ({ staffId } = session);
        add(0);
      }
      return tookMs;
    },
    work: ({ afterMs, everyMs }) => {
      const step = () => {
        sentCount += 1;
        add(1);
        timer = setTimeout(step, everyMs);
      };
      timer = setTimeout(step, afterMs);
    },
    stop: () => clearTimeout(timer),
    goDeaf: () => client?.pauseReading(),
    cut: () => client?.terminate(),
    sentCount: () => sentCount,
    resentCount: () => resentCount,
    shownCount: () => totals.get(name) ?? -1,
    close: async () => client?.close(),
  };
}
