import { readFileSync } from "node:fs";
import { join } from "node:path";
import { app, BrowserWindow, ipcMain, Menu, powerSaveBlocker, screen, session } from "electron";
import { systemClock } from "#main/clock.ts";
import { configFromArguments, type KitchenConfig } from "#main/config.ts";
import { createKitchenServer, type KitchenServer } from "#main/kitchen-server.ts";
import { createLog } from "#main/log.ts";
import { isPermissionAllowed, planWindows } from "./kiosk-policy.ts";
import { openKioskWindow } from "./kiosk-window.ts";
import { registerShellIpc } from "./shell-ipc.ts";

// Composition root of the shell: one instance, one kitchen server inside this process, a window per planned face.
app.enableSandbox();
// Dates and native fields of the pages in the kitchen's language, whatever the system's is.
app.commandLine.appendSwitch("lang", "id");
const argumentsOfShell = process.argv
  .slice(app.isPackaged ? 1 : 2)
  .filter((argument) => !argument.startsWith("--inspect"));
const config = configFromArguments(argumentsOfShell, process.env, process.platform);

if (!config.ok) {
  process.stderr.write(`${config.error.message}\n`);
  app.exit(2);
} else if (!app.requestSingleInstanceLock()) {
  // Another kiosk holds this kitchen; it comes to the front instead.
  app.exit(0);
} else {
  await app.whenReady();
  await startShell(config.value);
}

async function startShell(kitchenConfig: KitchenConfig): Promise<void> {
  const log = createLog({ path: join(kitchenConfig.dataDir, "logs", "shell.log"), level: kitchenConfig.logLevel });
  Menu.setApplicationMenu(null);
  const server = await createKitchenServer(kitchenConfig);
  const origin = `http://127.0.0.1:${server.httpPort}`;
  hardenSession(origin);
  powerSaveBlocker.start("prevent-display-sleep");
  registerShellIpc(ipcMain, origin, {
    "shell-info": () => ({ version: app.getVersion(), isKiosk: true }),
    "page-painted": (_request, senderId) => {
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.id === senderId)
        ?.show();
      return {};
    },
  });
  openWindows(server, origin, (event, data) => {
    log.info({ event, ...data });
  });
  app.on("second-instance", () => {
    for (const window of BrowserWindow.getAllWindows()) window.focus();
  });
  stopWithApp(server);
}

function openWindows(
  server: KitchenServer,
  origin: string,
  log: (event: string, data: Readonly<Record<string, unknown>>) => void,
): void {
  const primaryId = screen.getPrimaryDisplay().id;
  const displays = screen.getAllDisplays();
  const facts = displays.map((display) => ({
    id: display.id,
    isPrimary: display.id === primaryId,
    bounds: display.bounds,
  }));
  for (const planned of planWindows(facts)) {
    const display = displays.find((candidate) => candidate.id === planned.displayId);
    if (display === undefined) continue;
    openKioskWindow(planned, {
      origin,
      readSecret: () => readFileSync(server.shellSecretPath, "utf8").trim(),
      display,
      isPrimaryDisplay: display.id === primaryId,
      monotonicMs: systemClock.monotonicMs,
      log,
    });
  }
}

function hardenSession(origin: string): void {
  const own = session.defaultSession;
  own.setPermissionRequestHandler((_contents, permission, allow, details) => {
    allow(isPermissionAllowed(permission, details.requestingUrl, origin));
  });
  own.setPermissionCheckHandler((_contents, permission, requestingOrigin, details) =>
    isPermissionAllowed(permission, details.requestingUrl ?? `${requestingOrigin}/`, origin),
  );
  own.setDevicePermissionHandler(() => false);
  own.on("will-download", (event, item) => {
    // Exports come from the kitchen server alone.
    if (!item.getURL().startsWith(`${origin}/`) && !item.getURL().startsWith(`blob:${origin}/`)) event.preventDefault();
  });
}

function stopWithApp(server: KitchenServer): void {
  let isStopped = false;
  app.on("window-all-closed", () => {
    app.quit();
  });
  app.on("before-quit", (event) => {
    if (isStopped) return;
    event.preventDefault();
    void server.stop().finally(() => {
      isStopped = true;
      app.quit();
    });
  });
}
