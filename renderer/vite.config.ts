import { readFileSync, rmSync } from "node:fs";
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { pureCore } from "./pure-core.ts";

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const { version } = JSON.parse(readFileSync(here("../package.json"), "utf8")) as { readonly version: string }; // our own file

/** Every face is one page: `renderer/faces/<face>/index.html`. */
const ALL_FACES = ["wall", "attendance", "tablet", "manager", "pair", "panel"] as const;
/** `BERGIZI_FACES=wall,tablet` builds only those, for whoever works on one of them. */
const asked = process.env["BERGIZI_FACES"]?.split(",");
const FACES = ALL_FACES.filter((face) => asked === undefined || asked.includes(face));

/** The client environment Vite always has builds the first face; each other face is an environment of its own. */
const environmentOf = (face: string, index: number) => [index === 0 ? "client" : face, pageOf(face)] as const;

/** One source; the name it is served under says whose page it keeps. */
const WORKER = here("./client/offline/worker.ts");
/** Service workers, by the face they serve; each stands beside the faces' folders as `<name>.js`. */
const WORKER_BY_FACE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  attendance: { "attendance-worker": WORKER },
  tablet: { "tablet-worker": WORKER },
};

/** One face alone: what another face needs of a shared file does not come along. */
function pageOf(face: string) {
  return {
    consumer: "client",
    build: {
      rolldownOptions: {
        input: { [face]: here(`./faces/${face}/index.html`), ...WORKER_BY_FACE[face] },
        // A worker keeps its name, because its address is what a browser knows it by.
        output: {
          entryFileNames: ({ name }: { readonly name: string }) =>
            name.endsWith("-worker") ? "[name].js" : "assets/[name]-[hash].js",
        },
      },
    },
  } as const;
}

/**
 * Builds the faces into `.build/faces/<face>/index.html` with hashed files in `.build/faces/assets/`, which the kitchen
 * server serves as `/<face>` and `/assets/…`. A device opens one face for years, so each is bundled by itself: the wall
 * carries nothing of the manager's. Nothing is inlined, so the pages live under a policy without `unsafe-inline` and
 * without `data:`.
 */
export default defineConfig({
  root: here("./faces"),
  base: "/",
  publicDir: false,
  define: { __APP_VERSION__: JSON.stringify(version) },
  plugins: [react(), pureCore()],
  css: { modules: { generateScopedName: "[name]_[local]_[hash:base64:4]" } },
  build: {
    outDir: here("../.build/faces"),
    // Emptied once, by `buildApp`: the faces share the folder.
    emptyOutDir: false,
    target: "chrome120",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    reportCompressedSize: false,
    // What a face may weigh is measured by `bench/P7.ts`, compressed.
    chunkSizeWarningLimit: 1_000,
  },
  environments: Object.fromEntries(FACES.map(environmentOf)),
  builder: {
    async buildApp(builder) {
      rmSync(builder.config.build.outDir, { recursive: true, force: true });
      for (const environment of Object.values(builder.environments)) {
        if (environment.config.consumer === "client") await builder.build(environment);
      }
    },
  },
  server: { host: "127.0.0.1" },
});
