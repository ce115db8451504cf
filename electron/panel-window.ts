import { BrowserWindow } from "electron";
import { PANEL_ORIGIN } from "#contract/shell-api.ts";
import type { DisplayBounds } from "./display-policy.ts";
import { isKeyBlocked } from "./kiosk-policy.ts";
import { hardenedPreferences } from "./window-options.ts";

/** A page of the shell itself over a display: it lies above every face until it is closed. */
export interface PanelWindow {
  readonly contentsId: number;
  readonly bounds: DisplayBounds;
  readonly destroy: () => void;
}

/** Opens the shell's page over a display. What it shows it asks for over the bridge. */
export function openPanelWindow(bounds: DisplayBounds): PanelWindow {
  const window = new BrowserWindow({
    ...bounds,
    show: false,
    kiosk: true,
    frame: false,
    alwaysOnTop: true,
    backgroundColor: "#E9ECEF",
    title: "Bergizi Kiosk",
    webPreferences: hardenedPreferences("panel-preload", true),
  });
  const contents = window.webContents;
  let isOver = false;
  contents.setWindowOpenHandler(() => ({ action: "deny" }));
  for (const event of ["will-navigate", "will-redirect", "will-attach-webview"] as const) {
    contents.on(event as "will-navigate", (asked) => {
      asked.preventDefault();
    });
  }
  contents.on("before-input-event", (event, input) => {
    if (isKeyBlocked(input, true)) event.preventDefault();
  });
  window.on("close", (event) => {
    event.preventDefault();
  });
  contents.on("did-finish-load", () => {
    window.show();
    window.focus();
  });
  const load = () => {
    // The files are packed with the program: what fails here is said by the window's own emptiness, and loaded again.
    if (!isOver) contents.loadURL(`${PANEL_ORIGIN}/panel`).catch(() => undefined);
  };
  contents.on("render-process-gone", load);
  load();
  return {
    contentsId: contents.id,
    bounds,
    destroy: () => {
      isOver = true;
      window.destroy();
    },
  };
}
