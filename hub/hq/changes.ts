import type { Cache } from "#hub/cache/cache.ts";
import type { Hints } from "#hub/relay/hints.ts";

/** Tells the cache, then every node, that what is behind some tags changed; to be called after the commit. */
export interface Changes {
  tell(tags: readonly string[]): Promise<void>;
}

/** Before a tag, among the hints, which otherwise name streams. */
const CONSOLE_HINT = "console:";
/** A stream grew: what headquarters published, or a kitchen told its region. */
const TAGS_OF_STREAMS = ["publications", "alerts"];

/** `onChange` hears of the changes of every node, this one included, once the cache knows of them. */
export function createChanges(deps: {
  readonly cache: Cache;
  readonly hints: Hints;
  readonly onChange: (tags: readonly string[]) => void;
}): Changes {
  const { cache, hints, onChange } = deps;
  hints.onHint((name) => {
    if (name.startsWith(CONSOLE_HINT)) {
      const tags = [name.slice(CONSOLE_HINT.length)];
      cache.heardChanged(tags);
      return onChange(tags);
    }
    // Whoever published knows nothing of the cache (the command line, a kitchen's push).
    void cache.changed(TAGS_OF_STREAMS).then(() => onChange(TAGS_OF_STREAMS));
  });
  return {
    tell: async (tags) => {
      await cache.changed(tags);
      for (const tag of tags) hints.hint(`${CONSOLE_HINT}${tag}`);
    },
  };
}
