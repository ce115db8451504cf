import { randomBytes, randomFillSync } from "node:crypto";
import { createInterface } from "node:readline";
import Database from "better-sqlite3";
import { createIdFactory } from "#kernel/ids.ts";
import { ok } from "#kernel/result.ts";
import { systemClock } from "#main/clock.ts";
import type { SubmittedCommand } from "#main/store/command-answer.ts";
import { openKitchenStore } from "#main/store/kitchen-store.ts";
import { createTallyModule } from "#tests/kit/tally-module.ts";

/**
 * A process that holds a store and nothing else: takes commands as JSON lines on stdin, gives each answer's exact text as a
 * line on stdout. It is there to be killed.
 *
 * `BREAK` takes a mechanism away, to show that the suite notices:
 * `early-answers` lets COMMIT wait while answers go out; `forgotten-answers` keeps no answer for a repeat.
 */
const [dataDir] = process.argv.slice(2);
if (dataDir === undefined) throw new Error("usage: tally-server.ts <data folder>");

const broken = process.env["BREAK"];
if (broken === "early-answers") delayCommits();
if (broken === "forgotten-answers") forgetAnswers();

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

type Statement = Database.Statement<unknown[]>;

/** Replaces what one statement does, on every connection of this process. */
function replaceStatement(isMeant: (sql: string) => boolean, run: (real: Statement) => () => unknown): void {
  const prototype = Database.prototype as Database.Database;
  // oxlint-disable-next-line typescript/unbound-method -- called below with its own `this`
  const prepare = prototype.prepare;
  prototype.prepare = function prepareReplaced(this: Database.Database, sql: string) {
    const real = prepare.call(this, sql) as Statement; // the same call, its types erased
    return isMeant(sql) ? ({ ...real, run: run(real) } as unknown as Statement) : real; // only `run` is used of these
  } as Database.Database["prepare"];
}

function delayCommits(): void {
  let isOpen = false;
  replaceStatement(
    (sql) => sql === "BEGIN IMMEDIATE",
    (real) => () => {
      if (!isOpen) real.run();
      isOpen = true;
    },
  );
  replaceStatement(
    (sql) => sql === "COMMIT",
    (real) => () => {
      setTimeout(() => {
        if (isOpen) real.run();
        isOpen = false;
      }, 40);
    },
  );
}

function forgetAnswers(): void {
  replaceStatement(
    (sql) => sql.startsWith("INSERT INTO command"),
    () => () => undefined,
  );
}
