import type { IpcMain } from "electron";
import { expect, it } from "vitest";
import { registerShellIpc, type ShellHandlers } from "./shell-ipc.ts";

const ORIGIN = "http://127.0.0.1:8080";
const PANEL = "bergizi-shell://pages/panel";
type Frame = { readonly url: string; readonly parent: object | null } | null;

const handlers: ShellHandlers = {
  "shell-info": () => ({ version: "1.4.2", isKiosk: true }),
  "page-painted": () => ({}),
  "paint-heartbeat": () => ({}),
  "ask-exit": () => ({}),
  "panel-view": () => ({ kind: "exit", stage: "pin", lockedForMs: 0 }),
  "panel-act": () => ({ kind: "done" }),
};

/** Every channel as a page would reach it. */
function bridge(origin: string | null) {
  const handlerByChannel = new Map<string, (event: unknown, request: unknown) => Promise<unknown>>();
  const ipcMain = {
    handle: (channel: string, handle: (event: unknown, request: unknown) => Promise<unknown>) =>
      void handlerByChannel.set(channel, handle),
  };
  registerShellIpc(ipcMain as unknown as IpcMain, origin, handlers); // the one member it uses
  return (channel: string, senderFrame: Frame, request: unknown = {}) =>
    handlerByChannel.get(channel)?.({ senderFrame, sender: { id: 7 } }, request);
}

const page = (url: string): Frame => ({ url, parent: null });

it("a face and a page of the shell each reach their own channels", async () => {
  const ask = bridge(ORIGIN);
  expect(await ask("shell-info", page(`${ORIGIN}/wall`))).toEqual({ version: "1.4.2", isKiosk: true });
  expect(await ask("panel-act", page(PANEL), { act: "close" })).toEqual({ kind: "done" });
});

it.each([
  ["another origin", "shell-info", page("https://example.org/wall")],
  ["a frame inside a face", "shell-info", { url: `${ORIGIN}/wall`, parent: {} }],
  ["a frame that is gone", "shell-info", null],
  ["a face at the shell's channels", "panel-act", page(`${ORIGIN}/wall`)],
  ["a page of the shell at a face's channels", "ask-exit", page(PANEL)],
  ["another address of the shell's scheme", "panel-view", page("bergizi-shell://pages/other")],
] as const)("%s is refused before anything of it is read", async (_who, channel, frame) => {
  await expect(bridge(ORIGIN)(channel, frame, "no request at all")).rejects.toThrow("untrusted-sender");
});

it("without a kitchen server no face is believed", async () => {
  await expect(bridge(null)("shell-info", page(`${ORIGIN}/wall`))).rejects.toThrow("untrusted-sender");
});

it.each([
  ["panel-act", { act: "choose-pin", pin: "12345" }],
  ["panel-act", { act: "format-disk" }],
  ["panel-act", { act: "quit", force: true }],
  ["panel-view", { all: true }],
])("what a channel of the shell does not know is refused: %s %j", async (channel, request) => {
  await expect(bridge(ORIGIN)(channel, page(PANEL), request)).rejects.toThrow("invalid-request");
});
