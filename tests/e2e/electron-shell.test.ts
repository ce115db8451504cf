import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, afterEach, beforeAll, describe, expect, inject, it } from "vitest";
import { STORE_APPLICATION_ID } from "#main/store/database.ts";
import { dataFolderAt, lockDataFolder } from "#main/store/data-folder.ts";
import {
  runShell,
  type RunningShell,
  type ShellDisplay,
  type ShellWindowView,
} from "#tests/kit/electron-stand-in/run-shell.ts";

const PRIMARY = { id: 1, label: "PC", bounds: { x: 0, y: 0, width: 1366, height: 768 } };
const SECOND = { id: 2, label: "TV 55", bounds: { x: 1366, y: 0, width: 1920, height: 1080 } };
const MANAGER = 0;
const WALL = 1;

describe("the shell, built and run against a stand-in for Electron whose windows are real pages", () => {
  const folders: string[] = [];
  let shell: RunningShell | null = null;
  const newFolder = () => {
    const dataDir = mkdtempSync(join(tmpdir(), "bergizi-shell-"));
    folders.push(dataDir);
    return dataDir;
  };
  const start = (displays: readonly ShellDisplay[], dataDir = newFolder()) => {
    shell = runShell({ dataDir, facesDir: inject("facesDir"), displays });
    return shell;
  };
  const windows = (running: RunningShell, isMet: (views: readonly ShellWindowView[]) => boolean) =>
    running.eventually<readonly ShellWindowView[]>("windows", isMet);

  beforeAll(() => {
    execFileSync("node_modules/.bin/electron-vite", ["build", "--logLevel", "error"], { stdio: "inherit" });
  });
  afterEach(async () => {
    await shell?.stop();
    shell = null;
  });
  afterAll(() => {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  });

  it("opens the manager and the wall, hardened, and shows each once it has painted", async () => {
    const running = start([PRIMARY, SECOND]);
    const views = await windows(running, (all) => all.length === 2 && all.every((view) => view.isVisible));
    expect(views.map((view) => new URL(view.url).pathname.split("/")[1])).toEqual(["manager", "wall"]);
    expect(views.map((view) => view.options.kiosk)).toEqual([false, true]);
    for (const view of views) {
      expect(view.options.show).toBe(false);
      expect(view.options.webPreferences).toMatchObject({
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        nodeIntegrationInWorker: false,
        nodeIntegrationInSubFrames: false,
        webSecurity: true,
        allowRunningInsecureContent: false,
        experimentalFeatures: false,
        webviewTag: false,
        backgroundThrottling: false,
        devTools: !view.options.kiosk,
      });
    }
    const calls = await running.ask<readonly { readonly name: string }[]>("calls");
    expect(calls.map((call) => call.name)).toEqual(
      expect.arrayContaining(["enableSandbox", "setApplicationMenu", "powerSaveBlocker", "setDevicePermissionHandler"]),
    );
  });

  it("pairs its own windows, and the page sees the bridge and no Node", async () => {
    const running = start([PRIMARY, SECOND]);
    const paired = "localStorage.getItem('bergizi.wall.deviceToken') !== null && !location.hash.includes('secret')";
    await running.eventually<boolean>("evaluate", (isPaired) => isPaired, { window: WALL, script: paired });
    const seen = await running.ask("evaluate", {
      window: WALL,
      script:
        "(async () => ({ keys: Object.keys(window.bergiziShell).sort(), info: await window.bergiziShell.shellInfo(), node: [typeof require, typeof process] }))()",
    });
    expect(seen).toEqual({
      keys: ["askExit", "pagePainted", "paintHeartbeat", "shellInfo"],
      info: { version: "0.0.0-stand-in", isKiosk: true },
      node: ["undefined", "undefined"],
    });
  });

  it("refuses to leave its face, to open windows, and keys that would open up a kiosk", async () => {
    const running = start([PRIMARY, SECOND]);
    await windows(
      running,
      (all) => all.length === 2 && all.every((view) => view.url.includes("/")) && all.every((view) => view.isVisible),
    );
    for (const address of ["/manager", "https://example.org/"]) {
      const go = `setTimeout(() => { location.href = ${JSON.stringify(address)} }, 0)`;
      await running.ask("evaluate", { window: WALL, script: `void window.open("/manager", "_blank"); void ${go}` });
      // Refused, not merely late: what was asked for has arrived at the shell.
      const isLast = (refused: readonly string[]) => refused.at(-1)?.endsWith(address) === true;
      await running.eventually<readonly string[]>("refused-navigations", isLast, { window: WALL });
    }
    await running.eventually<{ readonly openedCount: number; readonly refusedCount: number }>(
      "popups",
      ({ openedCount, refusedCount }) => openedCount === 0 && refusedCount === 2,
      { window: WALL },
    );
    const views = await windows(running, (all) => all.length === 2);
    expect(new URL(views[WALL]?.url ?? "").pathname.split("/")[1]).toBe("wall");
    const key = { type: "keyDown", key: "F11", control: false, alt: false, shift: false, meta: false };
    expect(await running.ask("input", { window: WALL, value: key })).toBe(true);
    expect(await running.ask("input", { window: WALL, value: { ...key, key: "2" } })).toBe(false);
    expect(await running.ask("input", { window: MANAGER, value: key })).toBe(false);
  });

  it("answers IPC from its own origin only, and grants full screen, and the terminal its camera", async () => {
    const running = start([PRIMARY]);
    const views = await windows(running, (all) => all.length === 1 && all.every((view) => view.url.startsWith("http")));
    const origin = new URL(views[0]?.url ?? "").origin;
    expect(await running.ask("invoke", { value: `${origin}/manager` })).toEqual({
      version: "0.0.0-stand-in",
      isKiosk: true,
    });
    await expect(running.ask("invoke", { value: "https://example.org/manager" })).rejects.toThrow("untrusted-sender");
    const asked = (permission: string, url: string, ...mediaTypes: readonly string[]) =>
      running.ask("permission", { value: { permission, url, mediaTypes } });
    expect(await asked("fullscreen", `${origin}/manager`)).toEqual({ requested: true, checked: true });
    expect(await asked("media", `${origin}/manager`, "video")).toEqual({ requested: false, checked: false });
    expect(await asked("media", `${origin}/attendance`, "video")).toEqual({ requested: true, checked: true });
    expect(await asked("media", `${origin}/attendance`, "audio")).toEqual({ requested: false, checked: false });
    expect(await asked("fullscreen", "https://example.org/")).toEqual({ requested: false, checked: false });
  });

  it("loads a crashed page again, and the wall shows the kitchen as before", async () => {
    const running = start([PRIMARY, SECOND]);
    await windows(running, (all) => all.length === 2 && all.every((view) => view.isVisible));
    await running.ask("crash", { window: WALL });
    const views = await windows(running, (all) => all[WALL]?.loads === 2);
    expect(views[MANAGER]?.loads).toBe(1);
    const isAlive = "document.querySelector('#root, main, body')?.textContent.length > 0";
    await running.eventually<boolean>("evaluate", (alive) => alive, { window: WALL, script: isAlive });
  });

  it("heals a page that shows nothing and one that hangs, each within ten seconds", async () => {
    const running = start([PRIMARY, SECOND]);
    await windows(running, (all) => all.length === 2 && all.every((view) => view.isVisible));
    const isAlive = "document.getElementById('face').children.length > 0";
    const healed = async (loads: number) => {
      const startedAtMs = performance.now();
      await windows(running, (all) => all[WALL]?.loads === loads);
      await running.eventually<boolean>("evaluate", (alive) => alive, { window: WALL, script: isAlive });
      expect(performance.now() - startedAtMs).toBeLessThan(10_000);
    };
    await running.eventually<boolean>("evaluate", (alive) => alive, { window: WALL, script: isAlive });
    await running.ask("evaluate", { window: WALL, script: "document.getElementById('face').replaceChildren()" });
    await healed(2);
    await running.ask("hang", { window: WALL });
    await healed(3);
    expect((await windows(running, () => true))[MANAGER]?.loads).toBe(1);
  });

  it("is left by a PIN alone, and a face cannot use the shell's own pages' channels", async () => {
    const running = start([PRIMARY, SECOND]);
    await windows(running, (all) => all.length === 2 && all.every((view) => view.isVisible));
    const chord = { type: "keyDown", key: "Q", control: true, alt: false, shift: true, meta: false };
    expect(await running.ask("input", { window: WALL, value: chord })).toBe(true);
    const PANEL = 2;
    const asked = await windows(running, (all) => all[PANEL]?.isVisible === true);
    expect(asked[PANEL]).toMatchObject({ url: "bergizi-shell://pages/panel", bounds: SECOND.bounds });
    expect(asked[PANEL]?.options.webPreferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      devTools: false,
    });
    const act = (what: object) =>
      running.ask<{ readonly kind: string }>("evaluate", {
        window: PANEL,
        script: `window.bergiziPanel.act(${JSON.stringify(what)})`,
      });
    expect(await act({ act: "quit" })).toEqual({ kind: "refused", code: "not-now", lockedForMs: 0 });
    const tap =
      "for (const key of '482913482913') [...document.querySelectorAll('button')].find((button) => button.textContent === key).click()";
    const heading = "document.querySelector('h1')?.textContent ?? ''";
    await running.eventually<string>("evaluate", (words) => words === "Buat PIN keluar", {
      window: PANEL,
      script: heading,
    });
    for (const key of "482913482913") {
      await running.ask("evaluate", { window: PANEL, script: tap.replace("482913482913", key) });
    }
    await running.eventually<string>("evaluate", (words) => words === "Kode pemulihan", {
      window: PANEL,
      script: heading,
    });
    await expect(
      running.ask("evaluate", { window: WALL, script: "window.standInInvoke('panel-act', { act: 'quit' })" }),
    ).rejects.toThrow("untrusted-sender");
    await act({ act: "quit" }).catch(() => undefined); // its page goes with the program
    expect(await running.exited).toBe(0);
  });

  it("a store that cannot be opened starts the program anew once, then a page says so and waits", async () => {
    const dataDir = newFolder();
    // Written by a newer release: neither damaged nor ours to change.
    const newer = new Database(join(dataDir, "kitchen.sqlite"));
    newer.exec(`PRAGMA application_id = ${STORE_APPLICATION_ID}; PRAGMA user_version = 9999; CREATE TABLE later (x)`);
    newer.close();
    const first = start([PRIMARY], dataDir);
    expect(await first.exited).toBe(0);
    expect(first.said()).toContain("stand-in: relaunch");
    const second = start([PRIMARY], dataDir);
    await windows(second, (all) => all[0]?.isVisible === true);
    const words = "document.querySelector('main')?.textContent ?? ''";
    await second.eventually<string>(
      "evaluate",
      (told) => told.includes("Data tidak hilang") && told.includes("Kode 18") && told.includes("Coba lagi"),
      { window: 0, script: words },
    );
    expect(second.said()).not.toContain("stand-in: relaunch");
  });

  it("parks the wall while its display is away, brings it back under a new id, and closes for nobody", async () => {
    const running = start([PRIMARY, SECOND]);
    await windows(running, (all) => all.length === 2 && all.every((view) => view.isVisible));
    const pointer = "getComputedStyle(document.body).cursor";
    await running.eventually<string>("evaluate", (cursor) => cursor === "none", { window: WALL, script: pointer });
    await running.eventually<string>("evaluate", (cursor) => cursor !== "none", { window: MANAGER, script: pointer });

    await running.ask("displays", { value: [PRIMARY] });
    const parked = await windows(running, (all) => all[WALL]?.isVisible === false);
    expect(parked[WALL]?.bounds).toEqual(SECOND.bounds); // not thrown onto the manager's display
    expect(parked[MANAGER]?.isVisible).toBe(true);

    const startedAtMs = performance.now();
    await running.ask("displays", { value: [PRIMARY, { ...SECOND, id: 77 }] });
    const back = await windows(running, (all) => all[WALL]?.isVisible === true);
    expect(performance.now() - startedAtMs).toBeLessThan(2_000);
    expect(back[WALL]).toMatchObject({ loads: 1, bounds: SECOND.bounds });

    const wider = { ...SECOND, id: 77, bounds: { ...SECOND.bounds, width: 3840, height: 2160 } };
    await running.ask("displays", { value: [PRIMARY] });
    await running.ask("displays", { value: [PRIMARY, wider] });
    expect((await windows(running, (all) => all[WALL]?.isVisible === true))[WALL]?.bounds).toEqual(wider.bounds);

    for (const window of [MANAGER, WALL]) await running.ask("close", { window });
    expect((await windows(running, (all) => all.length === 2)).map(({ isVisible }) => isVisible)).toEqual([
      false,
      true,
    ]);
  });

  it("a second shell on the same data folder says so, brings the first to the front and ends", async () => {
    const dataDir = newFolder();
    const first = start([PRIMARY], dataDir);
    await windows(first, (all) => all.length === 1 && all.every((view) => view.isVisible));
    const second = runShell({ dataDir, facesDir: inject("facesDir"), displays: [PRIMARY] });
    expect(await second.exited).toBe(0);
    expect(second.said()).toContain("sudah berjalan di PC ini");
    await windows(first, (all) => all[0]?.focusedCount === 1);
  });

  it("a shell on a data folder that a server holds says so and ends", async () => {
    const dataDir = newFolder();
    const lock = lockDataFolder(dataFolderAt(dataDir));
    const running = start([PRIMARY], dataDir);
    expect(await running.exited).toBe(3);
    expect(running.said()).toContain("sudah dijalankan program lain");
    lock.release();
  });
});
