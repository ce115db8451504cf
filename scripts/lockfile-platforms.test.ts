import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { missingPlatformPackages, withPlatformPackages, type Lockfile } from "./lockfile-platforms.ts";

it("the lockfile holds every platform's build, so that npm ci accepts it on any machine", () => {
  const lockfile = JSON.parse(readFileSync("package-lock.json", "utf8")) as Lockfile; // npm's own file
  expect(Object.keys(lockfile.packages).length).toBeGreaterThan(100);
  expect(missingPlatformPackages(lockfile)).toEqual([]);
});

it("a build that is missing is found and added with its platform", () => {
  const lockfile: Lockfile = {
    packages: {
      "": {},
      "node_modules/tool": { version: "1.0.0", optionalDependencies: { "@tool/linux-x64-musl": "1.0.0" } },
    },
  };
  const missing = missingPlatformPackages(lockfile);
  expect(missing).toEqual([{ name: "@tool/linux-x64-musl", version: "1.0.0", neededBy: "node_modules/tool" }]);
  const completed = withPlatformPackages(lockfile, missing);
  expect(missingPlatformPackages(completed)).toEqual([]);
  expect(completed.packages["node_modules/@tool/linux-x64-musl"]).toEqual({
    version: "1.0.0",
    dev: true,
    cpu: ["x64"],
    os: ["linux"],
    libc: ["musl"],
    optional: true,
  });
});
