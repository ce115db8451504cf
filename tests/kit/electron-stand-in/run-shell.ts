import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";

export interface ShellWindowView {
  readonly options: {
    readonly kiosk: boolean;
    readonly show: boolean;
    readonly webPreferences: Readonly<Record<string, unknown>>;
  };
  readonly isVisible: boolean;
  readonly url: string;
  readonly loads: number;
  readonly bounds: ShellDisplay["bounds"];
  readonly focusedCount: number;
}

/** The built shell running under Node with the stand-in for `electron`. */
export interface RunningShell {
  ask<Answer>(
    what: string,
    more?: { readonly window?: number; readonly script?: string; readonly value?: unknown },
  ): Promise<Answer>;
  /** Resolves when an answer satisfies the predicate; the test's own timeout bounds the wait. */
  eventually<Answer>(
    what: string,
    isMet: (answer: Answer) => boolean,
    more?: { readonly window?: number; readonly script?: string },
  ): Promise<Answer>;
  readonly exited: Promise<number | null>;
  /** What it wrote on stderr so far. */
  readonly said: () => string;
  stop(): Promise<void>;
}

export interface ShellDisplay {
  readonly id: number;
  readonly label: string;
  readonly bounds: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
}

/** Starts `.build/electron/main/index.js` on a data folder; its `electron` is the stand-in. */
export function runShell(options: {
  readonly dataDir: string;
  readonly facesDir: string;
  readonly displays: readonly ShellDisplay[];
}): RunningShell {
  const child: ChildProcess = spawn(
    process.execPath,
    [
      "--import",
      "./tests/kit/electron-stand-in/register.mjs",
      ".build/electron/main/index.js",
      "--data-dir",
      options.dataDir,
      "--port",
      "0",
      "--host",
      "127.0.0.1",
      "--faces-dir",
      options.facesDir,
    ],
    {
      stdio: ["ignore", "inherit", "pipe", "ipc"],
      env: {
        ...process.env,
        STAND_IN_DISPLAYS: JSON.stringify(options.displays),
      },
    },
  );
  let said = "";
  child.stderr?.setEncoding("utf8").on("data", (text: string) => {
    said += text;
    process.stderr.write(text);
  });
  const waiting = new Map<
    number,
    { readonly resolve: (value: unknown) => void; readonly reject: (error: Error) => void }
  >();
  let asked = 0;
  child.on("message", (message: { readonly ask: number; readonly value?: unknown; readonly error?: string }) => {
    const waiter = waiting.get(message.ask);
    waiting.delete(message.ask);
    if (message.error === undefined) waiter?.resolve(message.value);
    else waiter?.reject(new Error(message.error));
  });
  const exited = once(child, "exit").then(([code]) => code as number | null); // the event's documented first argument
  void exited.then((code) => {
    for (const waiter of waiting.values()) waiter.reject(new Error(`the shell ended with ${code}`));
  });

  const ask = <Answer>(what: string, more: object = {}) =>
    new Promise<Answer>((resolve, reject) => {
      asked += 1;
      waiting.set(asked, { resolve: resolve as (value: unknown) => void, reject }); // the asker names the type
      child.send({ ask: asked, what, ...more });
    });
  return {
    ask,
    eventually: async (what, isMet, more = {}) => {
      for (;;) {
        const answer = await ask<never>(what, more).catch((error: unknown) => {
          // A page between two loads cannot be evaluated; it can a moment later.
          if (what !== "evaluate") throw error;
          return undefined;
        });
        if (answer !== undefined && isMet(answer)) return answer;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    exited,
    said: () => said,
    stop: async () => {
      if (child.exitCode !== null) return;
      child.send({ ask: 0, what: "quit" });
      await exited;
    },
  };
}
