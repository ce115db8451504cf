import { join } from "node:path";
import { app, protocol } from "electron";
import { configFromArguments } from "#main/config.ts";
import { runShell } from "./shell.ts";

// The program: reads its arguments, makes sure it is the only shell of its data folder, and runs it.
app.enableSandbox();
// Dates and native fields of the pages in the kitchen's language, whatever the system's is.
app.commandLine.appendSwitch("lang", "id");
protocol.registerSchemesAsPrivileged([{ scheme: "bergizi-shell", privileges: { standard: true, secure: true } }]);
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
    await runShell(config.value);
  } else {
    // Another shell holds this kitchen; it comes to the front instead.
    process.stderr.write(`Dapur ini sudah berjalan di PC ini (${config.value.dataDir}). Layarnya dimajukan.\n`);
    app.exit(0);
  }
}
