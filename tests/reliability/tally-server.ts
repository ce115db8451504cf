import { randomBytes, randomFillSync } from "node:crypto";
import { createInterface } from "node:readline";
import { createIdFactory } from "#kernel/ids.ts";
import { ok } from "#kernel/result.ts";
import { systemClock } from "#main/clock.ts";
import type { SubmittedCommand } from "#main/store/command-answer.ts";
import { openKitchenStore } from "#main/store/kitchen-store.ts";
import { createTallyModule } from "#tests/kit/tally-module.ts";

/**
 * A process that holds a store and nothing else: takes commands as JSON lines on stdin, gives each answer's exact text as a
 * line on stdout. It is there to be killed.
 */
const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error("usage: tally-server.ts <data folder>");

const store = openKitchenStore({
  dataDir,
  clock: systemClock,
  makeId: createIdFactory({ nowMs: systemClock.nowMs, fillRandom: (bytes) => void randomFillSync(bytes) }),
  modules: [createTallyModule()],
  authorize: (_db, _definition, { actor }) => ok(actor),
  log: { info: () => undefined, warn: () => undefined, error: () => undefined },
  commandKey: new Uint8Array(32).fill(7),
  makeEpoch: () => randomBytes(8).toString("hex"),
});

process.stdout.write(`${JSON.stringify({ event: "listening", headSeq: store.headSeq() })}\n`);
const lines = createInterface({ input: process.stdin });
lines.on("line", (line) => {
  const submitted = JSON.parse(line) as SubmittedCommand; // the suite writes it
  void store.bus.submit(submitted).then(({ text }) => process.stdout.write(`${text}\n`));
});
lines.on("close", () => {
  store.close();
});
