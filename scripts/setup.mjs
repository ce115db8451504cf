// The one script that must run on whatever Node a fresh machine has (18 or newer): plain JavaScript, no dependencies.
// It brings the pinned Node 24 and the packages, builds the faces when their sources changed, and hands over.
import { spawnSync, spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, delimiter } from "node:path";
import { fileURLToPath } from "node:url";

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [task, ...rest] = process.argv.slice(2);
const args = rest[0] === "--" ? rest.slice(1) : rest;
const NODE_MIN_MAJOR = 24;

/** Each task: whether it needs the built faces, and what runs under Node 24. */
const TASKS = {
  start: { entry: "scripts/launch.ts", needsFaces: true },
  demo: { entry: "scripts/demo.ts", needsFaces: true },
  kiosk: { entry: "scripts/kiosk.ts", needsFaces: false },
  hub: { entry: "scripts/hub.ts", needsFaces: false },
  bench: { entry: "scripts/bench.ts", needsFaces: true },
  check: { entry: "scripts/check.ts", needsFaces: false },
  test: { entry: "scripts/test.ts", needsFaces: false },
  "new-domain": { entry: "scripts/new-domain.ts", needsFaces: false },
};

const chosen = TASKS[task];
if (chosen === undefined) fail(`unknown task "${task ?? ""}"; one of: ${Object.keys(TASKS).join(", ")}`);

installPackages();
if (chosen.needsFaces) buildFaces();
handOver();

function installPackages() {
  const stampPath = join(root, "node_modules", ".setup-stamp");
  const wanted = digestOf([join(root, "package-lock.json"), join(root, "package.json")]);
  const isInstalled = existsSync(stampPath) && readFileSync(stampPath, "utf8") === wanted;
  if (!isInstalled) {
    say("memasang paket dari package-lock.json (npm ci), sekali saja …");
    runNpm(["ci", "--no-audit", "--no-fund", "--loglevel=error"]);
  }
  if (nodeMajor() < NODE_MIN_MAJOR) {
    // An npm that blocks install scripts leaves the pinned Node out; its own installer is the same step by hand.
    say("memasang Node 24 …");
    const installer = join(root, "node_modules", "node", "installArchSpecificPackage.js");
    if (existsSync(installer)) {
      spawnSync(process.execPath, [installer], { cwd: dirname(installer), stdio: "inherit" });
    }
    if (nodeMajor() < NODE_MIN_MAJOR)
      fail("Node 24 could not be installed from the lockfile; see the npm messages above");
  }
  if (!isInstalled) writeFileSync(stampPath, wanted);
}

function buildFaces() {
  const stampPath = join(root, ".build", "faces", ".stamp");
  const folders = ["core", "renderer", "resources"].map((folder) => join(root, folder));
  const wanted = digestOf([join(root, "package-lock.json"), ...folders.flatMap((folder) => filesBelow(folder))]);
  if (existsSync(stampPath) && readFileSync(stampPath, "utf8") === wanted) return;
  say("membangun layar (vite build) …");
  const vite = join(root, "node_modules", "vite", "bin", "vite.js");
  const built = spawnSync(nodePath(), [vite, "build", "--config", "renderer/vite.config.ts", "--logLevel", "error"], {
    cwd: root,
    env: environment(),
    stdio: ["ignore", "inherit", "inherit"],
  });
  if (built.status !== 0) fail("the faces could not be built; see the messages above");
  mkdirSync(dirname(stampPath), { recursive: true });
  writeFileSync(stampPath, wanted);
}

function handOver() {
  const child = spawn(nodePath(), [join(root, chosen.entry), ...args], { stdio: "inherit", env: environment() });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
  child.on("exit", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" || signal === "SIGTERM" ? 0 : 1);
  });
}

function nodePath() {
  return join(root, "node_modules", "node", "bin", process.platform === "win32" ? "node.exe" : "node");
}

function nodeMajor() {
  if (!existsSync(nodePath())) return 0;
  const answer = spawnSync(nodePath(), ["--version"], { encoding: "utf8" });
  return Number((answer.stdout ?? "").match(/^v(\d+)\./)?.[1] ?? 0);
}

function environment() {
  return { ...process.env, PATH: [join(root, "node_modules", ".bin"), process.env.PATH ?? ""].join(delimiter) };
}

function runNpm(npmArgs) {
  // npm tells its own path to the scripts it runs; started by hand, the one on the PATH is used.
  const npmPath = process.env.npm_execpath;
  const isScript = npmPath !== undefined && /\.c?js$/.test(npmPath);
  const command = isScript ? process.execPath : process.platform === "win32" ? "npm.cmd" : "npm";
  const run = spawnSync(command, isScript ? [npmPath, ...npmArgs] : npmArgs, {
    cwd: root,
    stdio: ["ignore", "inherit", "inherit"],
    shell: !isScript && process.platform === "win32",
  });
  if (run.status !== 0) fail("npm ci failed; see the messages above");
}

function filesBelow(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .sort()
    .flatMap((name) => {
      const path = join(folder, name);
      if (statSync(path).isDirectory()) return filesBelow(path);
      return /\.test\.tsx?$/.test(name) ? [] : [path];
    });
}

function digestOf(paths) {
  const hash = createHash("sha256");
  for (const path of paths) hash.update(path.slice(root.length)).update("\0").update(readFileSync(path)).update("\0");
  return hash.digest("hex");
}

function say(text) {
  process.stderr.write(`[penyiapan] ${text}\n`);
}

function fail(text) {
  process.stderr.write(`[penyiapan] ${text}\n`);
  process.exit(1);
}
