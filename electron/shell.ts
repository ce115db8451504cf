import { readFileSync } from "node:fs";
import { join } from "node:path";
import { app, ipcMain, Menu, powerSaveBlocker, protocol } from "electron";
import { systemClock } from "#main/clock.ts";
import type { KitchenConfig } from "#main/config.ts";
import { createKitchenServer, type KitchenServer } from "#main/kitchen-server.ts";
import { createLog } from "#main/log.ts";
import { saveDiagnostics } from "./diagnostics.ts";
import { createExitLock } from "./exit-lock.ts";
import { hardenSession } from "./harden-session.ts";
import { openKioskScreens, readDisplays, type KioskScreens } from "./kiosk-screens.ts";
import { answerPanelFile } from "./panel-files.ts";
import { createPanels, type Panels } from "./panels.ts";
import { createRecovery, type Recoveries } from "./recovery.ts";
import { registerShellIpc } from "./shell-ipc.ts";
import { openShellSettings, type ShellSettingsFile } from "./shell-settings.ts";

type ShellLog = (event: string, data: Readonly<Record<string, unknown>>) => void;

/** Composition root of the shell: one kitchen server inside this process, a window per display that has a role. */
export async function runShell(config: KitchenConfig): Promise<void> {
  const shellLog = createLog({ path: join(config.dataDir, "logs", "shell.log"), level: config.logLevel });
  const log: ShellLog = (event, data) => {
    shellLog.info({ event, ...data });
  };
  Menu.setApplicationMenu(null);
  const settings = openShellSettings(join(config.dataDir, "shell", "settings.json"), log);
  protocol.handle("bergizi-shell", (request) => answerPanelFile(request.url, config.facesDir));
  powerSaveBlocker.start("prevent-display-sleep");
  const server = await startServer(config, log);
  if (server === "in-use") return;

  let screens: KioskScreens | null = null;
  const panels = createPanels({
    exitLock: createExitLock(settings, systemClock.nowMs),
    displays: readDisplays,
    assignments: () => settings.get().screens ?? [],
    assign: (displayId, role) => screens?.assign(displayId, role),
    showConsole: () => screens?.showConsole(),
    restart,
    quit: () => {
      app.quit();
    },
    saveDiagnostics: () =>
      saveDiagnostics(config.dataDir, {
        nowMs: systemClock.nowMs(),
        version: app.getVersion(),
        screens: settings.get().screens,
        displays: readDisplays(),
      }),
  });
  hardenSession(server?.origin ?? null);
  registerHandlers(server?.origin ?? null, { panels, screens: () => screens });
  const recovery = createRecovery({ settings, panels, log, restart });
  if (server !== null) {
    screens = openScreens(server, { settings, panels, log, recovery });
    app.on("second-instance", screens.focus);
    void server.failed.then(({ name }) => {
      log("service-failed", { name });
      recovery.fail("service-failed", { bounds: readDisplays()[0]?.bounds ?? null, retry: restart });
    });
  } else {
    recovery.fail("start-failed", { bounds: readDisplays()[0]?.bounds ?? null, retry: restart });
  }
  stopWithApp(server, () => {
    recovery.stop();
    screens?.destroy();
    panels.destroy();
  });
}

function openScreens(
  server: KitchenServer,
  deps: {
    readonly settings: ShellSettingsFile;
    readonly panels: Panels;
    readonly log: ShellLog;
    readonly recovery: Recoveries;
  },
): KioskScreens {
  const { panels, recovery, log } = deps;
  return openKioskScreens(deps.settings, {
    origin: server.origin,
    readSecret: () => readFileSync(server.shellSecretPath, "utf8").trim(),
    monotonicMs: systemClock.monotonicMs,
    log,
    onExitAsked: panels.openExit,
    onDisplays: panels.askRoles,
    onLost: (window, reason) => {
      recovery.fail(reason, { bounds: window.placedAt(), retry: window.startOver });
    },
  });
}

/** The kitchen server; `in-use` when another program holds this data folder (already said); null when it cannot start. */
async function startServer(config: KitchenConfig, log: ShellLog): Promise<KitchenServer | "in-use" | null> {
  try {
    return await createKitchenServer(config);
  } catch (error) {
    const code = (error as { readonly code?: unknown }).code; // a thrown value may carry a code
    if (code === "store-in-use") {
      process.stderr.write(`Dapur ini sudah dijalankan program lain (${config.dataDir}). Tutup yang itu dulu.\n`);
      app.exit(3);
      return "in-use";
    }
    const message = error instanceof Error ? error.message : String(error);
    log("start-failed", { code, message });
    process.stderr.write(`${JSON.stringify({ event: "start-failed", message })}\n`);
    return null;
  }
}

function registerHandlers(
  origin: string | null,
  deps: { readonly panels: Panels; readonly screens: () => KioskScreens | null },
): void {
  const windowOf = (senderId: number) => deps.screens()?.byContents(senderId);
  registerShellIpc(ipcMain, origin, {
    "shell-info": () => ({ version: app.getVersion(), isKiosk: true }),
    "page-painted": (_request, senderId) => {
      windowOf(senderId)?.painted();
      return {};
    },
    "paint-heartbeat": ({ isBlank }, senderId) => {
      windowOf(senderId)?.heard(isBlank);
      return {};
    },
    "ask-exit": (_request, senderId) => {
      windowOf(senderId)?.askExit();
      return {};
    },
    "panel-view": (_request, senderId) => deps.panels.view(senderId),
    "panel-act": (act, senderId) => deps.panels.act(senderId, act),
  });
}

/** The whole program anew; the data folder is released first. */
function restart(): void {
  app.relaunch();
  app.quit();
}

/** A server that does not stop must not hold the PC: everything acknowledged is on the disk already. */
const STOP_MAX_MS = 10_000;

function stopWithApp(server: KitchenServer | null, closeWindows: () => void): void {
  let isStopping = false;
  let isStopped = false;
  // While every display is away there is no window, and the tablets still need their server.
  app.on("window-all-closed", () => undefined);
  app.on("before-quit", (event) => {
    if (isStopped) return;
    event.preventDefault();
    if (isStopping) return;
    isStopping = true;
    closeWindows();
    const late = new Promise((resolve) => setTimeout(resolve, STOP_MAX_MS).unref());
    void Promise.race([server?.stop(), late]).finally(() => {
      isStopped = true;
      app.quit();
    });
  });
}
