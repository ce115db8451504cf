import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import type { Broken } from "./break-mechanism.ts";

/** A process of this program under test that is going to be killed. */
export interface KilledProcess {
  /** Resolves with its first line, which says it is ready; rejects when it ended before that. */
  readonly ready: Promise<string>;
  /** Resolves when the process is gone. */
  readonly ended: Promise<void>;
  send(line: string): void;
  /** Lines after the first. */
  onLine(listener: (line: string) => void): void;
  /** Ends its input: it stops by itself. */
  finish(): void;
  /** SIGTERM: it stops in order. */
  terminate(): void;
  /** SIGKILL: the process does not get to do anything more. */
  kill(): void;
}

const BREAKING_FILE = new URL("./break-mechanism.ts", import.meta.url).href;

/** Starts a TypeScript file under this Node, with a mechanism taken away from it when `broken` says so. */
export function startProcess(
  file: string,
  args: readonly string[],
  options: { readonly environment?: Readonly<Record<string, string>>; readonly broken?: Broken | undefined } = {},
): KilledProcess {
  const { broken, environment } = options;
  const preload = broken === undefined ? [] : ["--import", BREAKING_FILE];
  const child = spawn(process.execPath, [...preload, file, ...args], {
    stdio: ["pipe", "pipe", "pipe"],
    env: { ...process.env, ...environment, ...(broken !== undefined && { BREAK: broken }) },
  });
  const stderr: string[] = [];
  const listeners: ((line: string) => void)[] = [];
  child.stderr.on("data", (chunk: Buffer) => stderr.push(chunk.toString()));
  // Writing to a process already gone is expected here; what it did not answer is sent again.
  child.stdin.on("error", () => undefined);
  const ended = new Promise<void>((resolve) => {
    child.once("close", () => {
      resolve();
    });
  });
  const ready = new Promise<string>((resolve, reject) => {
    let isFirst = true;
    createInterface({ input: child.stdout }).on("line", (line) => {
      if (isFirst) resolve(line);
      else for (const listener of listeners) listener(line);
      isFirst = false;
    });
    void ended.then(() => {
      reject(new Error(`the process ended before it was ready: ${stderr.join("")}`));
    });
  });
  // A process killed before it was ready rejects with nobody waiting.
  ready.catch(() => undefined);
  return {
    ready,
    ended,
    send: (line) => void child.stdin.write(`${line}\n`),
    onLine: (listener) => void listeners.push(listener),
    finish: () => void child.stdin.end(),
    terminate: () => void child.kill("SIGTERM"),
    kill: () => void child.kill("SIGKILL"),
  };
}
