import type { IpcMain } from "electron";
import { shellChannels, type ShellAnswer, type ShellChannel, type ShellRequest } from "#contract/shell-api.ts";
import { isTrustedUrl } from "./trusted-senders.ts";

/** One answer per channel; `senderId` is the id of the web contents that asked. */
export type ShellHandlers = {
  readonly [Channel in ShellChannel]: (request: ShellRequest<Channel>, senderId: number) => ShellAnswer<Channel>;
};

/** Registers every channel of the map: sender checked first, then the request parsed, then the answer parsed. */
export function registerShellIpc(ipcMain: IpcMain, origin: string, handlers: ShellHandlers): void {
  for (const channel of Object.keys(shellChannels) as ShellChannel[]) {
    // keys of the literal map
    ipcMain.handle(channel, (event, request: unknown) => {
      if (!isTrustedUrl(event.senderFrame?.url ?? "", origin)) throw new Error("untrusted-sender");
      const parsed = shellChannels[channel].request.safeParse(request);
      if (!parsed.success) throw new Error("invalid-request");
      const handle = handlers[channel] as (request: unknown, senderId: number) => unknown; // the map pairs each channel with its handler
      return shellChannels[channel].answer.parse(handle(parsed.data, event.sender.id));
    });
  }
}
