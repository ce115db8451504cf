import { readFileSync } from "node:fs";
import { join } from "node:path";
import { app, ipcMain, Menu, powerSaveBlocker, session } from "electron";
import { systemClock } from "#main/clock.ts";
import { configFromArguments, type KitchenConfig } from "#main/config.ts";
import { createKitchenServer, type KitchenServer } from "#main/kitchen-server.ts";
import { createLog } from "#main/log.ts";
import { isPermissionAllowed } from "./kiosk-policy.ts";
import { openKioskScreens, type KioskScreens } from "./kiosk-screens.ts";
import { registerShellIpc } from "./shell-ipc.ts";
import { openShellSettings } from "./shell-settings.ts";

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
} else {
  // What Chromium keeps (and the lock on being the only shell) belongs to the data folder: two kitchens may run side by side.
  app.setPath("userData", join(config.value.dataDir, "shell", "chromium"));
  if (app.requestSingleInstanceLock()) {
    await app.whenReady();
    await startShell(config.value);
  } else {
    // Another shell holds this kitchen; it comes to the front instead.
    process.stderr.write(`Dapur ini sudah berjalan di PC ini (${config.value.dataDir}). Layarnya dimajukan.\n`);
    app.exit(0);
  }
}

async function startShell(kitchenConfig: KitchenConfig): Promise<void> {
  const shellLog = createLog({ path: join(kitchenConfig.dataDir, "logs", "shell.log"), level: kitchenConfig.logLevel });
  const log = (event: string, data: Readonly<Record<string, unknown>>) => {
    shellLog.info({ event, ...data });
  };
  Menu.setApplicationMenu(null);
  const server = await startServer(kitchenConfig);
  if (server === null) return;
  const origin = server.origin;
  hardenSession(origin);
  powerSaveBlocker.start("prevent-display-sleep");
  const settings = openShellSettings(join(kitchenConfig.dataDir, "shell", "settings.json"), log);
  const screens = openKioskScreens(settings, {
    origin,
    readSecret: () => readFileSync(server.shellSecretPath, "utf8").trim(),
    monotonicMs: systemClock.monotonicMs,
    log,
  });
  registerShellIpc(ipcMain, origin, {
    "shell-info": () => ({ version: app.getVersion(), isKiosk: true }),
    "page-painted": (_request, senderId) => {
      screens.byContents(senderId)?.painted();
      return {};
    },
  });
  app.on("second-instance", screens.focus);
  stopWithApp(server, screens);
}

/** The kitchen server, or null when another program holds this data folder (already said). */
async function startServer(kitchenConfig: KitchenConfig): Promise<KitchenServer | null> {
  try {
    return await createKitchenServer(kitchenConfig);
  } catch (error) {
    if ((error as { readonly code?: unknown }).code !== "store-in-use") throw error; // a thrown value may carry a code
    process.stderr.write(`Dapur ini sudah dijalankan program lain (${kitchenConfig.dataDir}). Tutup yang itu dulu.\n`);
    app.exit(3);
    return null;
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

function stopWithApp(server: KitchenServer, screens: KioskScreens): void {
  let isStopped = false;
  // While every display is away there is no window, and the tablets still need their server.
  app.on("window-all-closed", () => undefined);
  app.on("before-quit", (event) => {
    if (isStopped) return;
    event.preventDefault();
    screens.destroy();
    void server.stop().finally(() => {
      isStopped = true;
      app.quit();
    });
  });
}
