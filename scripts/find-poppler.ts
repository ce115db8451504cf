import { spawnSync } from "node:child_process";
import { aptInstallLine, tryAptInstall } from "./apt-install.ts";

const PACKAGE = "poppler-utils";

/** Whether `pdftoppm` and `pdftotext` are on this machine: printed documents are tested as a printer would see them. */
function isPopplerFound(): boolean {
  return ["pdftoppm", "pdftotext"].every((program) => spawnSync(program, ["-v"]).status === 0);
}

/** Finds poppler or installs Debian's with apt where it may; false after saying the exact line to run. */
export function ensurePoppler(): boolean {
  if (isPopplerFound()) return true;
  tryAptInstall(PACKAGE, "uji dokumen cetak");
  if (isPopplerFound()) return true;
  process.stderr.write(
    `Poppler is needed for the tests of printed documents. Install it and run again:\n  ${aptInstallLine(PACKAGE)}\n`,
  );
  return false;
}
