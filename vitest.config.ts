import { defineConfig } from "vitest/config";

const everywhere = ["core", "main", "hub", "electron", "renderer", "migrations", "scripts", "tests"];
const named = (ending: string) => everywhere.map((folder) => `${folder}/**/*${ending}`);
const slow = ["**/*.browser.test.ts", "tests/e2e/**", "tests/reliability/**", "**/*.pg.test.ts"];

/** Lanes: `unit` is everything quick; `browser` drives Chromium; `hub` needs a real Postgres and a real Redis; `reliability` runs real processes and kills them. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: named(".test.ts"),
          exclude: ["**/node_modules/**", ...slow],
          testTimeout: 90_000,
          hookTimeout: 90_000,
          // Vitest's own choice is one fewer than the cores; on two cores, three files at once take two thirds of the time of one.
          maxWorkers: 3,
        },
      },
      {
        test: {
          name: "browser",
          include: [...named(".browser.test.ts"), "tests/e2e/**/*.test.ts"],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // Most of a page's time is waiting: three files at once on two cores take 283 s, two take 334 s, one takes 470 s.
          maxWorkers: 3,
          globalSetup: ["tests/kit/build-faces.ts"],
        },
      },
      {
        test: {
          name: "hub",
          include: named(".pg.test.ts"),
          testTimeout: 60_000,
          hookTimeout: 60_000,
          globalSetup: ["tests/hub/real-servers.ts"],
        },
      },
      {
        test: {
          name: "reliability",
          include: ["tests/reliability/**/*.test.ts"],
          testTimeout: 420_000,
          hookTimeout: 60_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
