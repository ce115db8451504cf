import type { WebContents } from "electron";
import type { ScreenFace } from "./display-policy.ts";
import { createPaintWatch, LOOK_EVERY_MS, mayReloadPage, type LossReason } from "./recovery-policy.ts";

/** What a page needs to be loaded and healed. */
export interface PageDeps {
  readonly origin: string;
  /** The secret with which a window of this PC pairs itself; read anew, since the server may have renewed it. */
  readonly readSecret: () => string;
  readonly monotonicMs: () => number;
  readonly log: (event: string, data: Readonly<Record<string, unknown>>) => void;
}

/** A page that is loaded and kept alive. */
export interface PageHealing {
  /** Loads the page as if nothing had happened before. */
  readonly startOver: () => void;
  readonly heard: (isBlank: boolean) => void;
  /** Nobody can see the page now, or somebody can again. */
  readonly unseen: () => void;
  readonly seen: () => void;
  readonly stop: () => void;
}

/**
 * Heals a page that crashed, hangs, did not load, stopped painting or shows nothing: its renderer is ended if it is still
 * there, and the page loaded anew, three times in ten minutes; then the shell is told.
 */
export function healPage(
  contents: WebContents,
  page: { readonly deps: PageDeps; readonly face: ScreenFace; readonly onLost: (reason: LossReason) => void },
): PageHealing {
  const watch = createPaintWatch(page.deps.monotonicMs());
  const { deps, face } = page;
  let reloadedAtMs: readonly number[] = [];
  /** Why the renderer is being ended by us; its end is not a crash then. */
  let endedFor: LossReason | null = null;
  const load = () => {
    watch.loading(deps.monotonicMs());
    watch.resume(deps.monotonicMs());
    void loadFace(contents, face, deps);
  };
  const heal = (reason: LossReason, detail: string) => {
    const nowMs = deps.monotonicMs();
    const isReloaded = mayReloadPage(reloadedAtMs, nowMs);
    deps.log("page-lost", { face, reason, detail, isReloaded });
    if (contents.isDestroyed()) return;
    if (!isReloaded) {
      watch.pause();
      page.onLost(reason);
      return;
    }
    reloadedAtMs = [...reloadedAtMs, nowMs];
    load();
  };
  const endAndHeal = (reason: LossReason) => {
    if (endedFor !== null) return;
    endedFor = reason;
    watch.pause();
    contents.forcefullyCrashRenderer();
  };
  contents.on("render-process-gone", (_event, details) => {
    const reason = endedFor ?? "crashed";
    endedFor = null;
    heal(reason, details.reason);
  });
  contents.on("did-fail-load", (_event, errorCode, _description, _url, isMainFrame) => {
    const ERR_ABORTED = -3; // a newer navigation replaced this one
    if (isMainFrame && errorCode !== ERR_ABORTED) heal("not-loading", String(errorCode));
  });
  contents.on("unresponsive", () => {
    endAndHeal("unresponsive");
  });
  const looking = setInterval(() => {
    const trouble = watch.look(deps.monotonicMs());
    if (trouble !== null) endAndHeal(trouble);
  }, LOOK_EVERY_MS);
  return {
    startOver: () => {
      reloadedAtMs = [];
      load();
    },
    heard: (isBlank) => {
      watch.heard(deps.monotonicMs(), isBlank);
    },
    unseen: watch.pause,
    seen: () => {
      watch.resume(deps.monotonicMs());
    },
    stop: () => {
      clearInterval(looking);
    },
  };
}

async function loadFace(contents: WebContents, face: ScreenFace, deps: PageDeps): Promise<void> {
  try {
    await contents.loadURL(`${deps.origin}/${face}#secret=${deps.readSecret()}`);
  } catch (error) {
    // The page could not load (server restarting): did-fail-load follows and heals; the address holds a secret, so it is not logged.
    deps.log("page-load-failed", { face, code: error instanceof Error ? error.name : "unknown" });
  }
}
