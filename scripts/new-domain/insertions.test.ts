import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { present } from "#kernel/assert.ts";
import { domainNamesFrom, type DomainNames } from "./domain-names.ts";
import { MODULES_PATH, modulesWith, REGISTRY_PATH, registryWith } from "./insertions.ts";

const registry = readFileSync(REGISTRY_PATH, "utf8");
const modules = readFileSync(MODULES_PATH, "utf8");

function names(name: string): DomainNames {
  const made = domainNamesFrom(name);
  return present(made.ok ? made.value : null, name);
}

function addedLines(before: string, after: { readonly ok: boolean; readonly value?: string }): readonly string[] {
  const left = before.split("\n");
  return (after.value ?? "").split("\n").filter((line) => {
    if (left[0] !== line) return true;
    left.shift();
    return false;
  });
}

describe("a line where a domain is listed", () => {
  it("is added to each list and to the imports, and nothing else changes", () => {
    expect(addedLines(registry, registryWith(registry, names("cold-storage")))).toEqual([
      'import { coldStorageCommands } from "./cold-storage/commands.ts";',
      'import { coldStorageEvents } from "./cold-storage/events.ts";',
      'import { coldStorageQueries } from "./cold-storage/queries.ts";',
      "  ...coldStorageEvents,",
      "  ...coldStorageCommands,",
      "  ...coldStorageQueries,",
    ]);
    expect(addedLines(modules, modulesWith(modules, names("cold-storage")))).toEqual([
      'import { createColdStorageModule } from "./cold-storage/module.ts";',
      "    createColdStorageModule(),",
    ]);
  });

  it("of the last domain by name comes after the others", () => {
    expect(addedLines(registry, registryWith(registry, names("zest")))).toHaveLength(6);
    expect(addedLines(modules, modulesWith(modules, names("zest")))).toHaveLength(2);
  });

  it("is refused when the value is named there already", () => {
    expect(registryWith(registry, names("alert"))).toMatchObject({ ok: false, error: { code: "name-taken" } });
    expect(modulesWith(modules, names("site"))).toMatchObject({ ok: false, error: { code: "name-taken" } });
  });

  it("is refused when its place is not there, or there twice", () => {
    const refused = { ok: false, error: { code: "place-not-found" } };
    const cold = names("cold-storage");
    expect(registryWith(registry.replace("export const allCommands", "const commands"), cold)).toMatchObject(refused);
    expect(registryWith(registry + registry, cold)).toMatchObject(refused);
    expect(modulesWith(modules.replace("const modules = [", "const modules = listOf(["), cold)).toMatchObject(refused);
    expect(modulesWith(modules + modules, cold)).toMatchObject(refused);
    expect(modulesWith("", cold)).toMatchObject(refused);
  });
});
