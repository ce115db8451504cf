import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { adminEndpointPath } from "#main/lan/admin-server.ts";
import { connectLanClient } from "#tests/kit/lan-client.ts";

// Each command is a process of its own; on a busy machine a dozen of them take their time.
vi.setConfig({ testTimeout: 120_000 });

const ROOT = join(import.meta.dirname, "..", "..");

interface Ended {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

let dataDir: string;
let stops: (() => Promise<void>)[];
beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), "bergizi-kiosk-"));
  stops = [];
});
afterEach(async () => {
  for (const stop of stops) await stop();
  rmSync(dataDir, { recursive: true });
});

/** The command as people type it, as a process of its own. */
function kiosk(...argv: readonly string[]): Promise<Ended> {
  const child = spawn(process.execPath, ["scripts/kiosk.ts", ...argv], { cwd: ROOT });
  const output = { stdout: "", stderr: "" };
  child.stdout.on("data", (chunk: Buffer) => (output.stdout += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output.stderr += chunk.toString()));
  return new Promise((resolve) => child.on("close", (exitCode) => resolve({ exitCode, ...output })));
}

const here = (...argv: readonly string[]) => kiosk(...argv, "--data-dir", dataDir);

async function json(...argv: readonly string[]): Promise<Readonly<Record<string, unknown>>> {
  const ended = await here(...argv, "--json");
  expect(ended.stderr).toBe("");
  return JSON.parse(ended.stdout) as Readonly<Record<string, unknown>>; // one line of JSON
}

/** The headless server as a process of its own; gives its port. */
async function startServer(): Promise<{ readonly httpPort: number; stop(signal?: NodeJS.Signals): Promise<void> }> {
  const argv = ["main/start.ts", "--data-dir", dataDir, "--port", "0", "--host", "127.0.0.1"];
  const child = spawn(process.execPath, argv, { cwd: ROOT, stdio: ["ignore", "pipe", "inherit"] });
  const exited = new Promise<void>((resolve) => child.on("close", () => resolve()));
  const stop = async (signal: NodeJS.Signals = "SIGTERM") => {
    child.kill(signal);
    await exited;
  };
  stops.push(() => stop());
  for await (const line of createInterface({ input: child.stdout })) {
    const { httpPort } = JSON.parse(line) as { readonly httpPort: number }; // the line the server promises
    return { httpPort, stop };
  }
  throw new Error("the server ended before it listened");
}

/** A folder with a kitchen in it, nobody running. */
async function foundKitchen(): Promise<void> {
  const server = await startServer();
  await server.stop();
}

describe("with the server running", () => {
  test("people are added, listed, renumbered and ended; numbers shown once open the kitchen", async () => {
    const { httpPort } = await startServer();
    const head = await json("staff", "add", "--name", "Rina Hartati", "--role", "kitchen-head");
    expect(head).toMatchObject({ ok: true, staffCode: "STAFF-001" });
    const cook = ["--role", "kitchen-staff", "--division", "pengolahan"];
    const sari = await json("staff", "add", "--name", "Sari Dewi", "--nick-name", "Sari", ...cook);
    const list = await here("staff", "list");
    expect(list.stdout).toContain("STAFF-002  Sari Dewi     kitchen-staff  pengolahan  active");

    const pairing = await json("pair", "--face", "tablet", "--station", "cook", "--name", "Tablet Masak");
    const paired = await fetch(`http://127.0.0.1:${httpPort}/pair`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ secret: pairing["typedCode"], name: "apa saja" }),
    });
    const device = (await paired.json()) as { readonly deviceId: string; readonly deviceToken: string }; // checked by use
    expect(device).toMatchObject({ status: "paired", face: "tablet", station: "cook", name: "Tablet Masak" });
    const tablet = await connectLanClient({ port: httpPort });
    await tablet.hello(device.deviceToken);
    expect(await tablet.signIn({ pin: String(sari["number"]) })).toMatchObject({ name: "Sari" });

    const renewed = await json("staff", "reset-number", "--staff", "STAFF-002");
    expect(await tablet.signIn({ pin: String(sari["number"]) })).toMatchObject({ code: "sign-in-wrong" });
    expect(await tablet.signIn({ pin: String(renewed["number"]) })).toMatchObject({ name: "Sari" });
    await json("staff", "end", "--staff", "STAFF-002", "--reason", "resigned");
    expect(await tablet.signIn({ pin: String(renewed["number"]) })).toMatchObject({ code: "sign-in-wrong" });

    expect((await here("devices", "list")).stdout).toContain("Tablet Masak");
    await json("devices", "revoke", "--device", "Tablet Masak", "--reason", "hilang");
    expect((await tablet.ended).code).toBeGreaterThanOrEqual(4_000);
    expect((await here("devices", "list")).stdout).not.toContain("Tablet Masak");
  });

  test("what the kitchen refuses is told with its code, and changes nothing", async () => {
    await startServer();
    const refused = await here("pair", "--face", "tablet", "--name", "Tablet Masak");
    expect(refused).toMatchObject({ exitCode: 1, stdout: "" });
    expect(refused.stderr).toContain("station-required");
    const unknown = await here("staff", "end", "--staff", "STAFF-009", "--reason", "other", "--json");
    expect(unknown.exitCode).toBe(1);
    expect(JSON.parse(unknown.stderr)).toEqual({ ok: false, code: "not-found", kind: "staff", id: "STAFF-009" });
  });
});

