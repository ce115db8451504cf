import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { rejectionsId } from "#renderer/copy/rejections.id.ts";

/** What a domain's code, its tests and the fences need of the project. */
const COPIED = [
  ...["core", "main", "hub", "migrations", "renderer", "scripts", "tests/kit", "tests/fences", "tests/tsconfig.json"],
  ...["electron/tsconfig.json", "package.json", "tsconfig.base.json", "tsconfig.json", "vitest.config.ts"],
  ...[".oxfmtrc.json", ".oxlintrc.json", ".gitignore"],
];
const NAMES = ["cold-storage", "garden"] as const;
const CORE_FILES = [
  ...["commands.ts", "decide.test.ts", "decide.ts", "events.ts", "fixtures", "fixtures.test.ts", "ids.ts"],
  ...["queries.ts", "rejections.ts", "rules.ts", "state.ts"],
];
const MAIN_FILES = ["facts.ts", "module.ts", "projections.ts", "queries.ts", "query-handlers.ts", "tables.ts"];
/** Copying, type checking and testing a whole tree, on a machine busy with other tests. */
const TOOLS_TIMEOUT_MS = 180_000;

let root = "";
const run = promisify(execFile);

interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs a program of the project in the copy, under this Node. */
async function tool(bin: string, ...args: readonly string[]): Promise<Ended> {
  try {
    const { stdout, stderr } = await run(process.execPath, [bin, ...args], { cwd: root });
    return { status: 0, stdout, stderr };
  } catch (error) {
    const ended = error as { readonly code: number; readonly stdout: string; readonly stderr: string }; // of execFile
    return { status: ended.code, stdout: ended.stdout, stderr: ended.stderr };
  }
}

const newDomain = (...args: readonly string[]) => tool("scripts/new-domain.ts", ...args);
const foldersOf = (name: string) => [`core/domains/${name}`, `main/domains/${name}`];

/** Every file of the copy with a digest of its text; what git ignores left out. */
async function treeDigests(): Promise<ReadonlyMap<string, string>> {
  const args = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
  const { stdout } = await run("git", args, { cwd: root });
  const paths = stdout.split("\0").filter((path) => path !== "" && path !== "node_modules");
  expect(paths.length).toBeGreaterThan(100);
  return new Map(
    paths.map((path) => [
      path,
      createHash("sha256")
        .update(readFileSync(join(root, path)))
        .digest("hex"),
    ]),
  );
}

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), "bergizi-new-domain-"));
  for (const path of COPIED) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(path, join(root, path), { recursive: true });
  }
  symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"));
  // The fences look at the files git knows of.
  await run("git", ["init", "--quiet"], { cwd: root });
}, TOOLS_TIMEOUT_MS);
afterAll(() => {
  rmSync(root, { recursive: true });
});

describe("a line that asks for no domain there can be", () => {
  it.each([
    ["name-missing", []],
    ["one-name-only", ["cold-storage", "garden"]],
    ["unknown-flag", ["cold-storage", "--force"]],
    ["name-not-kebab-case", ["ColdStorage"]],
    ["domain-exists", ["quality"]],
    // Its events would be called as those of the domain "alerts".
    ["name-taken", ["alert"]],
    // Production has an event batch-noted.
    ["name-taken", ["batch"]],
  ])("is refused as %s, with exit code 2, and changes nothing: %j", async (code, args) => {
    const before = await treeDigests();
    const ended = await newDomain(...args);
    expect(ended).toMatchObject({ status: 2, stdout: "" });
    expect(ended.stderr).toMatch(new RegExp(`^${code}: .+\n$`));
    expect(await treeDigests()).toEqual(before);
  });

  it("is answered with the usage when it asks for help", async () => {
    expect(await newDomain("--help")).toMatchObject({ status: 0, stderr: "" });
  });
});

describe("a tree the generator does not know its way in", () => {
  it("is left as it is, with exit code 3", async () => {
    const path = join(root, "main/domains/modules.ts");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, text.replace("const modules = [", "const modules: readonly DomainModule[] = ["));
    const before = await treeDigests();
    const ended = await newDomain("cold-storage");
    expect(ended.status).toBe(3);
    expect(ended.stderr).toMatch(/^place-not-found: main\/domains\/modules\.ts /);
    expect(await treeDigests()).toEqual(before);
    writeFileSync(path, text);
  });

  it("is left as it is when what was made cannot be put in order", async () => {
    const path = join(root, ".oxfmtrc.json");
    const text = readFileSync(path, "utf8");
    writeFileSync(path, "{ broken");
    const before = await treeDigests();
    const ended = await newDomain("cold-storage");
    expect(ended.status).toBe(3);
    expect(ended.stderr).toMatch(/^not-written: nothing was changed: oxfmt: /);
    expect(await treeDigests()).toEqual(before);
    writeFileSync(path, text);
  });
});

