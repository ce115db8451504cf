import { contextBridge, ipcRenderer } from "electron";
import type { ShellApi } from "#contract/shell-api.ts";

// A sandboxed preload: no Node, no zod; the main process checks every request. The name equals SHELL_API_GLOBAL.
const shellApi: ShellApi = {
  shellInfo: () => ipcRenderer.invoke("shell-info", {}),
  pagePainted: (paintedAtMs) => ipcRenderer.invoke("page-painted", { paintedAtMs }),
};

contextBridge.exposeInMainWorld("bergiziShell", shellApi);