describe("with nobody running", () => {
  test("the same commands work on the folder", async () => {
    await foundKitchen();
    await json("staff", "add", "--name", "Rina Hartati", "--role", "kitchen-head");
    expect((await here("staff", "list")).stdout).toContain("Rina Hartati");
    const paired = await here("pair", "--face", "wall", "--name", "Layar dapur");
    expect(paired).toMatchObject({ exitCode: 0 });
    expect(paired.stdout).toContain("npm start");
    const last = await here("staff", "end", "--staff", "STAFF-001", "--reason", "moved");
    expect([last.exitCode, last.stderr]).toEqual([1, expect.stringContaining("last-kitchen-head")]);
  });

  test("a server that was killed leaves no door in the way", async () => {
    const server = await startServer();
    await json("staff", "add", "--name", "Rina Hartati", "--role", "kitchen-head");
    await server.stop("SIGKILL");
    expect((await here("staff", "list")).stdout).toContain("Rina Hartati");
    writeFileSync(adminEndpointPath(dataDir), "{half");
    expect((await here("staff", "list")).exitCode).toBe(0);
  });

  test("a folder without a kitchen is not made into one", async () => {
    const missing = await here("staff", "list");
    expect([missing.exitCode, missing.stderr]).toEqual([3, expect.stringContaining("store-missing")]);
  });
});

describe("the line as typed", () => {
  test.each([
    [["staff", "add", "--name", "Rina"], "flag-missing: --role"],
    [["staff", "add", "--name", "Rina", "--role", "boss"], "flag-invalid: --role"],
    [["staff", "add", "--name", " ", "--role", "viewer"], "flag-invalid: --name"],
    [["staff", "add", "--name", "A", "--name", "B", "--role", "viewer"], "flag-invalid: --name"],
    [["staff", "list", "--everything"], "unknown-flag"],
    [["staff", "list", "surplus"], "unknown-flag"],
    [["pair", "--face", "hub", "--name", "x"], "flag-invalid: --face"],
    [["staff"], "unknown-command"],
    [["fly"], "unknown-command"],
  ])("%j is refused before anything is touched", async (argv, words) => {
    const ended = await kiosk(...argv);
    expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
    expect(ended.stderr).toContain(words);
  });

  test("help names every command, and every flag of one", async () => {
    const all = await kiosk("--help");
    expect(all.exitCode).toBe(0);
    for (const words of ["pair", "staff add", "staff reset-number", "staff end", "devices revoke"]) {
      expect(all.stdout).toContain(words);
    }
    const one = await kiosk("staff", "add", "--help");
    expect(one.exitCode).toBe(0);
    for (const flag of ["--name", "--role", "--division", "--data-dir", "--json"]) expect(one.stdout).toContain(flag);
    expect((await kiosk()).exitCode).toBe(2);
  });
});
