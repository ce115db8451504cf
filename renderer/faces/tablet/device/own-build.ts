import type { Connection } from "#renderer/client/connection.ts";

/** The build the kitchen named to this page first: the one its files came from. Null before the first answer. */
export function watchOwnBuild(connection: Connection): () => string | null {
  let ownBuild: string | null = null;
  connection.state.subscribe(() => {
    ownBuild ??= connection.state.get().welcome?.build ?? null;
  });
  return () => ownBuild;
}
