import { EventEmitter } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Browser } from "playwright-core";
import { createStandInWindow, type StandInWindow, type WindowOptions } from "./window.ts";

// A stand-in for the `electron` module under plain Node: its windows are pages of a real Chromium, its preloads really run
// in them, and IPC really crosses from page to main. The test that started this process talks to it over the IPC channel.

type Handler = (event: unknown, ...args: readonly unknown[]) => unknown;

interface StandInDisplay {
  readonly id: number;
  readonly label: string;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

let displays = JSON.parse(process.env["STAND_IN_DISPLAYS"] ?? "[]") as readonly StandInDisplay[]; // written by the test
const ipcHandlers = new Map<string, Handler>();
let windows: readonly StandInWindow[] = [];
let windowCount = 0;
const calls: { readonly name: string; readonly args: readonly unknown[] }[] = [];
const note = (name: string, ...args: readonly unknown[]) => void calls.push({ name, args });
let browserReady: Promise<Browser> | null = null;

function openBrowser(): Promise<Browser> {
  browserReady ??= chromium.launch({
    executablePath: process.env["CHROMIUM_PATH"] ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-quic", "--disable-background-networking", "--disable-gpu"],
  });
  return browserReady;
}

const appEvents = new EventEmitter();
const paths = new Map<string, string>();
let lockFile: string | null = null;

/** As Electron's: one process a `userData` folder, and the one that holds it is told of the other. */
function takeInstanceLock(): boolean {
  const folder = paths.get("userData") ?? "";
  mkdirSync(folder, { recursive: true });
  const path = join(folder, "stand-in.lock");
  try {
    writeFileSync(path, String(process.pid), { flag: "wx" });
    lockFile = path;
    process.on("SIGUSR2", () => appEvents.emit("second-instance"));
    return true;
  } catch {
    process.kill(Number(readFileSync(path, "utf8")), "SIGUSR2");
    return false;
  }
}

export const app = Object.assign(appEvents, {
  isPackaged: false,
  commandLine: { appendSwitch: (name: string, value: string) => note("appendSwitch", name, value) },
  enableSandbox: () => note("enableSandbox"),
  setPath: (name: string, path: string) => void paths.set(name, path),
  requestSingleInstanceLock: takeInstanceLock,
  whenReady: async () => {
    await openBrowser();
  },
  getVersion: () => "0.0.0-stand-in",
  // Whoever started this process sees that a new one was asked for.
  relaunch: () => void process.stderr.write("stand-in: relaunch\n"),
  exit: (code: number) => void closeAll().finally(() => process.exit(code)),
  quit: () => {
    let isPrevented = false;
    appEvents.emit("before-quit", { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) void closeAll().finally(() => process.exit(0));
  },
});

let ownScheme: (request: { readonly url: string }) => Promise<Response> = async () =>
  new Response(null, { status: 404 });
export const protocol = {
  registerSchemesAsPrivileged: (schemes: unknown) => note("registerSchemesAsPrivileged", schemes),
  handle: (_scheme: string, answer: typeof ownScheme) => void (ownScheme = answer),
};

export const Menu = { setApplicationMenu: (menu: unknown) => note("setApplicationMenu", menu) };
export const powerSaveBlocker = {
  start: (kind: string) => {
    note("powerSaveBlocker", kind);
    return 1;
  },
};
export const screen = Object.assign(new EventEmitter(), {
  getPrimaryDisplay: () => displays[0],
  getAllDisplays: () => displays,
});

/** Plugs displays in and out, each told by an event of its own as the operating system does. */
function changeDisplays(next: readonly StandInDisplay[]): void {
  const before = displays;
  displays = next;
  for (const display of before) {
    if (!next.some(({ id }) => id === display.id)) screen.emit("display-removed", {}, display);
  }
  for (const display of next) {
    if (!before.some(({ id }) => id === display.id)) screen.emit("display-added", {}, display);
  }
}

type PermissionHandler = (
  contents: unknown,
  permission: string,
  allow: (isAllowed: boolean) => void,
  details: { readonly requestingUrl: string; readonly mediaTypes: readonly string[] },
) => void;
let permissionHandler: PermissionHandler | null = null;
let permissionCheck:
  | ((
      contents: unknown,
      permission: string,
      origin: string,
      details: { readonly requestingUrl?: string; readonly mediaType?: string },
    ) => boolean)
  | null = null;
export const session = {
  defaultSession: Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (handler: PermissionHandler) => (permissionHandler = handler),
    setPermissionCheckHandler: (handler: typeof permissionCheck) => (permissionCheck = handler),
    setDevicePermissionHandler: (handler: () => boolean) => note("setDevicePermissionHandler", handler()),
  }),
};
export const ipcMain = { handle: (channel: string, handler: Handler) => ipcHandlers.set(channel, handler) };

