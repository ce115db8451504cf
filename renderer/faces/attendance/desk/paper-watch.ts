import type { Rejection } from "#kernel/rejections.ts";
import type { Outbox } from "#renderer/client/outbox.ts";
import type { ClientRuntime } from "#renderer/client/runtime.ts";

/** While nothing can be written the kitchen is asked this often whether it can again. */
const ASK_EVERY_MS = 3_000;

export function isStoreTrouble({ code }: Pick<Rejection, "code">): boolean {
  return code === "store-full" || code === "store-unavailable";
}

/** Whether people must write on paper: the only thing that stops a terminal (UX.md §3.2). */
export interface PaperWatch {
  readonly needed: () => void;
  /** A punch was taken: it is over. */
  readonly written: () => void;
}

export function createPaperWatch(deps: {
  readonly runtime: Pick<ClientRuntime, "after">;
  readonly outbox: Pick<Outbox, "entries" | "sendNow">;
  readonly isStoreWritable: () => Promise<boolean>;
  readonly changed: (isPaperNeeded: boolean) => void;
}): PaperWatch {
  const { outbox } = deps;
  let isNeeded = false;

  function set(next: boolean): void {
    if (next === isNeeded) return;
    isNeeded = next;
    deps.changed(next);
    if (next) ask();
    else outbox.sendNow();
  }
  function ask(): void {
    deps.runtime.after(ASK_EVERY_MS, () => {
      if (!isNeeded) return;
      void deps.isStoreWritable().then((isWritable) => {
        if (isWritable) set(false);
        else if (isNeeded) ask();
      });
    });
  }
  outbox.entries.subscribe(() => {
    const isStuck = outbox.entries
      .get()
      .some(
        ({ state, lastTrouble }) =>
          state === "waiting" && lastTrouble !== null && isStoreTrouble({ code: lastTrouble }),
      );
    if (isStuck) set(true);
  });
  return { needed: () => set(true), written: () => set(false) };
}

/** Asks the kitchen PC itself; one that does not answer is away, which is no reason for paper. */
export async function browserStoreCheck(): Promise<boolean> {
  try {
    const response = await fetch("/healthz", { cache: "no-store" });
    const health: unknown = await response.json();
    return typeof health === "object" && health !== null && "ok" in health && health.ok === true;
  } catch {
    return false;
  }
}
