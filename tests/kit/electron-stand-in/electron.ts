import { EventEmitter } from "node:events";
import { chromium, type Browser } from "playwright-core";
import { createStandInWindow, type StandInWindow, type WindowOptions } from "./window.ts";

// A stand-in for the `electron` module under plain Node: its windows are pages of a real Chromium, its preloads really run
// in them, and IPC really crosses from page to main. The test that started this process talks to it over the IPC channel.

type Handler = (event: unknown, ...args: readonly unknown[]) => unknown;

interface StandInDisplay {
  readonly id: number;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

const displays = JSON.parse(process.env["STAND_IN_DISPLAYS"] ?? "[]") as readonly StandInDisplay[]; // written by the test
const ipcHandlers = new Map<string, Handler>();
const windows: StandInWindow[] = [];
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
export const app = Object.assign(appEvents, {
  isPackaged: false,
  commandLine: { appendSwitch: (name: string, value: string) => note("appendSwitch", name, value) },
  enableSandbox: () => note("enableSandbox"),
  requestSingleInstanceLock: () => process.env["STAND_IN_SECOND_INSTANCE"] !== "1",
  whenReady: async () => {
    await openBrowser();
  },
  getVersion: () => "0.0.0-stand-in",
  exit: (code: number) => void closeAll().finally(() => process.exit(code)),
  quit: () => {
    let isPrevented = false;
    appEvents.emit("before-quit", { preventDefault: () => (isPrevented = true) });
    if (!isPrevented) void closeAll().finally(() => process.exit(0));
  },
});

export const Menu = { setApplicationMenu: (menu: unknown) => note("setApplicationMenu", menu) };
export const powerSaveBlocker = {
  start: (kind: string) => {
    note("powerSaveBlocker", kind);
    return 1;
  },
};
export const screen = { getPrimaryDisplay: () => displays[0], getAllDisplays: () => displays };

type PermissionHandler = (
  contents: unknown,
  permission: string,
  allow: (isAllowed: boolean) => void,
  details: { readonly requestingUrl: string },
) => void;
let permissionHandler: PermissionHandler | null = null;
let permissionCheck:
  | ((contents: unknown, permission: string, origin: string, details: { readonly requestingUrl?: string }) => boolean)
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
  return handler({ senderFrame: { url: window.currentUrl() }, sender: { id: window.webContents.id } }, request);
}

/** The class `main` constructs; a real class because Electron's is one. */
export class BrowserWindow {
  constructor(options: WindowOptions) {
    const window: StandInWindow = createStandInWindow(options, windows.length + 1, openBrowser, (channel, request) =>
      invoke(window, channel, request),
    );
    windows.push(window);
    return window as unknown as BrowserWindow; // the factory's object is the window
  }
  static getAllWindows(): readonly StandInWindow[] {
    return windows;
  }
}

async function closeAll(): Promise<void> {
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
      }));
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
      return window?.popupCount();
    case "permission": {
      const { permission, url } = question.value as { permission: string; url: string }; // sent by the test beside
      const requested = await new Promise((resolve) =>
        permissionHandler?.(null, permission, resolve, { requestingUrl: url }),
      );
      return { requested, checked: permissionCheck?.(null, permission, new URL(url).origin, { requestingUrl: url }) };
    }
    case "invoke":
      return invoke({ ...(window as StandInWindow), currentUrl: () => String(question.value) }, "shell-info", {}); // asked with a window open
    case "quit":
      return app.quit();
    default:
      throw new Error(`unknown question ${question.what}`);
  }
}
