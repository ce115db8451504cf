import { mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createExitLock } from "./exit-lock.ts";
import { EXIT_LOCK_FIRST_MS, EXIT_LOCK_NEXT_MS, exitLockedForMs, recoveryCodeFrom } from "./exit-policy.ts";
import { openShellSettings } from "./shell-settings.ts";

let folder = "";
let nowMs = 1_000_000;
/** As after a restart of the shell: everything comes from the file. */
const open = () =>
  createExitLock(
    openShellSettings(join(folder, "settings.json"), () => undefined),
    () => nowMs,
  );

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "bergizi-exit-"));
  nowMs = 1_000_000;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe("the exit PIN", () => {
  it("opens, and so does the recovery code however it is typed; neither is on the disk", async () => {
    expect(open().hasPin()).toBe(false);
    expect(await open().unlock("123456")).toEqual({ kind: "wrong" });
    const code = (await open().choosePin("482913")) ?? "";
    expect(code).toMatch(/^[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}$/);
    expect(await open().unlock("482913")).toEqual({ kind: "open" });
    expect(await open().unlock(code.toLowerCase().replaceAll("-", " "))).toEqual({ kind: "open" });
    expect(await open().unlock("482914")).toEqual({ kind: "wrong" });
    const kept = readFileSync(join(folder, "settings.json"), "utf8");
    for (const secret of ["482913", code, code.replaceAll("-", "")]) expect(kept).not.toContain(secret);
  });

  it("that the disk does not take is refused, and the one before still opens", async () => {
    await open().choosePin("482913");
    const lock = open();
    // Where the file would be written first, something else lies.
    mkdirSync(join(folder, "settings.json.new"));
    expect(await lock.choosePin("777777")).toBeNull();
    expect(await lock.unlock("777777")).toEqual({ kind: "wrong" });
    expect(await lock.unlock("482913")).toEqual({ kind: "open" });
    rmSync(join(folder, "settings.json.new"), { recursive: true });
    expect(await open().unlock("482913")).toEqual({ kind: "open" });
  });

  it("five wrong ones rest the keypad 30 s, five more 5 min, and a restart forgives nothing", async () => {
    await open().choosePin("482913");
    const fiveWrong = async () => {
      for (let count = 0; count < 5; count += 1) expect(await open().unlock("000000")).toEqual({ kind: "wrong" });
    };
    await fiveWrong();
    expect(await open().unlock("482913")).toEqual({ kind: "locked", lockedForMs: EXIT_LOCK_FIRST_MS });
    nowMs += EXIT_LOCK_FIRST_MS;
    await fiveWrong();
    expect(open().lockedForMs()).toBe(EXIT_LOCK_NEXT_MS);
    nowMs += EXIT_LOCK_NEXT_MS;
    expect(await open().unlock("482913")).toEqual({ kind: "open" });
    await fiveWrong();
    expect(open().lockedForMs()).toBe(EXIT_LOCK_FIRST_MS);
  });

  it("tries made at once are counted each", async () => {
    await open().choosePin("482913");
    const lock = open();
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => lock.unlock("000000")));
    expect(outcomes.map(({ kind }) => kind)).toEqual([...Array(5).fill("wrong"), ...Array(3).fill("locked")]);
  });

  it("a clock set back makes nobody wait longer than the longest rest", () => {
    expect(exitLockedForMs({ wrongCount: 5, lockedUntilMs: 9_000_000_000 }, 0)).toBe(EXIT_LOCK_NEXT_MS);
  });

  it("the recovery code is made of letters that look like no other", () => {
    expect(recoveryCodeFrom(Uint8Array.from({ length: 32 }, (_, index) => index))).toBe("ABCD-EFGH-JKMN");
  });
});
