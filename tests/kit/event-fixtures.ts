import { readdirSync, readFileSync } from "node:fs";
import { expect } from "vitest";
import type { EventDefinition } from "#kernel/definition.ts";

/**
 * Events are for ever: `core/domains/<domain>/fixtures/<type>.v<n>.json` holds one body of each version of each event as it
 * was once written. Every one must still be read, to the same value. Fixtures are added, never edited.
 */
export function expectFixturesRead(domain: string, events: readonly EventDefinition[]): void {
  const folder = new URL(`file://${process.cwd()}/core/domains/${domain}/fixtures/`);
  const files = readdirSync(folder).toSorted();
  const definitionByFile = new Map(events.map((event) => [`${event.type}.v${event.v}.json`, event]));
  expect(files, `every event of ${domain} has a fixture, and every fixture an event`).toEqual(
    [...definitionByFile.keys()].toSorted(),
  );
  for (const [file, definition] of definitionByFile) {
    const written: unknown = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
    expect(definition.body.parse(written), `${domain}/${file} reads as it was written`).toEqual(written);
  }
}
