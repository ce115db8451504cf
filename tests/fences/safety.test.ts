import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { allCommands, allEvents, allQueries } from "#domains/registry.ts";
import { unnamedUnits } from "./unit-names.ts";
import { z } from "zod";

const files = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], { encoding: "utf8" })
  .split("\n")
  // A file moved and not yet committed is still listed by its old name.
  .filter((file) => file !== "" && existsSync(file));
const sources = files.filter((file) => /\.tsx?$/.test(file));

describe("names of files and folders", () => {
  it("are kebab-case, without index.ts and without folders that say nothing", () => {
    const wrong = files.filter((file) => {
      const parts = file.split("/");
      const name = parts.at(-1) ?? "";
      if (parts.some((part) => ["lib", "utils", "helpers", "common", "services", "types"].includes(part))) return true;
      if (/^index\.tsx?$/.test(name)) return true;
      return /\.tsx?$/.test(name) && !/^([a-z0-9]+(-[a-z0-9]+)*|[A-Z]\d+)(\.[a-z]+)*\.tsx?$/.test(name);
    });
    expect(wrong).toEqual([]);
  });

  it("default exports stand in configuration files only", () => {
    const wrong = sources.filter(
      (file) => !file.endsWith(".config.ts") && /^export default /m.test(readFileSync(file, "utf8")),
    );
    expect(wrong).toEqual([]);
  });

  it("the project names no machine and no registry", () => {
    const pattern = new RegExp(
      ["/wo" + "rk/(main|shared|\\.library)", "/ro" + "ot/", "registry\\.npm" + "js", "deb\\.deb" + "ian"].join("|"),
    );
    const wrong = files.filter(
      (file) => /\.(tsx?|mjs|json|md|html|css|sh)$/.test(file) && pattern.test(readFileSync(file, "utf8")),
    );
    expect(wrong).toEqual([]);
  });
});

describe("units in names", () => {
  it.each([
    ["events", () => allEvents.map((event) => [event.type, event.body] as const)],
    ["commands", () => allCommands.map((command) => [command.type, command.body] as const)],
    ["query rows", () => allQueries.map((query) => [query.name, query.row] as const)],
  ])("every number in %s says its unit", (_what, list) => {
    const schemas = list();
    expect(schemas.length).toBeGreaterThan(10);
    expect(schemas.flatMap(([name, schema]) => unnamedUnits(schema).map((path) => `${name}: ${path}`))).toEqual([]);
  });

  it("catches a planted number without a unit", () => {
    const planted = z.strictObject({
      weight: z.number(),
      nested: z.array(z.strictObject({ temperatureC: z.number(), age: z.int().nullable() })),
      portionCount: z.int(),
    });
    expect(unnamedUnits(planted)).toEqual(["weight", "nested[].age"]);
  });
});

describe("types and names across domains", () => {
  it("no two events, commands or queries share a name", () => {
    for (const names of [
      allEvents.map((event) => `${event.type} v${event.v}`),
      allCommands.map((command) => command.type),
      allQueries.map((query) => query.name),
    ]) {
      expect(names.length).toBe(new Set(names).size);
    }
  });
});
