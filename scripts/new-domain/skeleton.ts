import { readFileSync } from "node:fs";
import { assert } from "#kernel/assert.ts";
import type { DomainNames } from "./domain-names.ts";

/** A file to write: its path from the project's root, and its text. */
export interface SkeletonFile {
  readonly path: string;
  readonly text: string;
}

const TEMPLATES = new URL("./templates/", import.meta.url);

const CORE_FILES = [
  "ids.ts",
  "events.ts",
  "commands.ts",
  "queries.ts",
  "state.ts",
  "rules.ts",
  "rejections.ts",
  "decide.ts",
  "decide.test.ts",
  "fixtures.test.ts",
] as const;
const MAIN_FILES = ["module.ts", "tables.ts", "projections.ts", "facts.ts", "queries.ts", "query-handlers.ts"] as const;

/** Every file of a new domain: one event, one command, one query, all the way through. */
export function skeletonOf(names: DomainNames): readonly SkeletonFile[] {
  const core = `core/domains/${names.kebab}`;
  const main = `main/domains/${names.kebab}`;
  const places: readonly (readonly [template: string, path: string])[] = [
    ...CORE_FILES.map((file) => [`core/${file}`, `${core}/${file}`] as const),
    ["core/fixtures/noted.v1.json", `${core}/fixtures/${names.kebab}-noted.v1.json`],
    ...MAIN_FILES.map((file) => [`main/${file}`, `${main}/${file}`] as const),
    ["main/store.test.ts", `${main}/${names.kebab}.store.test.ts`],
  ];
  return places.map(([template, path]) => ({
    path,
    text: filled(readFileSync(new URL(`${template}.template`, TEMPLATES), "utf8"), names),
  }));
}

/** A template with every `{{form}}` replaced by that form of the name. */
export function filled(template: string, names: DomainNames): string {
  const forms = new Map<string, string>(Object.entries(names));
  return template.replaceAll(/\{\{(\w+)\}\}/g, (_placeholder, form: string) => {
    const name = forms.get(form);
    assert(name !== undefined, `a template asks for a form of the name there is: ${form}`);
    return name;
  });
}