async function invoke(window: StandInWindow, channel: string, request: unknown): Promise<unknown> {
  const handler = ipcHandlers.get(channel);
  if (handler === undefined) throw new Error(`no handler for ${channel}`);
  return handler(
    { senderFrame: { url: window.currentUrl(), parent: null }, sender: { id: window.webContents.id } },
    request,
  );
}

/** The class `main` constructs; a real class because Electron's is one. */
export class BrowserWindow {
  constructor(options: WindowOptions) {
    windowCount += 1;
    const window: StandInWindow = createStandInWindow(
      options,
      windowCount,
      openBrowser,
      (channel, request) => invoke(window, channel, request),
      (url) => ownScheme({ url }),
    );
    windows = [...windows, window];
    window.on("closed", () => {
      windows = windows.filter((other) => other !== window);
    });
    return window as unknown as BrowserWindow; // the factory's object is the window
  }
  static getAllWindows(): readonly StandInWindow[] {
    return windows;
  }
}

async function closeAll(): Promise<void> {
  if (lockFile !== null) rmSync(lockFile, { force: true });
  await (await browserReady)?.close();
}

/** What the test asks over the process channel; each answer carries the asker's number. */
interface Question {
  readonly ask: number;
  readonly what: string;
  readonly window?: number;
  readonly script?: string;
  readonly value?: unknown;
}

interface PermissionQuestion {
  readonly permission: string;
  readonly url: string;
  readonly mediaTypes: readonly string[];
}

process.on("message", (question: Question) => {
  void answer(question).then(
    (value) => process.send?.({ ask: question.ask, value: value ?? null }),
    (error: unknown) => process.send?.({ ask: question.ask, error: String(error) }),
  );
});

async function answer(question: Question): Promise<unknown> {
  const window = windows[question.window ?? 0];
  switch (question.what) {
    case "windows":
      return windows.map((each) => ({
        options: each.options,
        isVisible: each.isVisible(),
        url: each.currentUrl(),
        loads: each.loadCount(),
        bounds: each.bounds(),
        focusedCount: each.focusedCount(),
      }));
    case "displays":
      return changeDisplays(question.value as readonly StandInDisplay[]); // sent by the test beside
    case "close":
      return window?.close();
    case "calls":
      return calls;
    case "evaluate":
      return (await window?.page())?.evaluate(question.script ?? "");
    case "crash":
      return window?.crash();
    case "input": {
      let isPrevented = false;
      window?.webContents.emit("before-input-event", { preventDefault: () => (isPrevented = true) }, question.value);
      return isPrevented;
    }
    case "popups":
      return window?.popups();
    case "refused-navigations":
      return window?.refusedNavigations();
    case "permission": {
      const { permission, url, mediaTypes } = question.value as PermissionQuestion; // sent by the test beside
      const requested = await new Promise((resolve) =>
        permissionHandler?.(null, permission, resolve, { requestingUrl: url, mediaTypes }),
      );
      const [mediaType] = mediaTypes;
      const details = { requestingUrl: url, ...(mediaType === undefined ? {} : { mediaType }) };
      return { requested, checked: permissionCheck?.(null, permission, new URL(url).origin, details) };
    }
    case "hang":
      // It never answers.
      void (await window?.page())?.evaluate("for (;;);").catch(() => undefined);
      return null;
    case "picture":
      return (await (await window?.page())?.screenshot())?.toString("base64");
    case "invoke":
      return invoke({ ...(window as StandInWindow), currentUrl: () => String(question.value) }, "shell-info", {}); // asked with a window open
    case "quit":
      return app.quit();
    default:
      throw new Error(`unknown question ${question.what}`);
  }
}
