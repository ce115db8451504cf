import type { Kitchen } from "#renderer/client/kitchen.ts";

/**
 * A wall has nobody to press a button: when the kitchen server comes back as another build, the wall loads itself anew,
 * once the new page answers. Until then the old page stays.
 */
export function reloadForNewBuild({ connection }: Kitchen): void {
  let firstBuild: string | null = null;
  connection.state.subscribe(() => {
    const build = connection.state.get().welcome?.build ?? null;
    if (build === null) return;
    firstBuild ??= build;
    if (build !== firstBuild) void reloadOnceReachable();
  });
}

async function reloadOnceReachable(): Promise<void> {
  try {
    const page = await fetch(location.pathname, { cache: "no-store" });
    if (page.ok) location.reload();
  } catch {
    // The next welcome asks again.
  }
}
