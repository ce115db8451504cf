import { contextBridge, ipcRenderer } from "electron";
import type { PanelApi } from "#contract/shell-api.ts";

// The preload of the shell's own pages; the main process checks every request and who sends it.
const panelApi: PanelApi = {
  view: () => ipcRenderer.invoke("panel-view", {}),
  act: (act) => ipcRenderer.invoke("panel-act", act),
};

contextBridge.exposeInMainWorld("bergiziPanel", panelApi);
