import { spawn } from "node:child_process";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The project's root folder. */
export const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Runs one program of the project to its end; resolves with its exit code. Its output is shown as it comes, or whole at the end
 * where another step runs beside it (`isOutputKept`).
 */
export async function runStep(
  command: string,
  args: readonly string[],
  options: { readonly isOutputKept: boolean } = { isOutputKept: false },
): Promise<number> {
  const path = join(ROOT, "node_modules", ".bin", command);
  return new Promise((resolve) => {
    const output = options.isOutputKept ? "pipe" : "inherit";
    const child = spawn(path, [...args], { cwd: ROOT, stdio: ["ignore", output, output] });
    const kept: Buffer[] = [];
    for (const stream of [child.stdout, child.stderr]) stream?.on("data", (data: Buffer) => kept.push(data));
    child.on("close", () => process.stdout.write(Buffer.concat(kept)));
    child.on("error", (error) => {
      process.stderr.write(`${command}: ${error.message}\n`);
      resolve(1);
    });
    child.on("exit", (code) => {
      resolve(code ?? 1);
    });
  });
}
