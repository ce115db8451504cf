import { defineConfig } from "electron-vite";

/**
 * Builds the shell: main as ESM with its packages left outside (better-sqlite3 must find its prebuilt file), the sandboxed
 * preload as CommonJS. The faces are built by `renderer/vite.config.ts` and served by the kitchen server.
 */
export default defineConfig({
  main: {
    build: {
      outDir: ".build/electron/main",
      externalizeDeps: true,
      rollupOptions: {
        input: {
          index: "electron/main.ts",
          // Loaded by worker threads, by name.
          "store-worker": "main/store/store-worker.ts",
          "report-worker": "main/reports/report-worker.ts",
          "read-model-modules": "main/domains/read-model-modules.ts",
        },
        output: { format: "es", entryFileNames: "[name].js" },
      },
    },
  },
  preload: {
    build: {
      outDir: ".build/electron/preload",
      externalizeDeps: false,
      rollupOptions: {
        input: { preload: "electron/preload.ts", "panel-preload": "electron/panel-preload.ts" },
        output: { format: "cjs", entryFileNames: "[name].cjs" },
      },
    },
  },
});
