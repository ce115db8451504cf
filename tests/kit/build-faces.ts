import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createBuilder } from "vite";
import type { TestProject } from "vitest/node";

declare module "vitest" {
  export interface ProvidedContext {
    /** Where the faces of this run were built. */
    facesDir: string;
  }
}

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Builds the faces once for a run of the browser tests, in a folder of their own, and takes it away afterwards. */
export async function setup(project: TestProject): Promise<() => void> {
  mkdirSync(join(ROOT, ".build"), { recursive: true });
  const facesDir = mkdtempSync(join(ROOT, ".build", "faces-test-"));
  const builder = await createBuilder({
    configFile: join(ROOT, "renderer", "vite.config.ts"),
    logLevel: "error",
    build: { outDir: facesDir },
  });
  await builder.buildApp();
  project.provide("facesDir", facesDir);
  return () => rmSync(facesDir, { recursive: true, force: true });
}
