import { readdirSync, readFileSync } from "node:fs";
import { expect } from "vitest";
import { present } from "#kernel/assert.ts";
import type { EventDefinition } from "#kernel/definition.ts";

/**
 * Events are for ever: `core/domains/<domain>/fixtures/<type>.v<n>.json` holds one body of each version of each event as it
 * was once written; `<type>.v<n>.<what>.json` a body of a shape that came later. Every one must still be read, to the same
 * value. Fixtures are added, never edited.
 */
export function expectFixturesRead(domain: string, events: readonly EventDefinition[]): void {
  const folder = new URL(`file://${process.cwd()}/core/domains/${domain}/fixtures/`);
  const files = readdirSync(folder).toSorted();
  const definitionByFile = new Map(events.map((event) => [`${event.type}.v${event.v}.json`, event]));
  const firstFiles = files.filter((file) => /^[^.]+\.v\d+\.json$/.test(file));
  expect(firstFiles, `every event of ${domain} has a fixture, and every fixture an event`).toEqual(
    [...definitionByFile.keys()].toSorted(),
  );
  for (const file of files) {
    const definition = present(
      definitionByFile.get(file.replace(/^([^.]+\.v\d+)\..*json$/, "$1.json")),
      `the event of ${file}`,
    );
    const written: unknown = JSON.parse(readFileSync(new URL(file, folder), "utf8"));
    expect(definition.body.parse(written), `${domain}/${file} reads as it was written`).toEqual(written);
  }
}
