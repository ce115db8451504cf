import Database from "better-sqlite3";

/**
 * Loaded before a program under test (`node --import`) to take a mechanism away from it, so that a suite shows it notices:
 * `early-answers` lets COMMIT wait while answers go out; `forgotten-answers` keeps no answer for a repeat.
 */
export type Broken = "early-answers" | "forgotten-answers";

/** How long a delayed COMMIT waits: longer than an answer's way to a client, shorter than most servers live. */
const COMMIT_DELAY_MS = 40;

const broken = process.env["BREAK"] as Broken | undefined; // set by the suite
if (broken === "early-answers") delayCommits();
if (broken === "forgotten-answers") forgetAnswers();

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
      }, COMMIT_DELAY_MS);
    },
  );
}

function forgetAnswers(): void {
  replaceStatement(
    (sql) => sql.startsWith("INSERT INTO command"),
    () => () => undefined,
  );
}