describe("a new domain", () => {
  let before: ReadonlyMap<string, string>;
  beforeAll(async () => {
    before = await treeDigests();
    for (const name of NAMES) expect(await newDomain(name)).toMatchObject({ status: 0, stderr: "" });
  }, TOOLS_TIMEOUT_MS);

  it("has the files every domain has, and changes two others", async () => {
    for (const name of NAMES) {
      expect(readdirSync(join(root, "core/domains", name)).toSorted()).toEqual(CORE_FILES);
      expect(readdirSync(join(root, "core/domains", name, "fixtures"))).toEqual([`${name}-noted.v1.json`]);
      expect(readdirSync(join(root, "main/domains", name)).toSorted()).toEqual(
        [...MAIN_FILES, `${name}.store.test.ts`].toSorted(),
      );
    }
    const after = await treeDigests();
    const isNew = (path: string) => NAMES.flatMap(foldersOf).some((folder) => path.startsWith(`${folder}/`));
    const changed = [...after].filter(([path, digest]) => !isNew(path) && before.get(path) !== digest);
    expect(changed.map(([path]) => path)).toEqual(["core/domains/registry.ts", "main/domains/modules.ts"]);
    expect([...before.keys()].filter((path) => !after.has(path))).toEqual([]);
  });

  it(
    "is formatted and clean",
    async () => {
      const folders = NAMES.flatMap(foldersOf);
      const listed = [...folders, "core/domains/registry.ts", "main/domains/modules.ts"];
      const format = await tool("node_modules/oxfmt/bin/oxfmt", "--check", ...listed);
      expect(format, format.stdout).toMatchObject({ status: 0 });
      const lint = await tool("node_modules/oxlint/bin/oxlint", "--type-aware", "--deny-warnings", ...folders);
      expect(lint, lint.stdout).toMatchObject({ status: 0 });
    },
    TOOLS_TIMEOUT_MS,
  );

  it(
    "compiles with its tests",
    async () => {
      const build = await tool("node_modules/typescript/bin/tsc", "-b", "core", "migrations", "main");
      expect(build, build.stdout).toMatchObject({ status: 0 });
      const tests = {
        extends: "./tsconfig.base.json",
        compilerOptions: { composite: false, noEmit: true, emitDeclarationOnly: false, types: ["node"] },
        include: NAMES.flatMap(foldersOf).map((folder) => `${folder}/*.test.ts`),
        references: [{ path: "core" }, { path: "migrations" }, { path: "main" }],
      };
      writeFileSync(join(root, "tsconfig.new-domain.json"), JSON.stringify(tests));
      const check = await tool("node_modules/typescript/bin/tsc", "-p", "tsconfig.new-domain.json");
      rmSync(join(root, "tsconfig.new-domain.json"));
      expect(check, check.stdout).toMatchObject({ status: 0 });
    },
    TOOLS_TIMEOUT_MS,
  );

  it(
    "passes its own tests, the fences, and the list of what faces may ask",
    async () => {
      const report = join(root, ".build/report.json");
      const files = [...NAMES.flatMap(foldersOf), "tests/fences", "renderer/domains/refs.test.ts"];
      const tests = await tool(
        "node_modules/vitest/vitest.mjs",
        ...["run", "--project", "unit", "--reporter=json", `--outputFile=${report}`],
        ...files,
      );
      expect(tests, tests.stdout + tests.stderr).toMatchObject({ status: 0 });
      const { testResults } = JSON.parse(readFileSync(report, "utf8")) as {
        readonly testResults: readonly { readonly name: string; readonly status: string }[];
      }; // vitest's own form
      const own = testResults
        .map(({ name }) => name.slice(root.length + 1))
        .filter((name) => !/^(tests|rend)/.test(name));
      expect(own.toSorted()).toEqual(
        NAMES.flatMap((name) => [
          `core/domains/${name}/decide.test.ts`,
          `core/domains/${name}/fixtures.test.ts`,
          `main/domains/${name}/${name}.store.test.ts`,
        ]).toSorted(),
      );
    },
    TOOLS_TIMEOUT_MS,
  );

  it("refuses only with codes that have words", () => {
    for (const name of NAMES) {
      const source = readFileSync(join(root, "core/domains", name, "rejections.ts"), "utf8");
      const codes = [...source.matchAll(/\bcode: "([a-z-]+)"/g)].map(([, code = ""]) => code);
      expect(codes.length).toBeGreaterThan(0);
      expect(codes.filter((code) => !(code in rejectionsId))).toEqual([]);
    }
  });

  it("is not made twice: the second time nothing is changed", async () => {
    const made = await treeDigests();
    expect(await newDomain("cold-storage")).toMatchObject({
      status: 2,
      stderr: "domain-exists: core/domains/cold-storage is already there\n",
    });
    expect(await treeDigests()).toEqual(made);
  });
});
