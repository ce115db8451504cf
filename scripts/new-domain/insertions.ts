import { err, ok, type Result } from "#kernel/result.ts";
import type { DomainNames } from "./domain-names.ts";

/** A file that does not read as it was when this was written: better nothing than a line in the wrong place. */
export interface InsertionProblem {
  readonly code: "place-not-found" | "name-taken";
  readonly message: string;
}

type Insertion = Result<string, InsertionProblem>;

export const REGISTRY_PATH = "core/domains/registry.ts";
export const MODULES_PATH = "main/domains/modules.ts";

/** `core/domains/registry.ts` with the domain's events, commands and queries listed. */
export function registryWith(text: string, { kebab, camel }: DomainNames): Insertion {
  const lists = [
    { name: "allEvents", value: `${camel}Events`, file: "events" },
    { name: "allCommands", value: `${camel}Commands`, file: "commands" },
    { name: "allQueries", value: `${camel}Queries`, file: "queries" },
  ] as const;
  return lists.reduce<Insertion>((soFar, { name, value, file }) => {
    if (!soFar.ok) return soFar;
    const listed = withLastItem(soFar.value, {
      path: REGISTRY_PATH,
      list: new RegExp(`^export const ${name}: [^\\n]+ = \\[\\n[^\\]]*?(?=^\\];)`, "gm"),
      line: `  ...${value},\n`,
      value,
    });
    return listed.ok ? withImport(listed.value, REGISTRY_PATH, importLine(value, `./${kebab}/${file}.ts`)) : listed;
  }, ok(text));
}

/** `main/domains/modules.ts` with the domain's module made. */
export function modulesWith(text: string, { kebab, Pascal }: DomainNames): Insertion {
  const value = `create${Pascal}Module`;
  const listed = withLastItem(text, {
    path: MODULES_PATH,
    list: /^ {2}const modules = \[\n[\s\S]*?(?=^ {2}\];)/gm,
    line: `    ${value}(),\n`,
    value,
  });
  return listed.ok ? withImport(listed.value, MODULES_PATH, importLine(value, `./${kebab}/module.ts`)) : listed;
}

interface ImportLine {
  readonly line: string;
  readonly from: string;
}

function importLine(value: string, from: string): ImportLine {
  return { line: `import { ${value} } from "${from}";\n`, from };
}

function withLastItem(
  text: string,
  item: { readonly path: string; readonly list: RegExp; readonly line: string; readonly value: string },
): Insertion {
  if (new RegExp(`\\b${item.value}\\b`).test(text)) {
    return err({ code: "name-taken", message: `${item.path} already names ${item.value}` });
  }
  const found = [...text.matchAll(item.list)];
  const [only] = found;
  if (only === undefined || found.length > 1) return err(placeNotFound(item.path, item.line));
  const end = only.index + only[0].length;
  return ok(text.slice(0, end) + item.line + text.slice(end));
}

/** Among the imports of domains, which stand in the order of their paths. */
function withImport(text: string, path: string, { line, from }: ImportLine): Insertion {
  const imports = [...text.matchAll(/^import [^;]*? from "(\.\/[^"]+)";\n/gm)];
  const last = imports.at(-1);
  if (last === undefined) return err(placeNotFound(path, line));
  const next = imports.find((found) => (found[1] ?? "") > from);
  const at = next === undefined ? last.index + last[0].length : next.index;
  return ok(text.slice(0, at) + line + text.slice(at));
}

function placeNotFound(path: string, line: string): InsertionProblem {
  return { code: "place-not-found", message: `${path} has no place known here for: ${line.trim()}` };
}
