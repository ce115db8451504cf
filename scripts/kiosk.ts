import { defaultDataDir } from "#main/config.ts";
import { helpOf, typedFlags, type CommandForm, type Typed } from "./kiosk/arguments.ts";
import { devicesForms, listDevices, pairDevice, revokeDevice } from "./kiosk/devices.ts";
import { openDesk, type OpenDesk } from "./kiosk/open-desk.ts";
import { hubForms, hubStatus, joinHub } from "./kiosk/hub.ts";
import { EXIT, faulted, misused, type Outcome } from "./kiosk/outcome.ts";
import { addStaff, endStaff, listStaff, resetNumber, staffForms } from "./kiosk/staff.ts";
import { runStoreCommand, STORE_COMMANDS } from "./kiosk/store.ts";

interface DeskCommand {
  readonly form: CommandForm;
  readonly run: (desk: OpenDesk, typed: Typed) => Promise<Outcome>;
}

const DESK_COMMANDS: readonly DeskCommand[] = [
  { form: devicesForms.pair, run: pairDevice },
  { form: staffForms.add, run: addStaff },
  { form: staffForms.list, run: listStaff },
  { form: staffForms.resetNumber, run: resetNumber },
  { form: staffForms.end, run: endStaff },
  { form: devicesForms.list, run: listDevices },
  { form: devicesForms.revoke, run: revokeDevice },
  { form: hubForms.join, run: joinHub },
  { form: hubForms.status, run: hubStatus },
];

/** One line of the overview, and what it does on a data folder. */
interface Command {
  readonly form: CommandForm;
  readonly run: (dataDir: string, typed: Typed) => Promise<Outcome>;
}

const COMMANDS: readonly Command[] = [
  ...DESK_COMMANDS.map((command) => ({
    form: command.form,
    run: (dataDir: string, typed: Typed) => runAtDesk(command, dataDir, typed),
  })),
  ...STORE_COMMANDS.map((command) => ({
    form: command.form,
    run: (dataDir: string, typed: Typed) => runStoreCommand(command, dataDir, typed),
  })),
];

process.exitCode = await main(process.argv.slice(2));

async function main(argv: readonly string[]): Promise<number> {
  const isHelpAsked = argv.length === 0 || argv[0] === "--help" || argv[0] === "help";
  if (isHelpAsked) {
    process.stdout.write(overview());
    return argv.length === 0 ? EXIT.usage : EXIT.done;
  }
  const command = COMMANDS.find(({ form }) => form.path.every((word, index) => argv[index] === word));
  if (command === undefined) {
    const words = argv.filter((word) => !word.startsWith("-")).slice(0, 2);
    return finish(misused("unknown-command", `perintah "${words.join(" ")}" tidak dikenal; lihat --help`), false);
  }
  const typed = typedFlags(command.form, argv.slice(command.form.path.length));
  if (!typed.ok) return finish(misused(typed.error.code, typed.error.message), false);
  if (typed.value.isGiven("help")) {
    process.stdout.write(helpOf(command.form));
    return EXIT.done;
  }
  const dataDir = typed.value.one("data-dir") ?? defaultDataDir(process.env, process.platform);
  return finish(await command.run(dataDir, typed.value), typed.value.isGiven("json"));
}

async function runAtDesk(command: DeskCommand, dataDir: string, typed: Typed): Promise<Outcome> {
  const desk = await openDesk(dataDir);
  if (!desk.ok) return faulted(desk.error.code, desk.error.message);
  try {
    return await command.run(desk.value, typed);
  } finally {
    desk.value.close();
  }
}

/** Says the outcome: words or one line of JSON on stdout, what failed on stderr. */
function finish(outcome: Outcome, isJson: boolean): number {
  switch (outcome.kind) {
    case "done":
      process.stdout.write(`${isJson ? JSON.stringify({ ok: true, ...outcome.data }) : outcome.text}\n`);
      return EXIT.done;
    case "failed": {
      const { code, message, data } = outcome;
      process.stderr.write(`${isJson ? JSON.stringify({ ok: false, code, ...data }) : `${code}: ${message}`}\n`);
      return outcome.exitCode;
    }
  }
}

function overview(): string {
  const lines = COMMANDS.map(({ form }) => `  ${form.path.join(" ").padEnd(20)} ${form.words}`);
  return [
    "npm run kiosk -- <perintah> [--data-dir <folder>] [--json] [--help]",
    "Administrasi dapur dari PC-nya sendiri, saat server berjalan maupun tidak.",
    "",
    ...lines,
    "",
  ].join("\n");
}
