import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { present } from "#kernel/assert.ts";
import { flipBitAt } from "#tests/kit/tally-folder.ts";
import { createRealKitchen, type RealKitchen } from "#tests/kit/real-kitchen.ts";

const ROOT = join(import.meta.dirname, "..", "..");

/**
 * A command as people type it; gives its exit code and its one line of JSON. Never waited for synchronously: the kitchen
 * runs in this very process, and a loop held for seconds closes an idle connection just as the next request takes it.
 */
function kiosk(dataDir: string, ...argv: readonly string[]) {
  const { promise, resolve } = Promise.withResolvers<{
    readonly status: number;
    readonly said: Readonly<Record<string, unknown>>;
  }>();
  const started = execFile(
    process.execPath,
    ["scripts/kiosk.ts", ...argv, "--data-dir", dataDir, "--json"],
    { cwd: ROOT },
    (_error, stdout, stderr) => {
      const status = present(started.exitCode, "the exit code");
      const text = status === 0 ? stdout : stderr;
      resolve({ status, said: JSON.parse(text) as Readonly<Record<string, unknown>> }); // one line of JSON
    },
  );
  return promise;
}

describe("the kitchen's store administered from its own machine", () => {
  let kitchen: RealKitchen;
  let scratch = "";
  beforeEach(async () => {
    kitchen = await createRealKitchen();
    scratch = mkdtempSync(join(tmpdir(), "kitchen-cli-"));
    await kitchen.person("Sari", "kitchen-head");
  });
  afterEach(async () => {
    await kitchen.stop();
    rmSync(scratch, { recursive: true });
  });

  it("is checked, copied and exported while the kitchen runs, and restored and rebuilt only when it does not", async () => {
    const { dataDir } = kitchen;
    const export1 = join(scratch, "log.jsonl");
    expect(await kiosk(dataDir, "verify")).toMatchObject({ status: 0, said: { ok: true, isGood: true, findings: [] } });
    const made = await kiosk(dataDir, "backup");
    expect(made).toMatchObject({ status: 0, said: { number: 1 } });
    expect((await kiosk(dataDir, "backups")).said).toMatchObject({ backups: [{ number: 1 }] });
    expect((await kiosk(dataDir, "export", "--to", export1)).status).toBe(0);
    expect(await kiosk(dataDir, "backup-medium", "--to", scratch)).toMatchObject({
      status: 0,
      said: { medium: { folder: scratch } },
    });
    expect(await kiosk(dataDir, "backup-medium", "--to", dataDir)).toMatchObject({
      said: { code: "folder-inside-data" },
    });
    const { backup: told } = (await (await fetch(`${kitchen.url}/healthz`)).json()) as { readonly backup: unknown };
    expect(told).toMatchObject({ newestSeq: made.said["headSeq"], medium: { lastGoodAtMs: null, problem: null } });
    for (const taking of [["restore"], ["rebuild"]]) {
      expect(await kiosk(dataDir, ...taking)).toMatchObject({ status: 3, said: { code: "store-in-use" } });
    }
    await kitchen.person("Budi", "nutritionist");
    const headSeq = Number(made.said["headSeq"]);

    await kitchen.restart(async () => {
      expect(await kiosk(dataDir, "restore")).toMatchObject({
        status: 0,
        said: { headSeq, epoch: { reason: "restored", lost: { fromSeq: headSeq + 1 } } },
      });
      expect(await kiosk(dataDir, "rebuild")).toMatchObject({ status: 0, said: { eventCount: headSeq } });
    });
    const names = await (await kitchen.admin("/admin/query", { query: "staff", params: {} })).json();
    expect(JSON.stringify(names)).toContain("Sari");
    expect(JSON.stringify(names)).not.toContain("Budi");

    const fresh = join(scratch, "fresh");
    expect(await kiosk(fresh, "import", "--from", export1)).toMatchObject({ status: 0, said: { eventCount: headSeq } });
    expect(await kiosk(fresh, "verify")).toMatchObject({ status: 0, said: { isGood: true, eventCount: headSeq } });
    expect(readFileSync(export1, "utf8")).not.toContain("Sari");
  });

  it("tells what is wrong, with a code and an exit code of its own", async () => {
    expect(await kiosk(join(scratch, "none"), "verify")).toMatchObject({ status: 3, said: { code: "store-missing" } });
    expect(await kiosk(kitchen.dataDir, "export", "--to", "/nonexistent/x")).toMatchObject({
      status: 3,
      said: { code: "ENOENT" },
    });
    expect(await kiosk(kitchen.dataDir, "import", "--from", "/nonexistent/x")).toMatchObject({ status: 3 });
    const copy = String((await kiosk(kitchen.dataDir, "backup")).said["path"]);
    flipBitAt(copy, readFileSync(copy).indexOf("kitchen-head") + 2);
    await kitchen.restart(async () => {
      expect(await kiosk(kitchen.dataDir, "restore", "--from", copy)).toMatchObject({
        status: 3,
        said: { code: "source-not-good" },
      });
    });
  });
});
