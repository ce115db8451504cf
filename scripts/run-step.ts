import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/** Runs one program of the project to its end with its output shown; resolves with its exit code. */
export async function runStep(command: string, args: readonly string[]): Promise<number> {
  const path = join(ROOT, "node_modules", ".bin", command);
  return new Promise((resolve) => {
    const child = spawn(path, [...args], { cwd: ROOT, stdio: ["ignore", "inherit", "inherit"] });
    child.on("error", (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(1);
    });
    child.on("exit", (code) => {
      resolve(code ?? 1);
    });
  });
}
