/** The part of npm's lockfile (version 3) this project reads. */
export interface Lockfile {
  readonly packages: Readonly<Record<string, LockedPackage>>;
}

interface LockedPackage {
  readonly version?: string;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
  readonly engines?: Readonly<Record<string, string>>;
}

/** A platform's build of a package that the lockfile names as a dependency and does not hold. */
export interface MissingPackage {
  readonly name: string;
  readonly version: string;
  readonly neededBy: string;
}

/** Optional dependencies that resolve to no entry of the lockfile, in npm's order of folders. */
export function missingPlatformPackages(lockfile: Lockfile): readonly MissingPackage[] {
  return Object.entries(lockfile.packages).flatMap(([path, locked]) =>
    Object.entries(locked.optionalDependencies ?? {})
      .filter(([name]) => !isHeld(lockfile, path, name))
      .map(([name, version]) => ({ name, version, neededBy: path })),
  );
}

/** Adds an entry for each: npm installs it only on its own system and processor, and checks its content there. */
export function withPlatformPackages(lockfile: Lockfile, missing: readonly MissingPackage[]): Lockfile {
  const added = missing.map(({ name, version, neededBy }) => {
    const engines = lockfile.packages[neededBy]?.engines;
    const entry = { version, dev: true, ...platformOf(name), optional: true, ...(engines && { engines }) };
    return [`node_modules/${name}`, entry] as const;
  });
  const { "": root = {}, ...others } = lockfile.packages;
  const sorted = [...Object.entries(others), ...added].toSorted(([left], [right]) => (left < right ? -1 : 1));
  return { ...lockfile, packages: { "": root, ...Object.fromEntries(sorted) } };
}

function isHeld(lockfile: Lockfile, fromPath: string, name: string): boolean {
  let folder = fromPath;
  for (;;) {
    if (`${folder}${folder === "" ? "" : "/"}node_modules/${name}` in lockfile.packages) return true;
    if (folder === "") return false;
    const parent = folder.lastIndexOf("/node_modules/");
    folder = parent < 0 ? "" : folder.slice(0, parent);
  }
}

/** `@scope/binding-linux-x64-musl` → the fields npm chooses by. */
function platformOf(name: string): object {
  const match =
    /(android|darwin|freebsd|linux|openharmony|win32)-(arm64|arm|x64|ia32|ppc64|riscv64|s390x)(?:-(\w+))?$/.exec(name);
  if (match === null) throw new Error(`${name} does not say its platform`);
  const [, os, cpu, abi = ""] = match;
  const libc = os !== "linux" || abi === "" ? [] : [abi.includes("musl") ? "musl" : "glibc"];
  return { cpu: [cpu], os: [os], ...(libc.length > 0 && { libc }) };
}
