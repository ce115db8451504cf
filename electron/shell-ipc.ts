import type { IpcMain } from "electron";
import { shellChannels, type ShellAnswer, type ShellChannel, type ShellRequest } from "#contract/shell-api.ts";
import { isPanelUrl, isTrustedUrl } from "./trusted-senders.ts";

/** One answer per channel; `senderId` is the id of the web contents that asked. */
export type ShellHandlers = {
  readonly [Channel in ShellChannel]: (
    request: ShellRequest<Channel>,
    senderId: number,
  ) => ShellAnswer<Channel> | Promise<ShellAnswer<Channel>>;
};

/** Registers every channel of the map: sender checked first, then the request parsed, then the answer parsed. */
export function registerShellIpc(ipcMain: IpcMain, origin: string | null, handlers: ShellHandlers): void {
  for (const channel of Object.keys(shellChannels) as ShellChannel[]) {
    // keys of the literal map
    ipcMain.handle(channel, async (event, request: unknown) => {
      const { senderFrame } = event;
      // A frame inside a page is not the page; Electron answers null for one that is gone.
      if (senderFrame === null || senderFrame.parent !== null) throw new Error("untrusted-sender");
      if (!isSenderAllowed(channel, senderFrame.url, origin)) throw new Error("untrusted-sender");
      const parsed = shellChannels[channel].request.safeParse(request);
      if (!parsed.success) throw new Error("invalid-request");
      const handle = handlers[channel] as (request: unknown, senderId: number) => unknown; // the map pairs each channel with its handler
      return shellChannels[channel].answer.parse(await handle(parsed.data, event.sender.id));
    });
  }
}

/** Faces of the kitchen server use the face's channels, pages of the shell the panel's; nobody uses both. */
export function isSenderAllowed(channel: ShellChannel, url: string, origin: string | null): boolean {
  switch (shellChannels[channel].sender) {
    case "face":
      return origin !== null && isTrustedUrl(url, origin);
    case "panel":
      return isPanelUrl(url);
  }
}
