import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { importsOf, violationOf } from "./import-fence.ts";

const sources = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard", "*.ts", "*.tsx"], {
  encoding: "utf8",
})
  .split("\n")
  .filter(
    (file) => file !== "" && existsSync(file) && !/\.(test|config)\.tsx?$/.test(file) && !file.startsWith("tests/"),
  );

describe("who may import whom", () => {
  it("is kept by every file of the project", () => {
    const violations = sources.flatMap((file) =>
      importsOf(file, readFileSync(file, "utf8")).flatMap((found) => violationOf(found) ?? []),
    );
    expect(sources.length).toBeGreaterThan(20);
    expect(violations).toEqual([]);
  });

  it.each([
    ["core/kernel/time.ts", "#domains/quality/rules.ts"],
    ["core/domains/quality/decide.ts", "#domains/production/rules.ts"],
    ["core/domains/quality/decide.ts", "#main/store/readable-db.ts"],
    ["core/domains/quality/decide.ts", "kysely"],
    ["core/domains/quality/decide.ts", "node:fs"],
    ["core/contract/lan-protocol.ts", "#renderer/client/clock.ts"],
    ["migrations/kitchen/0001-log.ts", "#kernel/time.ts"],
    ["main/domains/quality/facts.ts", "#main/domains/production/projections.ts"],
    ["main/lan/lan-server.ts", "electron"],
    ["main/lan/lan-server.ts", "#electron/main.ts"],
    ["electron/main.ts", "#main/store/kitchen-store.ts"],
    ["renderer/domains/quality/form.tsx", "#renderer/domains/production/board.tsx"],
    ["renderer/ui/button.tsx", "#domains/quality/rules.ts"],
    ["renderer/faces/wall/face.tsx", "#main/config.ts"],
    ["renderer/faces/wall/face.tsx", "../tablet/face.tsx"],
    ["main/lan/lan-server.ts", "./connection"],
    ["bench/P1.ts", "#tests/integration/x.ts"],
  ])("catches a planted violation: %s importing %s", (file, specifier) => {
    const source = `import { x } from "${specifier}";\n`;
    expect(importsOf(file, source).map((found) => violationOf(found)?.specifier)).toEqual([specifier]);
  });

  it.each([
    ["core/domains/quality/decide.ts", "#domains/production/events.ts"],
    ["main/domains/quality/facts.ts", "#main/domains/production/queries.ts"],
    ["electron/main.ts", "#main/kitchen-server.ts"],
    ["renderer/faces/wall/face.tsx", "#renderer/domains/quality/board.tsx"],
  ])("allows what the table allows: %s importing %s", (file, specifier) => {
    expect(importsOf(file, `import { x } from "${specifier}";`).map(violationOf)).toEqual([null]);
  });
});
