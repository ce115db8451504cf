import { contextBridge, ipcRenderer } from "electron";
import type { ShellApi } from "#contract/shell-api.ts";

// A sandboxed preload: no Node, no zod; the main process checks every request.
const shellApi: ShellApi = {
  shellInfo: () => ipcRenderer.invoke("shell-info", {}),
  pagePainted: (paintedAtMs) => ipcRenderer.invoke("page-painted", { paintedAtMs }),
  paintHeartbeat: (isBlank) => ipcRenderer.invoke("paint-heartbeat", { isBlank }),
  askExit: () => ipcRenderer.invoke("ask-exit", {}),
};

contextBridge.exposeInMainWorld("bergiziShell", shellApi);
