import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { allCommands, allEvents, allQueries } from "#domains/registry.ts";
import { err, ok, type Result } from "#kernel/result.ts";
import { readModelModules } from "#main/domains/read-model-modules.ts";
import { domainNamesFrom, type DomainNames, type NameProblem } from "./domain-names.ts";
import { MODULES_PATH, modulesWith, REGISTRY_PATH, registryWith, type InsertionProblem } from "./insertions.ts";
import { placeAll } from "./place-files.ts";
import { skeletonOf, type SkeletonFile } from "./skeleton.ts";

export interface CreatedDomain {
  readonly names: DomainNames;
  readonly writtenPaths: readonly string[];
  readonly changedPaths: readonly string[];
}

export type CreateProblem =
  | NameProblem
  | InsertionProblem
  | { readonly code: "domain-exists" | "not-written"; readonly message: string };

/** Writes a domain's skeleton and lists it, all or nothing. */
export function createDomain(root: string, name: string): Result<CreatedDomain, CreateProblem> {
  const named = domainNamesFrom(name);
  if (!named.ok) return named;
  const names = named.value;
  const taken = whyTaken(root, names);
  if (taken !== null) return err(taken);
  const registry = registryWith(readFileSync(join(root, REGISTRY_PATH), "utf8"), names);
  if (!registry.ok) return registry;
  const modules = modulesWith(readFileSync(join(root, MODULES_PATH), "utf8"), names);
  if (!modules.ok) return modules;
  const written = skeletonOf(names);
  const changed = [
    { path: REGISTRY_PATH, text: registry.value },
    { path: MODULES_PATH, text: modules.value },
  ];
  try {
    stageAndPlace(root, { names, written, changed });
  } catch (error) {
    const message = `nothing was changed: ${error instanceof Error ? error.message : String(error)}`;
    return err({ code: "not-written", message });
  }
  return ok({ names, writtenPaths: written.map(({ path }) => path), changedPaths: changed.map(({ path }) => path) });
}

function whyTaken(root: string, { kebab, snake }: DomainNames): CreateProblem | null {
  const folder = foldersOf(kebab).find((path) => existsSync(join(root, path)));
  if (folder !== undefined) return { code: "domain-exists", message: `${folder} is already there` };
  const modules = readModelModules();
  const known = new Set([
    ...modules.flatMap((module) => [module.domain, ...module.tables.map((table) => table.name)]),
    ...[...allEvents, ...allCommands].map(({ type }) => type),
    ...allQueries.map((query) => query.name),
  ]);
  const clash = [kebab, `${kebab}-noted`, `note-${kebab}`, `${kebab}-notes`, `${snake}_note`].find((own) =>
    known.has(own),
  );
  return clash === undefined ? null : { code: "name-taken", message: `another domain has "${clash}" already` };
}

function foldersOf(kebab: string): readonly string[] {
  return [`core/domains/${kebab}`, `main/domains/${kebab}`];
}

/** In the project's own folder, so that moving from it is a rename; gone again whatever happens. */
function stageAndPlace(
  root: string,
  files: {
    readonly names: DomainNames;
    readonly written: readonly SkeletonFile[];
    readonly changed: readonly SkeletonFile[];
  },
): void {
  const stage = mkdtempSync(join(root, ".new-domain-"));
  try {
    for (const { path, text } of [...files.written, ...files.changed]) {
      mkdirSync(dirname(join(stage, path)), { recursive: true });
      writeFileSync(join(stage, path), text);
    }
    format(root, stage);
    placeAll([
      ...foldersOf(files.names.kebab).map((folder) => ({ from: join(stage, folder), to: join(root, folder) })),
      ...files.changed.map(({ path }) => ({
        from: join(stage, path),
        to: join(root, path),
        formerAt: join(stage, "former", path),
      })),
    ]);
  } finally {
    rmSync(stage, { recursive: true, force: true });
  }
}

/** Where a line breaks depends on how long the name is. */
function format(root: string, stage: string): void {
  const config = join(root, ".oxfmtrc.json");
  const formatter = join(root, "node_modules", "oxfmt", "bin", "oxfmt");
  const run = spawnSync(process.execPath, [formatter, "--config", config, stage], { cwd: root, encoding: "utf8" });
  if (run.status !== 0) throw new Error(`oxfmt: ${run.error?.message ?? run.stderr.trim()}`);
}
