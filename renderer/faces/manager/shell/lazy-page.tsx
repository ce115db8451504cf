import { useEffect, useState, type ComponentType, type ReactNode } from "react";
import { useConnectionState } from "#renderer/client/use-link.ts";
import { useManagerCopy } from "#renderer/faces/manager/words.ts";
import { Button } from "#renderer/ui/button.tsx";
import { EmptyState } from "./page.tsx";
import { useWaitingWords } from "./use-waiting-words.ts";

/** A page that failed again this soon after a reload is broken, not late. */
const RELOADED_LATELY_MS = 30_000;
const RELOADED_KEY = "bergizi.manager.reloaded";

/**
 * A page whose code comes when it is first opened. Opened while the kitchen is away it waits in its place, with the shell
 * and the way back, and comes with the line: by a reload, since a style sheet that failed once is not asked for again.
 */
export function lazyPage<Name extends string>(
  load: () => Promise<Readonly<Record<Name, ComponentType>>>,
  name: Name,
): () => ReactNode {
  let loaded: ComponentType | null = null;
  return function LazyPage() {
    const [state, setState] = useState<"coming" | "here" | "failed">(loaded === null ? "coming" : "here");
    useEffect(() => {
      if (loaded !== null) return undefined;
      let isLeft = false;
      load().then(
        (module) => {
          loaded = module[name];
          if (!isLeft) setState("here");
        },
        () => {
          if (!isLeft) setState("failed");
        },
      );
      return () => {
        isLeft = true;
      };
    }, []);
    const Loaded = loaded;
    if (Loaded !== null) return <Loaded />;
    return state === "failed" ? <FailedPage /> : <ComingPage />;
  };
}

function ComingPage() {
  return <EmptyState text={useWaitingWords()} />;
}

function FailedPage() {
  const waiting = useWaitingWords();
  const { phase } = useConnectionState();
  const [isBroken] = useState(wasReloadedLately);
  const isOpen = phase === "open";
  useEffect(() => {
    if (isOpen && !isBroken) reload();
  }, [isOpen, isBroken]);
  return isOpen && isBroken ? <BrokenPage /> : <EmptyState text={waiting} />;
}

/** What stands in place of a page that cannot be shown; the rest of the console goes on. */
export function BrokenPage() {
  const { t } = useManagerCopy();
  return (
    <EmptyState
      text={t("manager.page-broken")}
      action={
        <Button size="small" icon="refresh-cw" onPress={reload}>
          {t("manager.page-reload")}
        </Button>
      }
    />
  );
}

function reload(): void {
  try {
    sessionStorage.setItem(RELOADED_KEY, String(Date.now()));
  } catch {
    // Without storage a page that stays broken is reloaded by hand.
  }
  location.reload();
}

function wasReloadedLately(): boolean {
  try {
    return Date.now() - Number(sessionStorage.getItem(RELOADED_KEY) ?? 0) < RELOADED_LATELY_MS;
  } catch {
    return true;
  }
}
